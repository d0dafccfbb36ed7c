/** Promises that async functions return out of a `try`, or past a `using`, without waiting for them. */

import {
  type CatchClause,
  isAwaitExpression,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isConditionalExpression,
  isExpressionStatement,
  isIdentifier,
  isNewExpression,
  isPropertyAccessExpression,
  isReturnStatement,
  isThrowStatement,
  isTryStatement,
  isVariableStatement,
  type Identifier,
  type Node,
  type Statement,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { literally } from '../../analysis/patterns.ts';
import type { EscapeFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { FileSyntax, FunctionSyntax } from './collectSyntax.ts';
import { definedFunction } from './definitions.ts';
import { isHandledChain } from './dropped.ts';
import type { FactFamily } from './families.ts';
import { foundOnce } from './foundOnce.ts';
import {
  isAsync,
  isFunctionNode,
  isGenerator,
  labelOf,
  memberOf,
  ownNodesIn,
  rangeOfNode,
  startOf,
  unwrapped,
  logicalOperators,
} from './nodes.ts';
import { isPromiseMethod, isSettled, onlyResolves } from './writtenPromises.ts';

export const escapeFamily: FactFamily<'escapes'> = {
  kinds: [],
  askedNodes: (syntax) => candidatesIn(syntax).map(({ node }) => node),
  facts: (input) => ({
    escapes: candidatesIn(input.syntax).flatMap((candidate) => escapeFact(candidate, input) ?? []),
  }),
};

interface Candidate {
  readonly node: Node;
  readonly guard: Guard;
  readonly owner: FunctionSyntax;
}

interface Guard {
  readonly kind: 'catch' | 'cleanup';
  readonly block: Node;
}

const candidatesIn = foundOnce(findCandidates);

function findCandidates({ functions }: FileSyntax): readonly Candidate[] {
  return functions.flatMap((owner) => {
    const { node } = owner;
    // What an async generator returns is awaited by itself.
    if (!isFunctionNode(node) || !isAsync(node) || isGenerator(node)) return [];
    return owner.results.flatMap((result) => {
      const guard = guardOf(result, node);
      if (guard === undefined) return [];
      const branches = branchesOf(result).filter((branch) => !isIdentifier(branch) || !isAwaitedBefore(branch, node));
      return branches.map((branch) => ({ node: branch, guard, owner }));
    });
  });
}

/** The nearest block that guards a `return`; a handler counts more than what runs on the way out. */
function guardOf(result: Node, owner: Node): Guard | undefined {
  let guard: Guard | undefined;
  for (let at = result, { parent } = result; parent !== owner; at = parent, { parent } = parent) {
    if (isTryStatement(parent) && at !== parent.finallyBlock) {
      if (at === parent.tryBlock && parent.catchClause !== undefined && !onlyRethrows(parent.catchClause))
        return { kind: 'catch', block: at };
      if (parent.finallyBlock !== undefined) guard = { kind: 'cleanup', block: at };
    }
    if (isBlock(parent) && hasUsingBefore(parent, at)) guard = { kind: 'cleanup', block: parent };
    if (parent.parent === undefined) return guard;
  }
  return guard;
}

/** `catch (error) { throw error; }` does nothing with what it does not see, nor does one that gives `Promise.reject(error)`. */
function onlyRethrows({ variableDeclaration, block }: CatchClause): boolean {
  const [statement, ...others] = block.statements;
  if (statement === undefined || others.length > 0) return false;
  const caught = variableDeclaration?.name;
  const thrown = thrownBy(statement);
  return (
    caught !== undefined &&
    isIdentifier(caught) &&
    thrown !== undefined &&
    isIdentifier(thrown) &&
    thrown.text === caught.text
  );
}

function thrownBy(statement: Statement): Node | undefined {
  if (isThrowStatement(statement)) return unwrapped(statement.expression);
  if (!isReturnStatement(statement) || statement.expression === undefined) return undefined;
  const returned = unwrapped(statement.expression);
  if (!isCallExpression(returned) || !isPromiseMethod(returned.expression, 'reject')) return undefined;
  const [reason] = returned.arguments;
  return reason === undefined ? undefined : unwrapped(reason);
}

function hasUsingBefore(block: Node & { readonly statements: readonly Node[] }, statement: Node): boolean {
  const { statements } = block;
  const { text } = block.getSourceFile();
  return statements
    .slice(0, statements.indexOf(statement))
    .some(
      (before) =>
        isVariableStatement(before) && /^(?:await\s+)?using\b/.test(text.slice(startOf(before, text), before.end)),
    );
}

/** What the expression may turn out to be. */
function branchesOf(result: Node): readonly Node[] {
  const node = unwrapped(result);
  if (isConditionalExpression(node)) return [...branchesOf(node.whenTrue), ...branchesOf(node.whenFalse)];
  if (isBinaryExpression(node) && choices.has(node.operatorToken.kind)) return branchesOf(node.right);
  const isCandidate =
    isCallExpression(node) || isNewExpression(node) || isIdentifier(node) || isPropertyAccessExpression(node);
  return isCandidate ? [node] : [];
}

const choices: ReadonlySet<SyntaxKind> = new Set([...logicalOperators, SyntaxKind.CommaToken]);

/** Whether a statement on every way to here has waited for the variable, and none behind it writes another promise to it. */
function isAwaitedBefore(name: Identifier, owner: Node): boolean {
  const write = new RegExp(`(?<![.\\w$])${literally(name.text)}\\s*(?:\\?\\?|&&|\\|\\|)?=(?![=>])`);
  const { text } = name.getSourceFile();
  for (let at: Node = name; at.parent !== owner; at = at.parent) {
    if (!isBlock(at.parent)) continue;
    const statements: readonly Node[] = at.parent.statements;
    for (const before of statements.slice(0, statements.indexOf(at)).toReversed()) {
      if (awaitedAlone(before) === name.text) return true;
      if (write.test(text.slice(before.pos, before.end))) return false;
    }
  }
  return false;
}

/** The variable that a statement waits for: `await done;` */
function awaitedAlone(statement: Node): string | undefined {
  if (!isExpressionStatement(statement)) return undefined;
  const expression = unwrapped(statement.expression);
  const awaited = isAwaitExpression(expression) ? unwrapped(expression.expression) : undefined;
  return awaited !== undefined && isIdentifier(awaited) ? awaited.text : undefined;
}

function escapeFact(candidate: Candidate, input: FileInput): EscapeFact | undefined {
  const { node, guard, owner } = candidate;
  const { types, errors, syntax } = input;
  const { awaitability, kind } = types.awaitability(node);
  if (awaitability !== 'always' || isSettled(node)) return undefined;
  // Where the work handles its own errors, the handler has none to see.
  const ownErrors = guard.kind === 'catch' ? errors.of(node) : undefined;
  if (ownErrors !== undefined && (ownErrors !== 'handled-by-callee' || isHandledChain(node))) return undefined;
  if (guard.kind === 'catch' && (onlyResolves(node) || isHandledByItself(candidate, input))) return undefined;
  return {
    range: rangeOfNode(node, syntax.source.text),
    subject: labelOf(isCallExpression(node) ? node.expression : node, syntax.source),
    guard: ownErrors === undefined ? guard.kind : 'idle-catch',
    awaitable: { awaitability, ...(kind === undefined ? {} : { kind }), evidence: 'declaration' },
    function: owner.id,
    needsParentheses: false,
  };
}

/** `return send(message)` in `send` itself, which waits for nothing but in this block: its own handler has seen the errors. */
function isHandledByItself({ node, guard, owner }: Candidate, { symbols, syntax }: FileInput): boolean {
  if (!isCallExpression(node) || !isFunctionNode(owner.node)) return false;
  if (definedFunction(symbols.localDeclarationOf(node.expression, syntax.source)) !== owner.node) return false;
  const member = memberOf(node.expression);
  if (member !== undefined && unwrapped(member.receiver).kind !== SyntaxKind.ThisKeyword) return false;
  const { body } = owner.node;
  if (body === undefined) return false;
  const { block } = guard;
  return [...ownNodesIn(body)].every(
    (own) => !isAwaitExpression(own) || (block.pos <= own.pos && own.end <= block.end),
  );
}
