/** Assignments whose value was read before they wait for something: `this.total += await count()`. */

import {
  type AwaitExpression,
  type BinaryExpression,
  isAwaitExpression,
  isBinaryExpression,
  isConditionalExpression,
  isExpressionStatement,
  isParenthesizedExpression,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { FunctionId, StaleWriteFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { FactFamily } from './families.ts';
import { keepingOf } from './keepers.ts';
import {
  childrenOf,
  isAssignmentOperator,
  isFunctionNode,
  isInBlock,
  isNameOfMember,
  labelOf,
  logicalAssignments,
  logicalOperators,
  rangeOfNode,
  textOf,
} from './nodes.ts';

export const staleWriteFamily: FactFamily<'staleWrites'> = {
  kinds: [SyntaxKind.BinaryExpression],
  facts: (input) => ({ staleWrites: input.syntax.awaits.length === 0 ? [] : staleWrites(input) }),
};

function staleWrites(input: FileInput): readonly StaleWriteFact[] {
  return (input.syntax.byKind.get(SyntaxKind.BinaryExpression) ?? []).flatMap(({ node, function: owner }) =>
    isBinaryExpression(node) ? (staleWrite(node, owner, input) ?? []) : [],
  );
}

function staleWrite(node: BinaryExpression, owner: FunctionId, input: FileInput): StaleWriteFact | undefined {
  const { source } = input.syntax;
  const operator = node.operatorToken.kind;
  // `??=` and its like fill in what is missing.
  if (!isAssignmentOperator(operator) || logicalAssignments.has(operator)) return undefined;
  if (!source.text.slice(node.right.pos, node.right.end).includes('await')) return undefined;
  const readAt = operator === SyntaxKind.EqualsToken ? readOf(node.left, node.right, source) : node.right.pos;
  if (readAt === undefined) return undefined;
  const awaits = awaitsIn(node.right);
  if (!awaits.some(({ end }) => end > readAt)) return undefined;
  const keeping = keepingOf(node.left, input);
  if (keeping === undefined) return undefined;
  return {
    range: rangeOfNode(node, source.text),
    subject: labelOf(node.left, source),
    ...keeping,
    ...movableIn(node, awaits, source),
    function: owner,
  };
}

function movableIn(
  node: BinaryExpression,
  [only, ...others]: readonly AwaitExpression[],
  { text }: SourceFile,
): Pick<StaleWriteFact, 'awaited' | 'movable'> {
  if (only === undefined || others.length > 0) return {};
  if (!isExpressionStatement(node.parent) || !isInBlock(node.parent)) return {};
  // What the target is made of runs before the value.
  if (!mayComeFirst(only, node.left) || !mayComeFirst(only, node.right)) return {};
  return { awaited: rangeOfNode(only, text), movable: rangeOfNode(enclosed(only, text), text) };
}

function awaitsIn(node: Node): readonly AwaitExpression[] {
  if (isFunctionNode(node)) return [];
  const inside = childrenOf(node).flatMap(awaitsIn);
  return isAwaitExpression(node) ? [node, ...inside] : inside;
}

/** Whether an await in an expression may come before all of it: nothing decides whether it runs, and nothing else there has an effect. */
function mayComeFirst(awaited: AwaitExpression, node: Node): boolean {
  if (node === awaited || isFunctionNode(node)) return true;
  const isAround = node.pos <= awaited.pos && awaited.end <= node.end;
  if (isAround ? isChoice(node) || changes(node) : changes(node) || isCall(node)) return false;
  return childrenOf(node).every((child) => mayComeFirst(awaited, child));
}

/** Assignments, `++` and `--`, `delete`, `yield`, and optional chains, whose rest may be left out. */
function changes(node: Node): boolean {
  if (isBinaryExpression(node)) return isAssignmentOperator(node.operatorToken.kind);
  return changing.has(node.kind) || (node as { readonly questionDotToken?: Node }).questionDotToken !== undefined;
}

const changing: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.PrefixUnaryExpression,
  SyntaxKind.PostfixUnaryExpression,
  SyntaxKind.DeleteExpression,
  SyntaxKind.YieldExpression,
]);

function isCall({ kind }: Node): boolean {
  return (
    kind === SyntaxKind.CallExpression ||
    kind === SyntaxKind.NewExpression ||
    kind === SyntaxKind.TaggedTemplateExpression
  );
}

/** Parts of it may be left out. */
function isChoice(node: Node): boolean {
  return isConditionalExpression(node) || (isBinaryExpression(node) && logicalOperators.has(node.operatorToken.kind));
}

/**
 * The end of the first read of an expression that is written the same way. What decides about a value is left out: `this.token ?? (await
 * fetch())` fills in what is missing.
 */
function readOf(target: Node, value: Node, source: SourceFile): number | undefined {
  const written = textOf(target, source);
  const find = (node: Node): number | undefined => {
    if (isFunctionNode(node) || isAwaitExpression(node) || isChoice(node)) return undefined;
    if (node.kind === target.kind && textOf(node, source) === written && !isNameOfMember(node)) return node.end;
    for (const child of childrenOf(node)) {
      const found = find(child);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(value);
}

/** With the parentheses around it, where no word stands right beside them. */
function enclosed(node: Node, text: string): Node {
  const { parent } = node;
  if (!isParenthesizedExpression(parent)) return node;
  const start = rangeOfNode(parent, text).start;
  return /[=+\-*/%&|^,([{:.<>?]\s*$/.test(text.slice(0, start)) && !/^[\w$]/.test(text.slice(parent.end))
    ? parent
    : node;
}
