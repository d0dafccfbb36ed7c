/** Places where code wants a plain value, so that an awaitable there is a mistake; found without any type. */

import {
  type BinaryExpression,
  type CallExpression,
  isAsExpression,
  isBinaryExpression,
  isCallExpression,
  isConditionalExpression,
  isDoStatement,
  isElementAccessExpression,
  isForOfStatement,
  isForStatement,
  isIdentifier,
  isIfStatement,
  isPrefixUnaryExpression,
  isPropertyAccessExpression,
  isSpreadAssignment,
  isSpreadElement,
  isSwitchStatement,
  isTaggedTemplateExpression,
  isTemplateSpan,
  isTypeAssertion,
  isWhileStatement,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { FunctionId, MisuseUse } from '../../facts/facts.ts';
import { isInOptionalChain } from './callFacts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import { recordedBy, serializedBy } from './serializedValues.ts';
import { asAsserted, memberOf, textOfName, unwrapped, unwrappedParent, logicalOperators } from './nodes.ts';

export interface PlainUse {
  /** A call, a name or a member; without parentheses and type assertions. */
  readonly node: Node;
  readonly use: MisuseUse;
  /** What is read from it, for `member`. */
  readonly member?: string;
  /** What it is compared or calculated with. */
  readonly other?: Node;
  /** The compiler's code for the same mistake, in files that it checks. */
  readonly compilerCode?: number;
  readonly function: FunctionId;
}

export const kindsOfPlainUses: readonly SyntaxKind[] = [
  SyntaxKind.IfStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.SwitchStatement,
  SyntaxKind.ConditionalExpression,
  SyntaxKind.PrefixUnaryExpression,
  SyntaxKind.BinaryExpression,
  SyntaxKind.TemplateSpan,
  SyntaxKind.SpreadElement,
  SyntaxKind.SpreadAssignment,
  SyntaxKind.ElementAccessExpression,
  SyntaxKind.PropertyAccessExpression,
];

/** Codes of the compiler: a condition that is always true, a missing property, no iterator, no overlap, a wrong operand. */
const alwaysTrue = 2801;
const noProperty = 2339;
const noIterator = 2488;
const noOverlap = 2367;
const wrongOperand = 2365;

/** At nodes of some of these kinds, and in the arguments of calls. */
export function plainUsesIn(syntax: FileSyntax, kinds: readonly SyntaxKind[]): readonly PlainUse[] {
  const uses: PlainUse[] = [];
  for (const kind of kinds)
    for (const { node, function: owner } of syntax.byKind.get(kind) ?? [])
      for (const use of usesAt(node)) uses.push({ ...use, function: owner });
  for (const call of syntax.calls) {
    const { node, function: owner } = call;
    if (isCallExpression(node)) for (const use of argumentsOf(node, syntax)) uses.push({ ...use, function: owner });
    for (const value of serializedBy(call, syntax))
      for (const use of used(value, 'serialized')) uses.push({ ...use, function: owner });
    for (const value of recordedBy(call, syntax))
      for (const use of used(value, 'record')) uses.push({ ...use, function: owner });
  }
  return uses;
}

type Use = Omit<PlainUse, 'function'>;

function usesAt(node: Node): readonly Use[] {
  if (isIfStatement(node)) return tested(node.expression, alwaysTrue);
  if (isConditionalExpression(node)) return tested(node.condition, alwaysTrue);
  if (isWhileStatement(node) || isDoStatement(node)) return tested(node.expression);
  if (isForStatement(node)) return node.condition === undefined ? [] : tested(node.condition);
  if (isPrefixUnaryExpression(node)) return node.operator === SyntaxKind.ExclamationToken ? tested(node.operand) : [];
  if (isSwitchStatement(node)) return used(node.expression, 'comparison');
  if (isForOfStatement(node))
    return node.awaitModifier === undefined ? used(node.expression, 'items', { compilerCode: noIterator }) : [];
  if (isTemplateSpan(node)) return isTaggedTemplateExpression(node.parent.parent) ? [] : used(node.expression, 'text');
  if (isSpreadElement(node)) return used(node.expression, 'items', { compilerCode: noIterator });
  if (isSpreadAssignment(node)) return spread(node.expression);
  // What is written to a promise is read from the promise again.
  if (isWritten(node)) return [];
  if (isElementAccessExpression(node)) return used(node.expression, 'items', { compilerCode: noProperty });
  if (isPropertyAccessExpression(node))
    return used(node.expression, 'member', { member: node.name.text, compilerCode: noProperty });
  return isBinaryExpression(node) ? operandsOf(node) : [];
}

/** `result.json` in `result.json = …`. */
function isWritten(node: Node): boolean {
  const { parent, child } = unwrappedParent(node);
  return isBinaryExpression(parent) && parent.operatorToken.kind === SyntaxKind.EqualsToken && parent.left === child;
}

function operandsOf({ left, operatorToken, right }: BinaryExpression): readonly Use[] {
  switch (operatorToken.kind) {
    case SyntaxKind.AmpersandAmpersandToken:
      return tested(left, alwaysTrue);
    case SyntaxKind.BarBarToken:
      return isConjunction(left) ? [] : tested(left, alwaysTrue);
    case SyntaxKind.QuestionQuestionToken:
      // `store?.load() ?? other`: whether there is a store is asked.
      return isInOptionalChain(unwrapped(left), left.getSourceFile()) ? [] : used(left, 'condition');
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return both(left, right, 'comparison', noOverlap);
    case SyntaxKind.LessThanToken:
    case SyntaxKind.LessThanEqualsToken:
    case SyntaxKind.GreaterThanToken:
    case SyntaxKind.GreaterThanEqualsToken:
      return both(left, right, 'comparison', wrongOperand);
    case SyntaxKind.PlusToken:
      return both(left, right, 'operand');
    case SyntaxKind.MinusToken:
    case SyntaxKind.AsteriskToken:
    case SyntaxKind.SlashToken:
    case SyntaxKind.PercentToken:
      return both(left, right, 'operand', wrongOperand);
    default:
      return [];
  }
}

function both(left: Node, right: Node, use: MisuseUse, compilerCode?: number): readonly Use[] {
  const code = compilerCode === undefined ? {} : { compilerCode };
  return [...used(left, use, { other: right, ...code }), ...used(right, use, { other: left, ...code })];
}

/** `isFast && load()`, whose last part is meant to be the value in `isFast && load() || other`. */
function isConjunction(node: Node): boolean {
  const plain = unwrapped(node);
  return isBinaryExpression(plain) && plain.operatorToken.kind === SyntaxKind.AmpersandAmpersandToken;
}

/** The right operands of `&&`, `||` and `??` in a condition; the left ones are found at their operators. */
function tested(condition: Node, compilerCode?: number): readonly Use[] {
  let at = unwrapped(condition);
  while (isBinaryExpression(at) && logicalOperators.has(at.operatorToken.kind)) at = unwrapped(at.right);
  return used(at, 'condition', compilerCode === undefined ? {} : { compilerCode });
}

/** What an object literal takes its members from: `...(isFull && load())`. */
function spread(expression: Node): readonly Use[] {
  const plain = unwrapped(expression);
  if (isConditionalExpression(plain)) return [...spread(plain.whenTrue), ...spread(plain.whenFalse)];
  return isBinaryExpression(plain) && logicalOperators.has(plain.operatorToken.kind)
    ? spread(plain.right)
    : used(plain, 'items');
}

function used(
  node: Node,
  use: MisuseUse,
  details: Pick<PlainUse, 'member' | 'other' | 'compilerCode'> = {},
): readonly Use[] {
  // Whoever says that it is something else knows more than its type.
  const asserted = asAsserted(node);
  if (isAsExpression(asserted) || isTypeAssertion(asserted)) return [];
  const plain = unwrapped(node);
  const isCandidate = isCallExpression(plain) || isIdentifier(plain) || isPropertyAccessExpression(plain);
  return isCandidate ? [{ node: plain, use, ...details }] : [];
}

/** Arguments of global functions that want values, unless the file has others of their names. */
function argumentsOf(call: CallExpression, { moduleNames }: FileSyntax): readonly Use[] {
  const member = memberOf(call.expression);
  const owner = unwrapped(member === undefined ? call.expression : member.receiver);
  if (!isIdentifier(owner)) return [];
  const name = textOfName(owner);
  const use = wantsValues.get(member === undefined ? name : `${name}.${member.name}`);
  return use === undefined || moduleNames.includes(name)
    ? []
    : call.arguments.flatMap((argument) => used(argument, use));
}

const wantsValues: ReadonlyMap<string, MisuseUse> = new Map<string, MisuseUse>([
  ['console.log', 'text'],
  ['console.info', 'text'],
  ['console.warn', 'text'],
  ['console.error', 'text'],
  ['console.debug', 'text'],
  ['String', 'text'],
  ['Number', 'argument'],
  ['Boolean', 'condition'],
  ['JSON.stringify', 'argument'],
  ['Object.keys', 'argument'],
  ['Object.values', 'argument'],
  ['Object.entries', 'argument'],
]);
