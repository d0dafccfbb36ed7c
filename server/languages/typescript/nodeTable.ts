/**
 * The compiler's syntax tree as it arrives: a table of numbers, one row a node, each node before its children and these in
 * source order. A node becomes an object of its own when somebody asks for it, so whoever is after a few kinds reads the
 * table and leaves the rest alone.
 */

import type { Node, NodeFlags, SourceFile, SyntaxKind } from 'typescript/unstable/ast';

/** What the API of this version keeps to itself: where the rows are, and the objects made of them so far. */
interface EncodedTree {
  readonly view: DataView;
  readonly nodes: { readonly length: number };
  readonly _offsetNodes: number;
  getOrCreateNodeAtIndex(row: number): Node;
}

const rowLength = 28;
const [kindOffset, positionOffset, endOffset, nextOffset, parentOffset, dataOffset, flagsOffset] = [
  0, 4, 8, 12, 16, 20, 24,
];

export class NodeTable {
  /** The row of the file itself; there is nothing in the one before. */
  static readonly file = 1;
  readonly #tree: EncodedTree;
  readonly #view: DataView;
  readonly #start: number;
  readonly length: number;

  constructor(source: SourceFile) {
    // Every file that the compiler gives is a tree of this form.
    this.#tree = source as unknown as EncodedTree;
    this.#view = this.#tree.view;
    this.#start = this.#tree._offsetNodes;
    this.length = this.#tree.nodes.length;
  }

  kind(row: number): SyntaxKind {
    return this.#view.getUint32(this.#start + row * rowLength + kindOffset, true);
  }

  position(row: number): number {
    return this.#view.getInt32(this.#start + row * rowLength + positionOffset, true);
  }

  end(row: number): number {
    return this.#view.getInt32(this.#start + row * rowLength + endOffset, true);
  }

  /** The row of the next sibling; 0 behind the last. */
  next(row: number): number {
    return this.#view.getUint32(this.#start + row * rowLength + nextOffset, true);
  }

  /** The row of the node or list around it. */
  parent(row: number): number {
    return this.#view.getUint32(this.#start + row * rowLength + parentOffset, true);
  }

  /** Which children it has, and what else the compiler notes of it; where its text lies for names and literals. */
  data(row: number): number {
    return this.#view.getUint32(this.#start + row * rowLength + dataOffset, true);
  }

  flags(row: number): NodeFlags {
    return this.#view.getUint32(this.#start + row * rowLength + flagsOffset, true);
  }

  node(row: number): Node {
    return this.#tree.getOrCreateNodeAtIndex(row);
  }
}

/** The row of a node or of a list of nodes. */
export function rowOf(part: Node | readonly Node[]): number {
  return (part as unknown as { readonly index: number }).index;
}
