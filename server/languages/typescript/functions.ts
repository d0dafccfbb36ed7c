/** Names and places of functions. */

import {
  isArrowFunction,
  isBinaryExpression,
  isCallExpression,
  isClassDeclaration,
  isClassExpression,
  isConstructorDeclaration,
  isExportAssignment,
  isGetAccessorDeclaration,
  isIdentifier,
  isMethodDeclaration,
  isNewExpression,
  isObjectLiteralExpression,
  isParameterDeclaration,
  isPrivateIdentifier,
  isPropertyAssignment,
  isPropertyDeclaration,
  isSetAccessorDeclaration,
  isVariableDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { Range } from '../../analysis/text.ts';
import type { FunctionKind } from '../../facts/facts.ts';
import { promiseMembers } from '../../facts/promiseMembers.ts';
import {
  type FunctionNode,
  isFunctionLiteral,
  lastNameOf,
  memberOf,
  rangeOfNode,
  startOf,
  stringOf,
  textOfName,
  unwrappedParent,
} from './nodes.ts';

export function kindOf(node: FunctionNode): FunctionKind {
  if (isArrowFunction(node)) return 'lambda';
  if (isConstructorDeclaration(node)) return 'constructor';
  if (isGetAccessorDeclaration(node) || isSetAccessorDeclaration(node)) return 'accessor';
  return isMethodDeclaration(node) ? 'method' : 'function';
}

/** `save`, `Store.save`; empty where a developer has no name for it. */
export function nameOf(node: FunctionNode): string {
  const own = isConstructorDeclaration(node) ? 'constructor' : nameText(node.name);
  if (own !== '') return qualified(node.parent, own);
  const { parent, child } = unwrappedParent(node);
  if (isVariableDeclaration(parent)) return nameText(parent.name);
  if (isPropertyAssignment(parent) || isPropertyDeclaration(parent))
    return qualified(parent.parent, nameText(parent.name));
  if (isExportAssignment(parent)) return 'default';
  // `exports.save = function () { … }`
  if (isBinaryExpression(parent)) return parent.right === child ? lastNameOf(parent.left) : '';
  return '';
}

/** The name a function is bound to, or its first token where it has none. */
export function nameRangeOf(node: FunctionNode, text: string): Range {
  if (node.name !== undefined) return rangeOfNode(node.name, text);
  const { parent } = unwrappedParent(node);
  if (isVariableDeclaration(parent) && isIdentifier(parent.name)) return rangeOfNode(parent.name, text);
  if (isPropertyAssignment(parent) || isPropertyDeclaration(parent)) return rangeOfNode(parent.name, text);
  const start = startOf(node, text);
  const word = /^\w+/.exec(text.slice(start, start + 20))?.[0].length ?? 1;
  if (!isArrowFunction(node) || text.startsWith('async', start)) return { start, end: start + word };
  const arrow = startOf(node.equalsGreaterThanToken, text);
  return { start, end: start + text.slice(start, arrow).trimEnd().length };
}

/** Whether a function is written where it is called, or given to what calls it before it comes back. */
export function isRunInPlace(node: Node): boolean {
  if (!isFunctionLiteral(node)) return false;
  const { parent, child } = unwrappedParent(node);
  if (isNewExpression(parent)) return lastNameOf(parent.expression) === 'Promise' && parent.arguments?.[0] === child;
  if (!isCallExpression(parent)) return false;
  return parent.expression === child || callsArguments.has(lastNameOf(parent.expression));
}

/** Methods of arrays and texts, and `Array.from`. */
export const callsArguments: ReadonlySet<string> = new Set(
  (
    'map forEach filter flatMap some every find findIndex findLast findLastIndex reduce reduceRight sort toSorted from ' +
    'replace replaceAll'
  ).split(' '),
);

/** Whether a function is given to what runs it once something has happened. */
export function isContinuation(node: Node): boolean {
  if (!isFunctionLiteral(node)) return false;
  const { parent, child } = unwrappedParent(node);
  if (!isCallExpression(parent) || parent.expression === child) return false;
  const name = lastNameOf(parent.expression);
  return timers.has(name) || (promiseMembers.has(name) && memberOf(parent.expression) !== undefined);
}

const timers: ReadonlySet<string> = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'nextTick',
]);

/** The statements or the expression of a function, without braces. */
export function bodyRangeOf(body: Node, text: string): Range {
  if (body.kind !== SyntaxKind.Block) return rangeOfNode(body, text);
  const start = startOf(body, text) + 1;
  return { start, end: Math.max(start, text[body.end - 1] === '}' ? body.end - 1 : body.end) };
}

/** The names of the parameters without a default; one that is taken apart has none, so that nothing is said. */
export function requiredParameters({ parameters = [] }: FunctionNode): readonly string[] {
  const names: string[] = [];
  for (const parameter of parameters) {
    if (!isParameterDeclaration(parameter) || parameter.initializer !== undefined) break;
    if (parameter.questionToken !== undefined || parameter.dotDotDotToken !== undefined) break;
    const name = nameText(parameter.name);
    if (name === '') return [];
    if (name !== 'this') names.push(name);
  }
  return names;
}

function qualified(owner: Node, name: string): string {
  if (isClassDeclaration(owner) || isClassExpression(owner))
    return owner.name === undefined ? name : `${textOfName(owner.name)}.${name}`;
  if (!isObjectLiteralExpression(owner)) return name;
  const { parent } = unwrappedParent(owner);
  const object = isVariableDeclaration(parent) ? nameText(parent.name) : '';
  return object === '' ? name : `${object}.${name}`;
}

function nameText(name: Node | undefined): string {
  if (name === undefined) return '';
  if (isIdentifier(name)) return textOfName(name);
  if (isPrivateIdentifier(name)) return name.text;
  return stringOf(name) ?? '';
}
