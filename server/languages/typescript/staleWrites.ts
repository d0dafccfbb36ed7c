/** Assignments whose value was read before they wait for something: `this.total += await count()`. */

import {
  type AwaitExpression,
  type BinaryExpression,
  isAwaitExpression,
  isBinaryExpression,
  isConditionalExpression,
  isElementAccessExpression,
  isExpressionStatement,
  isIdentifier,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { FunctionId, StaleWriteFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { FactFamily } from './families.ts';
import {
  childrenOf,
  functionAround,
  isAssignmentOperator,
  isFunctionNode,
  isInBlock,
  labelOf,
  rangeOfNode,
  textOf,
  unwrapped,
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
  if (!isAssignmentOperator(operator) || fillsIn.has(operator)) return undefined;
  if (!source.text.slice(node.right.pos, node.right.end).includes('await')) return undefined;
  const readAt = operator === SyntaxKind.EqualsToken ? readOf(node.left, node.right, source) : node.right.pos;
  if (readAt === undefined) return undefined;
  const awaits = new Awaits(node.right);
  if (!awaits.all.some(({ end }) => end > readAt)) return undefined;
  const keeper = keeperOf(node, input);
  if (keeper === undefined) return undefined;
  const { only } = awaits;
  const isStatement = isExpressionStatement(node.parent) && isInBlock(node.parent);
  return {
    range: rangeOfNode(node, source.text),
    subject: labelOf(node.left, source),
    keeper,
    ...(only === undefined || !isStatement
      ? {}
      : { awaited: rangeOfNode(only, source.text), movable: rangeOfNode(enclosed(only), source.text) }),
    function: owner,
  };
}

const fillsIn: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.QuestionQuestionEqualsToken,
  SyntaxKind.BarBarEqualsToken,
  SyntaxKind.AmpersandAmpersandEqualsToken,
]);

/** The awaits of an expression in its own function. */
class Awaits {
  readonly all: AwaitExpression[] = [];
  readonly #always: AwaitExpression[] = [];

  constructor(expression: Node) {
    this.#collect(expression, true);
  }

  /** The only one, where it runs whenever the expression does. */
  get only(): AwaitExpression | undefined {
    return this.all.length === 1 ? this.#always[0] : undefined;
  }

  #collect(node: Node, always: boolean): void {
    if (isFunctionNode(node)) return;
    if (isAwaitExpression(node)) {
      this.all.push(node);
      if (always) this.#always.push(node);
    }
    for (const child of childrenOf(node)) this.#collect(child, always && !isChoice(node));
  }
}

/** Parts of it may be left out. */
function isChoice(node: Node): boolean {
  return isConditionalExpression(node) || (isBinaryExpression(node) && choosing.has(node.operatorToken.kind));
}

const choosing: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.QuestionQuestionToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.AmpersandAmpersandToken,
]);

/**
 * The end of the first read of an expression that is written the same way. What decides about a value is left out: `this.token ?? (await
 * fetch())` fills in what is missing.
 */
function readOf(target: Node, value: Node, source: SourceFile): number | undefined {
  const written = textOf(target, source);
  const find = (node: Node): number | undefined => {
    if (isFunctionNode(node) || isAwaitExpression(node) || isChoice(node)) return undefined;
    if (node.kind === target.kind && textOf(node, source) === written) return node.end;
    for (const child of childrenOf(node)) {
      const found = find(child);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(value);
}

function keeperOf({ left }: BinaryExpression, { symbols, syntax }: FileInput): StaleWriteFact['keeper'] | undefined {
  let root = unwrapped(left);
  while (isPropertyAccessExpression(root) || isElementAccessExpression(root)) root = unwrapped(root.expression);
  if (root.kind === SyntaxKind.ThisKeyword) return 'object';
  const declaration = isIdentifier(root) ? symbols.localDeclarationOf(root, syntax.source) : undefined;
  if (declaration === undefined) return undefined;
  const owner = functionAround(declaration);
  if (owner === functionAround(root)) return undefined;
  return isFunctionNode(owner) ? 'outer-function' : 'module';
}

function enclosed(node: Node): Node {
  return isParenthesizedExpression(node.parent) ? node.parent : node;
}
