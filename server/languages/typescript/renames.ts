/** Which names of a file stand for what has a name already: those of imports, exports, variables and properties. */

import {
  isBinaryExpression,
  isBindingElement,
  isClassDeclaration,
  isExportAssignment,
  isExportDeclaration,
  isExportSpecifier,
  isExternalModuleReference,
  isFunctionDeclaration,
  isIdentifier,
  isImportClause,
  isImportEqualsDeclaration,
  isImportSpecifier,
  isPropertyAssignment,
  isPropertyDeclaration,
  isQualifiedName,
  isShorthandPropertyAssignment,
  isVariableDeclaration,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { NodeTable } from './nodeTable.ts';
import { lastNameOf, requiredModule, stringOf, unwrapped } from './nodes.ts';

export interface Rename {
  readonly name: string;
  readonly original: string;
  /**
   * What has the original name: something that another file exports, for which the other name stands in this file; something
   * of this file; or a member of anything.
   */
  readonly of: 'export' | 'local' | 'member';
}

/** Stands for what a module exports by default or as a whole, which each importer calls as it likes. */
export const wholeExport = 'default';

/** In source order. What is only handed through a call is not followed. */
export function renamesIn(source: SourceFile): readonly Rename[] {
  const table = new NodeTable(source);
  const renames: Rename[] = [];
  for (let row = NodeTable.file + 1; row < table.length; row += 1) {
    if (!mayRename(table, row)) continue;
    const found = renameBy(table.node(row));
    if (found !== undefined && found.name !== '' && found.original !== '') renames.push(found);
  }
  return renames;
}

/** Told from the table, for a node is made of each that passes. */
function mayRename(table: NodeTable, row: number): boolean {
  switch (table.kind(row)) {
    case SyntaxKind.ImportClause:
    case SyntaxKind.ImportSpecifier:
    case SyntaxKind.ImportEqualsDeclaration:
    case SyntaxKind.ExportSpecifier:
    case SyntaxKind.ExportAssignment:
    case SyntaxKind.BindingElement:
    case SyntaxKind.ShorthandPropertyAssignment:
    case SyntaxKind.DefaultKeyword:
      return true;
    case SyntaxKind.VariableDeclaration:
    case SyntaxKind.PropertyAssignment:
    case SyntaxKind.PropertyDeclaration:
    case SyntaxKind.BinaryExpression:
      return namedKinds.has(table.kind(lastChild(table, row)));
    default:
      return false;
  }
}

/** Of expressions that may come down to a name. */
const namedKinds: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.Identifier,
  SyntaxKind.PropertyAccessExpression,
  SyntaxKind.ElementAccessExpression,
  SyntaxKind.CallExpression,
  SyntaxKind.ParenthesizedExpression,
  SyntaxKind.AsExpression,
  SyntaxKind.SatisfiesExpression,
  SyntaxKind.NonNullExpression,
  SyntaxKind.TypeAssertionExpression,
]);

function lastChild(table: NodeTable, row: number): number {
  let child = row + 1;
  for (let next = table.next(child); next !== 0; next = table.next(child)) child = next;
  return child;
}

function renameBy(node: Node): Rename | undefined {
  if (isImportSpecifier(node)) return rename(node.name, node.propertyName ?? node.name, 'export');
  if (isImportClause(node)) return rename(node.name, wholeExport, 'export');
  if (isImportEqualsDeclaration(node)) {
    const { moduleReference } = node;
    if (isExternalModuleReference(moduleReference)) return rename(node.name, wholeExport, 'export');
    return rename(node.name, isQualifiedName(moduleReference) ? moduleReference.right : moduleReference, 'member');
  }
  if (isExportSpecifier(node)) {
    const { parent } = node.parent;
    const isPassedOn = isExportDeclaration(parent) && parent.moduleSpecifier !== undefined;
    return rename(node.name, node.propertyName ?? node.name, isPassedOn ? 'member' : 'local');
  }
  if (isBindingElement(node)) return rename(node.name, node.propertyName ?? node.name, 'member');
  if (isShorthandPropertyAssignment(node)) return rename(node.name, node.name, 'local');
  if (isExportAssignment(node)) return valueRename(wholeExport, node.expression);
  if (isVariableDeclaration(node) || isPropertyAssignment(node) || isPropertyDeclaration(node))
    return node.initializer === undefined ? undefined : valueRename(nameOf(node.name), node.initializer);
  if (isBinaryExpression(node)) {
    if (node.operatorToken.kind !== SyntaxKind.EqualsToken) return undefined;
    const name = lastNameOf(node.left);
    return valueRename(name === 'exports' ? wholeExport : name, node.right);
  }
  // `export default function store() {}`
  const { parent } = node;
  return isFunctionDeclaration(parent) || isClassDeclaration(parent)
    ? rename(wholeExport, parent.name, 'local')
    : undefined;
}

function valueRename(name: string, value: Node): Rename {
  const plain = unwrapped(value);
  // `const store = require('./store')`
  if (requiredModule(plain) !== undefined) return { name, original: wholeExport, of: 'export' };
  return { name, original: lastNameOf(plain), of: isIdentifier(plain) ? 'local' : 'member' };
}

function rename(name: Node | string | undefined, original: Node | string | undefined, of: Rename['of']): Rename {
  return { name: nameOf(name), original: nameOf(original), of };
}

function nameOf(node: Node | string | undefined): string {
  if (node === undefined || typeof node === 'string') return node ?? '';
  return stringOf(node) ?? lastNameOf(node);
}
