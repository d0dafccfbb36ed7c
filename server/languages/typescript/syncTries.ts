/** Work that a `try` starts without waiting for it, so that its `catch` cannot see it fail. */

import {
  isBinaryExpression,
  isCallExpression,
  isNewExpression,
  isTryStatement,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { SyncTryFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { CallSyntax, FileSyntax, PlacedNode } from './collectSyntax.ts';
import type { FactFamily } from './families.ts';
import {
  childrenOf,
  isAsync,
  isFunctionNode,
  isGenerator,
  labelOf,
  rangeOfNode,
  textOf,
  unwrappedParent,
} from './nodes.ts';

export const syncTryFamily: FactFamily<'syncTries'> = {
  kinds: [SyntaxKind.TryStatement],
  facts: (input) => ({
    syncTries: (input.syntax.byKind.get(SyntaxKind.TryStatement) ?? []).flatMap(
      (placed) => syncTry(placed, input) ?? [],
    ),
  }),
};

function syncTry({ node, function: owner }: PlacedNode, input: FileInput): SyncTryFact | undefined {
  const { syntax, types, errors } = input;
  const { source } = syntax;
  if (!isTryStatement(node) || node.catchClause === undefined) return undefined;
  // A handler that rejects turns what is thrown at once into what comes later; the caller takes care of both.
  if (/\breject\b/.test(textOf(node.catchClause, source))) return undefined;
  const work = onlyWorkIn(node.tryBlock, syntax);
  const fate = work === undefined ? undefined : fateOf(work, syntax);
  if (work === undefined || fate === undefined || isNewExpression(work.node)) return undefined;
  const { awaitability, kind } = types.awaitability(work.node);
  if (awaitability !== 'always' || kind !== 'promise') return undefined;
  if (mayThrowAtOnce(work.node, fate, input) || errors.of(work.node) !== undefined) return undefined;
  return {
    range: rangeOfNode(work.node, source.text),
    subject: labelOf(work.node.expression, source),
    fate,
    function: owner,
    needsParentheses: false,
  };
}

/** The only call among what may fail in a block; `undefined` where the handler has something else to handle. */
function onlyWorkIn(block: Node, { calls, callOf }: FileSyntax): CallSyntax | undefined {
  let found: CallSyntax | undefined;
  const stack = [block];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isFunctionNode(node)) continue;
    if (failing.has(node.kind)) return undefined;
    if (isCallExpression(node) || isNewExpression(node)) {
      const call = calls[callOf.get(node) ?? -1];
      if (found !== undefined || call === undefined) return undefined;
      found = call;
    }
    stack.push(...childrenOf(node));
  }
  return found;
}

const failing: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.AwaitExpression,
  SyntaxKind.ThrowStatement,
  SyntaxKind.YieldExpression,
  SyntaxKind.TaggedTemplateExpression,
  SyntaxKind.ForOfStatement,
  SyntaxKind.TryStatement,
]);

function fateOf(
  { node, fate, function: owner }: CallSyntax,
  { functions }: FileSyntax,
): SyncTryFact['fate'] | undefined {
  const around = functions[owner]?.node;
  switch (fate) {
    // Out of an async function it is a flaw of its own.
    case 'returned':
      return around === undefined || !isFunctionNode(around) || isAsync(around) || isGenerator(around)
        ? undefined
        : 'returned';
    // What the block declares is used in it, or nowhere.
    case 'assigned':
      return isBinaryExpression(unwrappedParent(node).parent) ? 'assigned' : undefined;
    case 'stored':
    case 'voided':
      return fate;
    default:
      return undefined;
  }
}

/**
 * A plain function may check what it is given before it makes its promise. Who keeps a promise for later handles its
 * errors there, so that nothing is left for the handler only if the function is known to be async.
 */
function mayThrowAtOnce(call: Node, fate: SyncTryFact['fate'], { types }: FileInput): boolean {
  const callee = types.project.declared(types.project.checker.getResolvedSignature(call)?.declaration);
  if (callee !== undefined && isFunctionNode(callee) && callee.body !== undefined) return !isAsync(callee);
  return fate === 'assigned' || fate === 'stored';
}
