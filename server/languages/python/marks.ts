/** What a function sets for others to see before it waits, when it has tested it: `if self.busy: return`, `self.busy = True`. */

import { type Change, isMarkedBy, type Marking } from '../../facts/marking.ts';
import { walkInPlace, walkOwnBody } from './functionBodies.ts';
import type { Expression, FunctionDef, Node } from './parser/nodes.ts';
import type { Scope } from './scopes.ts';

const known = new WeakMap<FunctionDef, Marking>();

/** `waitedAt` is the offset at which the function begins to wait; `scope` is its own. */
export function isMarked(owner: FunctionDef, waitedAt: number, scope: Scope): boolean {
  const marking = known.get(owner) ?? markingIn(owner, scope);
  known.set(owner, marking);
  return isMarkedBy(marking, waitedAt);
}

function markingIn(owner: FunctionDef, scope: Scope): Marking {
  const text = scope.root?.text ?? '';
  const textOf = ({ start, end }: Node): string => text.slice(start, end);
  const tested = new Map<string, number>();
  const changes: Change[] = [];
  walkOwnBody(owner, (node) => {
    for (const place of testedAt(node))
      tested.set(textOf(place), Math.min(node.start, tested.get(textOf(place)) ?? Infinity));
    const written = changedAt(node)
      .filter((target) => target.kind !== 'Name' || scope.outer?.has(target.name) === true || node.kind === 'Call')
      .map(textOf);
    if (written.length > 0) changes.push({ written, start: node.start, end: node.end });
  });
  return { tested, changes };
}

/** What a test mentions, and what is looked into for a key. */
function testedAt(node: Node): readonly Expression[] {
  const places: Expression[] = [];
  if (node.kind === 'If' || node.kind === 'While')
    walkInPlace(node.test, (part) => {
      if (part.kind === 'Attribute' || part.kind === 'Name') places.push(part);
    });
  if (node.kind === 'Call' && node.callee.kind === 'Attribute' && node.callee.name === 'get')
    places.push(node.callee.value);
  return places;
}

/** An item changes what it is in. */
function changedAt(node: Node): readonly Expression[] {
  if (node.kind === 'Call')
    return node.callee.kind === 'Attribute' && putting.has(node.callee.name) ? [node.callee.value] : [];
  if (node.kind !== 'Assign' && node.kind !== 'AnnAssign' && node.kind !== 'AugAssign') return [];
  if (node.value === undefined || node.value.kind === 'Await') return [];
  const targets = node.kind === 'Assign' ? node.targets : [node.target];
  const each = targets.flatMap((target) => (target.kind === 'Tuple' ? target.elements : [target]));
  return each.flatMap((target) => (target.kind === 'Subscript' ? [target, target.value] : [target]));
}

const putting: ReadonlySet<string> = new Set(['set', 'add', 'append', 'setdefault', 'put_nowait']);
