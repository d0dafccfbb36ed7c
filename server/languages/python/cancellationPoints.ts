/** Where a cancellation may come to a block: what it waits for. */

import { argumentAt } from './arguments.ts';
import { lastNameOf } from './callFacts.ts';
import { walkInPlace } from './functionBodies.ts';
import type { Call, Expression, Statement, Try } from './parser/nodes.ts';

/**
 * What a block waits for in its own function; in loops, `with` and comprehensions, what they go over or enter. A `try` inside that
 * `keepsCancellation` lets none out of its body.
 */
export function awaitedIn(
  block: readonly Statement[],
  keepsCancellation: (inner: Try) => boolean = () => false,
): readonly Expression[] {
  const found: Expression[] = [];
  for (const statement of block)
    walkInPlace(statement, (node) => {
      if (node.kind === 'Await') found.push(node.value);
      if ((node.kind === 'For' || node.kind === 'Comprehension') && node.isAsync) found.push(node.iterable);
      if (node.kind === 'With' && node.isAsync) found.push(...node.items.map(({ context }) => context));
      if (node.kind === 'Try' && keepsCancellation(node)) {
        const others = [...node.handlers.flatMap(({ body }) => body), ...node.orelse, ...node.finalbody];
        found.push(...awaitedIn(others, keepsCancellation));
        return false;
      }
      return node.kind !== 'With' || !node.items.some(({ context }) => isShield(context));
    });
  return found;
}

/** `CancelScope(shield=True)`: no cancellation from outside comes into it. */
function isShield(context: Expression): boolean {
  const shield = context.kind === 'Call' ? argumentAt(context, 'shield') : undefined;
  return shield?.kind === 'Constant' && shield.value === 'True';
}

/** Whether it stands for work that has been started before: a variable, or a call that waits for some. */
export function isRunning(awaited: Expression): boolean {
  switch (awaited.kind) {
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      return true;
    case 'Starred':
      return isRunning(awaited.value);
    case 'Call':
      return waiters.has(lastNameOf(awaited.callee)) && isRunningGiven(awaited);
    default:
      return false;
  }
}

function isRunningGiven({ arguments: given }: Call): boolean {
  const [first] = given;
  return first !== undefined && first.kind !== 'Keyword' && isRunning(first);
}

const waiters: ReadonlySet<string> = new Set(['gather', 'wait', 'wait_for', 'shield', 'wrap_future']);
