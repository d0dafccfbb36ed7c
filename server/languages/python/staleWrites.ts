/** Assignments whose value was read before they wait for something: `self.total += await count()`. */

import { type Range, rangeOf } from '../../analysis/text.ts';
import type { StaleWriteFact } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { Analysed, AwaitingAssignment, Place } from './drafts.ts';
import type { Await, Expression, Node } from './parser/nodes.ts';
import { forEachChild } from './parser/walk.ts';
import { functionScopeOf } from './scopes.ts';

export function staleWriteFacts(analysed: Analysed): readonly StaleWriteFact[] {
  return analysed.awaitingAssignments.flatMap((assignment) => staleWrite(analysed, assignment) ?? []);
}

function staleWrite(analysed: Analysed, { node, place }: AwaitingAssignment): StaleWriteFact | undefined {
  const { text } = analysed.module.document;
  const [target, ...others] = node.kind === 'Assign' ? node.targets : [node.target];
  if (target === undefined || others.length > 0) return undefined;
  const awaits = new Awaits(node.value);
  const readAt = node.kind === 'AugAssign' ? node.value.start : readOf(target, node.value, text);
  if (readAt === undefined || !awaits.all.some(({ start }) => start >= readAt)) return undefined;
  const keeper = keeperOf(analysed, target, place);
  if (keeper === undefined) return undefined;
  const { only } = awaits;
  return {
    range: rangeOf(node.start, node.end),
    subject: oneLine(text, target),
    keeper,
    ...(only === undefined ? {} : { awaited: rangeOf(only.start, only.end), movable: withParentheses(only, text) }),
    function: place.function,
  };
}

/** The awaits of an expression in its own function. */
class Awaits {
  readonly all: Await[] = [];
  readonly #always: Await[] = [];

  constructor(expression: Expression) {
    this.#collect(expression, true);
  }

  /** The only one, where it runs whenever the expression does. */
  get only(): Await | undefined {
    return this.all.length === 1 ? this.#always[0] : undefined;
  }

  #collect(node: Node, always: boolean): void {
    if (node.kind === 'Lambda') return;
    if (node.kind === 'Await') {
      this.all.push(node);
      if (always) this.#always.push(node);
    }
    forEachChild(node, (child) => this.#collect(child, always && !isChoice(node)));
  }
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

function keeperOf(analysed: Analysed, target: Expression, place: Place): StaleWriteFact['keeper'] | undefined {
  let root = target;
  while (root.kind === 'Attribute' || root.kind === 'Subscript') root = root.value;
  if (root.kind !== 'Name') return undefined;
  if (root !== target && (root.name === 'self' || root.name === 'cls')) return 'object';
  const [binding] = analysed.inference.bindingsAt(root.name, place.scope, root.start);
  if (binding === undefined || binding.scope === functionScopeOf(place.scope)) return undefined;
  if (binding.scope.node.kind === 'Module') return 'module';
  return binding.scope.node.kind === 'FunctionDef' ? 'outer-function' : undefined;
}

/** `(await load())`, whose parentheses are not those of a call. */
function withParentheses({ start, end }: Await, text: string): Range {
  const isEnclosed = text[start - 1] === '(' && text[end] === ')' && !/[\w)\]'"]/.test(text[start - 2] ?? '');
  return isEnclosed ? rangeOf(start - 1, end + 1) : rangeOf(start, end);
}
