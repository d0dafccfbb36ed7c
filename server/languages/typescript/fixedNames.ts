/**
 * Names that stand for the same thing wherever a file uses them: what it imports, its own functions and classes, and what
 * nobody in it declares. No test on the way to a use says more about their types.
 */

import {
  isClassDeclaration,
  isSourceFile,
  type Node,
  type SourceFile,
  SyntaxKind,
  skipTrivia,
} from 'typescript/unstable/ast';
import { NodeTable } from './nodeTable.ts';
import { textOf } from './nodes.ts';

type Name = Node & { readonly text: string };

const imported: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ImportClause,
  SyntaxKind.ImportSpecifier,
  SyntaxKind.NamespaceImport,
]);
/** Fixed where they stand at the top of a file. */
const defined: ReadonlySet<SyntaxKind> = new Set([SyntaxKind.FunctionDeclaration, SyntaxKind.ClassDeclaration]);
const declaring: ReadonlySet<SyntaxKind> = new Set([
  ...imported,
  ...defined,
  SyntaxKind.ImportEqualsDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ClassExpression,
  SyntaxKind.VariableDeclaration,
  SyntaxKind.BindingElement,
  SyntaxKind.Parameter,
  SyntaxKind.EnumDeclaration,
  SyntaxKind.ModuleDeclaration,
]);

export class FixedNames {
  readonly #table: NodeTable;
  readonly #text: string;
  /** The row of each name that the file declares; 0 where it does so more than once. */
  readonly #declared = new Map<string, number>();

  constructor(source: SourceFile) {
    this.#table = new NodeTable(source);
    this.#text = source.text;
    for (const row of this.#identifiers()) {
      if (!declaring.has(this.#table.kind(this.#table.parent(row)))) continue;
      const node = this.#table.node(row);
      // `{ key: name }` and `{ original as name }` declare the second.
      if ((node.parent as { readonly name?: Node }).name !== node) continue;
      const name = this.#nameAt(row);
      this.#declared.set(name, this.#declared.has(name) ? 0 : row);
    }
  }

  /** Nodes that stand for the same as a name does; none where that depends on the place. */
  *sameAs({ text: name }: Name): Iterable<Node> {
    const row = this.#declared.get(name);
    if (row === undefined) return yield* this.#receivers(name);
    const declared = row === 0 ? undefined : this.#table.node(row);
    if (declared === undefined || !isFixed(declared)) return;
    // The name of a class stands for its instances where it is declared.
    if (isClassDeclaration(declared.parent)) yield* this.#receivers(name);
    else yield declared;
  }

  /** `name` of `name()` and `name.member`. */
  *#receivers(name: string): Iterable<Node> {
    for (const row of this.#identifiers()) {
      const parent = this.#table.parent(row);
      const kind = this.#table.kind(parent);
      if (kind !== SyntaxKind.CallExpression && kind !== SyntaxKind.PropertyAccessExpression) continue;
      // Nodes come before their children.
      if (row === parent + 1 && this.#nameAt(row) === name) yield this.#table.node(row);
    }
  }

  *#identifiers(): Iterable<number> {
    for (let row = NodeTable.file + 1; row < this.#table.length; row += 1)
      if (this.#table.kind(row) === SyntaxKind.Identifier) yield row;
  }

  #nameAt(row: number): string {
    const written = this.#text.slice(skipTrivia(this.#text, this.#table.position(row)), this.#table.end(row));
    return written.includes('\\') ? (this.#table.node(row) as Name).text : written;
  }
}

function isFixed({ parent }: Node): boolean {
  if (imported.has(parent.kind)) return !isImportedType(parent);
  return defined.has(parent.kind) && isSourceFile(parent.parent);
}

/** `import type Store`, `import { type Store }`: there it stands for a type. */
function isImportedType(binding: Node): boolean {
  const source = binding.getSourceFile();
  let declaration = binding;
  while (!isSourceFile(declaration.parent)) declaration = declaration.parent;
  return /^import\s+type\b/.test(textOf(declaration, source)) || /^type\s+[\w$]/.test(textOf(binding, source));
}
