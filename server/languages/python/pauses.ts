/** Where a function lets other code run: what it awaits, and what it yields to whoever may wait. */

import { walkOwnBody } from './functionBodies.ts';
import type { FunctionDef, Node } from './parser/nodes.ts';

/** Whether other code may run while a function goes on from one place in its text to another one further down. */
export function mayPauseBetween(owner: FunctionDef, from: number, to: number): boolean {
  const isBetween = (offset: number) => from < offset && offset <= to;
  const isLeft = ({ end }: Node) => from < end && end < to;
  let found = false;
  walkOwnBody(owner, (node) => {
    switch (node.kind) {
      case 'Await':
      case 'Yield':
      case 'YieldFrom':
        found ||= isBetween(node.end);
        break;
      case 'With':
      case 'For':
        // They wait at their beginning, and when they are left.
        found ||= node.isAsync && (isBetween(node.colon) || isLeft(node));
        break;
      case 'Comprehension':
        found ||= node.isAsync && isBetween(node.end);
        break;
    }
    return !found;
  });
  return found;
}
