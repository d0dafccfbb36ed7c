/** The tree of a file as one to be compared with another: the rows that mean something, by their place among these. */

import { type SourceFile, SyntaxKind, skipTrivia } from 'typescript/unstable/ast';
import { NodeTable } from './nodeTable.ts';

/** Comments with a meaning for types exist in JavaScript only. */
const isScript = /\.[cm]?jsx?$/;
const blanksAndComments = /\s+|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\//g;

export class TreeVersion {
  readonly source: SourceFile;
  readonly table: NodeTable;
  readonly text: string;
  readonly isJavaScript: boolean;
  /** The row at each place. */
  readonly rows: readonly number[];
  /** The place of each row; -1 for what is left out. */
  readonly #places: Int32Array;

  constructor(source: SourceFile) {
    this.source = source;
    this.table = new NodeTable(source);
    this.text = source.text;
    this.isJavaScript = isScript.test(source.fileName);
    this.#places = new Int32Array(this.table.length).fill(-1);
    this.rows = this.#significantRows();
  }

  /** Every row has the place behind the last significant one before it. */
  #significantRows(): readonly number[] {
    const { table, isJavaScript } = this;
    const places = this.#places;
    const rows: number[] = [NodeTable.file];
    places[NodeTable.file] = 0;
    for (let row = NodeTable.file + 1; row < table.length; row += 1) {
      const isLeftOut = !isJavaScript && table.kind(row) === SyntaxKind.JSDoc;
      if (isLeftOut || places[table.parent(row)] === -1) continue;
      places[row] = rows.length;
      rows.push(row);
    }
    return rows;
  }

  /** -1 where the row means nothing. */
  placeOf(row: number): number {
    return this.#places[row] ?? -1;
  }

  rowAt(place: number): number {
    return this.rows[place] ?? 0;
  }

  /** The place of what is around it; -1 for the file. */
  parentOf(place: number): number {
    return place === 0 ? -1 : this.placeOf(this.table.parent(this.rowAt(place)));
  }

  /** The place behind the last that is inside of it. */
  endOf(place: number): number {
    let end = place + 1;
    while (end < this.rows.length && this.parentOf(end) >= place) end += 1;
    return end;
  }

  /** Whether it has variables and a `this` of its own, or could have. */
  isFunction(place: number): boolean {
    return functions.has(this.table.kind(this.rowAt(place)));
  }

  isLeaf(place: number): boolean {
    return this.parentOf(place + 1) !== place;
  }

  /** What of its text belongs to none of the nodes in it, without blanks and comments. */
  ownText(place: number): string {
    const { table, text } = this;
    const row = this.rowAt(place);
    const position = table.position(row);
    const end = table.end(row);
    if (this.isLeaf(place) && isLiteral(table.data(row))) {
      const start = table.kind(row) === SyntaxKind.JsxText ? position : skipTrivia(text, position);
      return text.slice(Math.min(start, end), end);
    }
    let own = '';
    let at = position;
    for (let child = this.isLeaf(place) ? 0 : row + 1; child !== 0; child = table.next(child)) {
      if (this.placeOf(child) === -1) continue;
      own += text.slice(at, Math.max(at, table.position(child)));
      at = Math.max(at, table.end(child));
    }
    return (own + text.slice(at, end)).replace(blanksAndComments, '');
  }
}

const functions: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ArrowFunction,
  SyntaxKind.FunctionExpression,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
  SyntaxKind.ClassStaticBlockDeclaration,
]);

const dataType = 0xc0_00_00_00;

/** Whether the compiler keeps a text of its own for it: names, strings, numbers and their like. */
export function isLiteral(data: number): boolean {
  return (data & dataType) !== 0;
}
