/** What becomes of the value of an expression, read off the code around it. */

import {
  isArrowFunction,
  isBinaryExpression,
  isCallExpression,
  isConditionalExpression,
  isForStatement,
  isPropertyAccessExpression,
  type Node,
  type PropertyAccessExpression,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { Fate } from '../../facts/facts.ts';
import { promiseMembers } from '../../facts/promiseMembers.ts';
import { isWrapper, memberOf, textOfName } from './nodes.ts';

export function fateOf(node: Node): Fate {
  let child = node;
  for (let parent = node.parent; parent !== undefined; child = parent, parent = parent.parent) {
    const fate = fateIn(parent, child);
    if (fate !== 'same') return fate;
  }
  return 'used';
}

/** The fate of `child` as a part of `parent`, or `same` where it becomes the value of `parent` itself. */
function fateIn(parent: Node, child: Node): Fate | 'same' {
  if (isWrapper(parent)) return 'same';
  if (isBinaryExpression(parent)) return fateInOperation(parent, child);
  if (isConditionalExpression(parent)) return parent.condition === child ? 'tested' : 'same';
  if (isArrowFunction(parent)) return parent.body === child ? 'returned' : 'used';
  if (isForStatement(parent)) return parent.condition === child ? 'tested' : 'ignored';
  if (isCallExpression(parent)) return parent.expression === child ? 'used' : 'passed';
  if (isPropertyAccessExpression(parent)) return isChained(parent) ? 'chained' : 'used';
  return fates.get(parent.kind) ?? 'used';
}

const fates: ReadonlyMap<SyntaxKind, Fate> = new Map<SyntaxKind, Fate>([
  [SyntaxKind.AwaitExpression, 'awaited'],
  [SyntaxKind.VoidExpression, 'voided'],
  [SyntaxKind.ExpressionStatement, 'ignored'],
  [SyntaxKind.ReturnStatement, 'returned'],
  [SyntaxKind.YieldExpression, 'yielded'],
  [SyntaxKind.VariableDeclaration, 'assigned'],
  [SyntaxKind.Parameter, 'assigned'],
  [SyntaxKind.BindingElement, 'assigned'],
  [SyntaxKind.PropertyDeclaration, 'stored'],
  [SyntaxKind.PropertyAssignment, 'stored'],
  [SyntaxKind.ExportAssignment, 'stored'],
  [SyntaxKind.ArrayLiteralExpression, 'collected'],
  [SyntaxKind.NewExpression, 'passed'],
  [SyntaxKind.JsxExpression, 'passed'],
  [SyntaxKind.IfStatement, 'tested'],
  [SyntaxKind.WhileStatement, 'tested'],
  [SyntaxKind.DoStatement, 'tested'],
  [SyntaxKind.SwitchStatement, 'tested'],
  [SyntaxKind.PrefixUnaryExpression, 'tested'],
]);

function fateInOperation(
  operation: { readonly left: Node; readonly right: Node; readonly operatorToken: Node },
  child: Node,
): Fate | 'same' {
  const operator = operation.operatorToken.kind;
  switch (operator) {
    case SyntaxKind.CommaToken:
      return child === operation.left ? 'ignored' : 'same';
    case SyntaxKind.AmpersandAmpersandToken:
    case SyntaxKind.BarBarToken:
    case SyntaxKind.QuestionQuestionToken:
      return child === operation.left ? 'tested' : 'same';
    case SyntaxKind.EqualsToken:
    case SyntaxKind.BarBarEqualsToken:
    case SyntaxKind.AmpersandAmpersandEqualsToken:
    case SyntaxKind.QuestionQuestionEqualsToken:
      if (child === operation.left) return 'used';
      return memberOf(operation.left) === undefined ? 'assigned' : 'stored';
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return 'tested';
    default:
      return 'used';
  }
}

/** `child.then(…)` and its like. */
function isChained(access: PropertyAccessExpression): boolean {
  return (
    promiseMembers.has(textOfName(access.name)) &&
    isCallExpression(access.parent) &&
    access.parent.expression === access
  );
}
