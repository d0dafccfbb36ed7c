/**
 * What others may know of a function: all but the inside of its body. Where an edit of the body leaves that as it is, no type
 * outside of the body changes.
 */

import {
  isCallExpression,
  isClassDeclaration,
  isClassExpression,
  isConstructorDeclaration,
  isExportAssignment,
  isFunctionDeclaration,
  isPropertyDeclaration,
  isReturnStatement,
  isSetAccessorDeclaration,
  isVariableDeclaration,
  isYieldExpression,
} from 'typescript/unstable/ast';
import type { Project } from 'typescript/unstable/sync';
import { bodyEffects } from './bodyEffects.ts';
import type { FileChange } from './fileChange.ts';
import {
  type FunctionNode,
  isAsync,
  isFunctionLiteral,
  isFunctionNode,
  isGenerator,
  ownNodesIn,
  unwrappedParent,
} from './nodes.ts';
import type { TreeVersion } from './treeVersion.ts';
import { describedResult, type PlaceOf } from './typeDescription.ts';

/** A project before or after an edit. */
export interface State {
  readonly project: Project;
  readonly placeOf: PlaceOf;
}

/**
 * Whether all but the body that holds the change of a file is known to be as before. The states are those before and after it;
 * `mayGiveOther` is whether what the function gives may have changed.
 */
export function hasSameFace(
  { before, after, body }: FileChange,
  stateBefore: State,
  stateAfter: State,
  mayGiveOther: boolean,
): boolean {
  const [functionBefore, functionAfter] = [functionOf(before, body), functionOf(after, body)];
  if (functionBefore === undefined || functionAfter === undefined) return false;
  const effects = bodyEffects(before, body);
  if (effects === undefined || effects !== bodyEffects(after, body)) return false;
  if (!mayGiveOther || isSetAccessorDeclaration(functionAfter) || functionAfter.type !== undefined) return true;
  const givesValues = [functionBefore, functionAfter].some(mayGiveValues);
  // What is around a function may look at its result while it finds out what it expects.
  if (givesValues && !isAlone(functionAfter, after)) return false;
  const result = describedResult(functionBefore, stateBefore.project, stateBefore.placeOf);
  return result !== undefined && result === describedResult(functionAfter, stateAfter.project, stateAfter.placeOf);
}

/** The function of a body, unless it is one of those that say more than what they give back. */
function functionOf(version: TreeVersion, body: number): FunctionNode | undefined {
  const { parent } = version.table.node(version.rowAt(body));
  // A constructor says which properties there are; what is called in place is run by who is around it.
  if (!isFunctionNode(parent) || isConstructorDeclaration(parent) || isRunInPlace(parent)) return undefined;
  return parent;
}

/** `(() => …)()`, whose assignments and returns count for the code around it. */
export function isRunInPlace(node: FunctionNode): boolean {
  if (isAsync(node) || isGenerator(node)) return false;
  const { parent, child } = unwrappedParent(node);
  return isCallExpression(parent) && parent.expression === child;
}

function mayGiveValues({ body }: FunctionNode): boolean {
  if (body === undefined) return false;
  for (const node of ownNodesIn(body))
    if ((isReturnStatement(node) && node.expression !== undefined) || isYieldExpression(node)) return true;
  return false;
}

/** Whether nothing around a function says what it is expected to be. */
function isAlone(node: FunctionNode, { isJavaScript }: TreeVersion): boolean {
  const { parent } = node;
  if (isFunctionDeclaration(node)) return true;
  if (!isFunctionLiteral(node)) return isClassDeclaration(parent) || isClassExpression(parent);
  // Comments may say it in JavaScript.
  if (isJavaScript) return false;
  if (isVariableDeclaration(parent) || isPropertyDeclaration(parent)) return parent.type === undefined;
  return isExportAssignment(parent);
}
