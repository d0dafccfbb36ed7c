/** Which values an expression statement drops, before anybody knows their types. */

import {
  isArrayLiteralExpression,
  isBinaryExpression,
  isCallExpression,
  isConditionalExpression,
  isElementAccessExpression,
  isIdentifier,
  isNewExpression,
  isPropertyAccessExpression,
  isTaggedTemplateExpression,
  isVoidExpression,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { DroppedForm } from '../../facts/facts.ts';
import { isAsync, isDynamicImport, isNothing, memberOf, unwrapped } from './nodes.ts';

export interface DroppedValue {
  readonly node: Node;
  readonly form: DroppedForm;
}

/** The values dropped by a statement of this expression, in source order. */
export function droppedValues(expression: Node): readonly DroppedValue[] {
  const values: DroppedValue[] = [];
  const stack = [expression];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const node = unwrapped(next);
    if (isConditionalExpression(node)) stack.push(node.whenFalse, node.whenTrue);
    else if (isBinaryExpression(node)) stack.push(...droppedOperands(node));
    else if (isVoidExpression(node)) {
      const voided = unwrapped(node.expression);
      if (isCallExpression(voided) && formOfCall(voided) === 'call') values.push({ node: voided, form: 'voided' });
    } else {
      const form = formOf(node);
      if (form !== undefined) values.push({ node, form });
    }
  }
  return values;
}

/** The operands whose values go nowhere, the last first. */
function droppedOperands({ left, operatorToken, right }: Operation): readonly Node[] {
  switch (operatorToken.kind) {
    case SyntaxKind.CommaToken:
    case SyntaxKind.BarBarToken:
    case SyntaxKind.QuestionQuestionToken:
      return [right, left];
    case SyntaxKind.AmpersandAmpersandToken:
      return [right];
    default:
      return [];
  }
}

interface Operation {
  readonly left: Node;
  readonly operatorToken: Node;
  readonly right: Node;
}

function formOf(node: Node): DroppedForm | undefined {
  if (isDynamicImport(node)) return 'import';
  if (isCallExpression(node)) return formOfCall(node);
  if (isNewExpression(node)) return 'construction';
  if (isTaggedTemplateExpression(node)) return 'template';
  if (isArrayLiteralExpression(node)) return node.elements.length > 0 ? 'list' : undefined;
  if (isIdentifier(node) || isPropertyAccessExpression(node) || isElementAccessExpression(node)) return 'reference';
  return undefined;
}

/** A chain of `.then`, `.catch` and `.finally` whose errors meet a handler. */
export function isHandledChain(call: Node): boolean {
  return isCallExpression(call) && formOfCall(call) === undefined;
}

/**
 * Follows a chain down as long as errors are passed on; a chain with a rejection handler is not dropped. What stands
 * behind the handler sees no error of the work, unless it is async and makes errors of its own: `.then(async () => …)`.
 */
function formOfCall(call: Node): DroppedForm | undefined {
  let at = call;
  let form: DroppedForm = 'call';
  while (isCallExpression(at)) {
    const member = memberOf(at.expression);
    if (member === undefined) return form;
    const [first, second] = at.arguments;
    if (member.name === 'catch') return isHandler(first) ? undefined : 'chain';
    if (member.name === 'then') {
      if (isHandler(second)) return undefined;
      if (first !== undefined && isAsync(unwrapped(first))) return 'chain';
    } else if (member.name !== 'finally') return form;
    form = 'chain';
    at = unwrapped(member.receiver);
  }
  return form;
}

/** Whether an argument may handle errors: anything but `undefined`, `null` and nothing at all. */
function isHandler(argument: Node | undefined): boolean {
  return argument !== undefined && !isNothing(argument);
}
