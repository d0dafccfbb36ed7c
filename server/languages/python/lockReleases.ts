/** Where a lock that was taken by `acquire()` is released again. */

import type { Analysed, Place } from './drafts.ts';
import { textOf } from './locks.ts';
import type { Node, Statement } from './parser/nodes.ts';
import { walk } from './parser/walk.ts';
import { blockAround } from './statements.ts';

/** `lock.release`, whether it is called there or handed on. */
export interface Release {
  readonly isCalled: boolean;
  readonly start: number;
}

/** Those below a node, nested functions included; `lock` is as written. */
export function releasesIn(node: Node, lock: string, text: string): readonly Release[] {
  if (!text.slice(node.start, node.end).includes('release')) return [];
  const found: Release[] = [];
  const called = new Set<Node>();
  walk(node, (inner) => {
    if (inner.kind === 'Call') called.add(inner.callee);
    if (inner.kind === 'Attribute' && inner.name === 'release' && textOf(text, inner.value) === lock)
      found.push({ isCalled: called.has(inner), start: inner.start });
  });
  return found;
}

export function releases(node: Node, lock: string, text: string): boolean {
  return releasesIn(node, lock, text).length > 0;
}

/** The statements behind one that stands as `lock.acquire()`, in its block. */
export function statementsBehind({ functions }: Analysed, place: Place): readonly Statement[] {
  const { statement, around, function: owner } = place;
  const outer = around.at(-1) ?? functions[owner]?.node;
  if (statement?.kind !== 'Expr' || outer === undefined || outer.kind === 'Lambda') return [];
  const block = blockAround(statement, outer);
  return block.slice(block.indexOf(statement) + 1);
}

/** Those that run before it is released, where the same block does that. */
export function heldUntilRelease(behind: readonly Statement[], lock: string, text: string): readonly Node[] {
  const end = behind.findIndex((statement) => releases(statement, lock, text));
  const last = behind[end];
  if (last === undefined) return [];
  const guarded = last.kind === 'Try' ? [...last.body, ...last.handlers, ...last.orelse] : [];
  return [...behind.slice(0, end), ...(guarded.some((each) => releases(each, lock, text)) ? [] : guarded)];
}
