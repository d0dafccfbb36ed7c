/** Names that other code gives the awaited result of a function, where one place gives them its promise. */

import {
  isBinaryExpression,
  isCallExpression,
  isIdentifier,
  isPropertyAccessExpression,
  isVariableDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { TypeFlags } from 'typescript/unstable/sync';
import type { FileInput } from './collectFacts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import { lastNameOf, textOf, unwrapped, unwrappedParent } from './nodes.ts';
import { rootOf } from './symbols.ts';

/** So many other places tell what a name stands for. */
const fewest = 2;

/** Whether the same file gives `name` the awaited result of the same callee in other places, and its promise nowhere else. */
export function isAwaitedByOthers(name: string, call: Node, { awaits, calls, source }: FileSyntax): boolean {
  if (!isCallExpression(call)) return false;
  const callee = textOf(call.expression, source);
  const isSame = (other: Node) => isCallExpression(other) && textOf(other.expression, source) === callee;
  const awaited = awaits.filter(({ node, operand }) => isSame(unwrapped(operand)) && nameGiven(node) === name);
  const bare = calls.filter(({ node }) => node !== call && isSame(node) && nameGiven(node) === name);
  return awaited.length >= fewest && bare.length === 0;
}

/** The name of the variable that a value is assigned to. */
function nameGiven(value: Node): string | undefined {
  const { parent, child } = unwrappedParent(value);
  if (isVariableDeclaration(parent)) return isIdentifier(parent.name) ? parent.name.text : undefined;
  if (!isBinaryExpression(parent) || parent.right !== child) return undefined;
  return isIdentifier(parent.left) ? parent.left.text : undefined;
}

/**
 * Whether a variable is given to a call that says nothing of what it takes. Where it says so, whoever takes a promise wants
 * it, or the compiler complains; lists and assertions take promises as well.
 */
export function isTakenUntyped(read: Node, { expected }: FileInput): boolean {
  const { parent, child } = unwrappedParent(read);
  if (!isCallExpression(parent) || parent.expression === child) return false;
  const root = rootOf(parent.expression);
  if (root !== undefined && isIdentifier(root) && asserting.test(root.text)) return false;
  if (keeping.has(lastNameOf(parent.expression))) return false;
  const type = expected.typeAt(child);
  return type === undefined || (type.flags & TypeFlags.Any) !== 0;
}

const asserting = /^(?:expect|assert|should|t)$/;
const keeping: ReadonlySet<string> = new Set(['push', 'unshift', 'add', 'set', 'resolve', 'waitUntil']);

/** A property without a type that is given a promise, where the project gives its name the awaited result elsewhere. */
export function isResultProperty(assignment: Node, { texts, types }: FileInput): boolean {
  if (!isBinaryExpression(assignment) || assignment.operatorToken.kind !== SyntaxKind.EqualsToken) return false;
  const target = unwrapped(assignment.left);
  const call = unwrapped(assignment.right);
  if (!isPropertyAccessExpression(target) || !isCallExpression(call)) return false;
  if (!texts.awaitsInto(target.name.text, lastNameOf(call.expression))) return false;
  const type = types.of(target);
  return type !== undefined && (type.flags & TypeFlags.Any) !== 0;
}
