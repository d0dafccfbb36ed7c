/** Assignments whose value was read before they wait for something: `self.total += await count()`. */

import { type Range, rangeOf } from '../../analysis/text.ts';
import type { StaleWriteFact } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { Analysed, AwaitingAssignment } from './drafts.ts';
import { keeperOf } from './keepers.ts';
import type { Await, Expression, Node } from './parser/nodes.ts';
import { forEachChild } from './parser/walk.ts';

export function staleWriteFacts(analysed: Analysed): readonly StaleWriteFact[] {
  return analysed.awaitingAssignments.flatMap((assignment) => staleWrite(analysed, assignment) ?? []);
}

function staleWrite(analysed: Analysed, { node, place }: AwaitingAssignment): StaleWriteFact | undefined {
  const { text } = analysed.module.document;
  const [target, ...others] = node.kind === 'Assign' ? node.targets : [node.target];
  if (target === undefined || others.length > 0) return undefined;
  const { value } = node;
  if (value === undefined) return undefined;
  const readAt = node.kind === 'AugAssign' ? value.start : readOf(target, value, text);
  if (readAt === undefined) return undefined;
  const awaits = awaitsIn(value);
  if (!awaits.some(({ start }) => start >= readAt)) return undefined;
  const keeper = keeperOf(analysed.inference, target, place.scope);
  if (keeper === undefined) return undefined;
  const [only, ...more] = awaits;
  const isMovable = only !== undefined && more.length === 0 && mayComeFirst(only, target) && mayComeFirst(only, value);
  return {
    range: rangeOf(node.start, node.end),
    subject: oneLine(text, target),
    keeper,
    ...(isMovable ? { awaited: rangeOf(only.start, only.end), movable: withParentheses(only, text) } : {}),
    function: place.function,
  };
}

function awaitsIn(node: Node): readonly Await[] {
  if (node.kind === 'Lambda') return [];
  const inside: Await[] = [];
  forEachChild(node, (child) => {
    inside.push(...awaitsIn(child));
  });
  return node.kind === 'Await' ? [node, ...inside] : inside;
}

/** Whether an await in an expression may come before all of it: nothing decides whether it runs, and nothing else there has an effect. */
function mayComeFirst(awaited: Await, node: Node): boolean {
  if (node === awaited || node.kind === 'Lambda') return true;
  const isAround = node.start <= awaited.start && awaited.end <= node.end;
  if (isAround ? isChoice(node) || changes(node) : changes(node) || node.kind === 'Call') return false;
  let may = true;
  forEachChild(node, (child) => {
    may &&= mayComeFirst(awaited, child);
  });
  return may;
}

/** A formatted string may show the text of what it formats. */
function changes({ kind }: Node): boolean {
  return kind === 'NamedExpr' || kind === 'Yield' || kind === 'YieldFrom' || kind === 'FormattedValue';
}

/** Parts of it may be left out, or run more than once. */
function isChoice({ kind }: Node): boolean {
  return kind === 'BoolOp' || kind === 'IfExp' || kind === 'Compare' || /Comp$|^GeneratorExp$/.test(kind);
}

/**
 * The end of the first read of an expression that is written the same way. What decides about a value is left out: `self.token or await
 * fetch()` fills in what is missing.
 */
function readOf(target: Expression, value: Expression, text: string): number | undefined {
  const written = text.slice(target.start, target.end);
  const find = (node: Node): number | undefined => {
    if (node.kind === 'Lambda' || node.kind === 'Await' || isChoice(node)) return undefined;
    if (node.kind === target.kind && text.slice(node.start, node.end) === written) return node.end;
    let found: number | undefined;
    forEachChild(node, (child) => {
      found ??= find(child);
    });
    return found;
  };
  return find(value);
}

/** With the parentheses around it, where an operator or a bracket stands before them: they are not those of a call. */
function withParentheses({ start, end }: Await, text: string): Range {
  const isEnclosed =
    text[start - 1] === '(' && text[end] === ')' && /[=+\-*/%@&|^,([{:<>]\s*$/.test(text.slice(0, start - 1));
  return isEnclosed && !/^\w/.test(text.slice(end + 1)) ? rangeOf(start - 1, end + 1) : rangeOf(start, end);
}
