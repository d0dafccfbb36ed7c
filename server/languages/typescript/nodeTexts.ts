/**
 * Texts of names and literals, and the paths of files, decoded once. The API of this version decodes them whenever somebody
 * looks, and to ask about a node it looks at the path of its file.
 */

import type { SourceFile } from 'typescript/unstable/ast';

/** What the API keeps to itself: where the texts of a file lie. What is decoded of them is kept beside it. */
interface TextTable {
  readonly _offsetStringTable: number;
  readonly _offsetStringTableOffsets: number;
  decoded?: (string | undefined)[];
}

/** What all nodes have in common. */
interface NodeMethods {
  getString(this: { readonly sourceFile: TextTable }, index: number): string;
}

/** In bytes: the table says of each text where it begins. */
const entryLength = 4;
const prepared = new WeakSet<NodeMethods>();

/** From now on texts of all trees are kept for as long as their trees. */
export function keepTextsOfNodes(source: SourceFile): void {
  // A file is a kind of node.
  const methods: NodeMethods = Object.getPrototypeOf(Object.getPrototypeOf(source));
  if (prepared.has(methods)) return;
  prepared.add(methods);
  const decode = methods.getString;
  methods.getString = function (index) {
    const table = this.sourceFile;
    table.decoded ??= new Array((table._offsetStringTable - table._offsetStringTableOffsets) / entryLength);
    const known = table.decoded[index];
    if (known !== undefined) return known;
    const text = decode.call(this, index);
    table.decoded[index] = text;
    return text;
  };
}
