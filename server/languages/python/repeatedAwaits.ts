/** Coroutines in variables that are awaited, or given to what awaits them, a second time. */

import { type Range, rangeOf } from '../../analysis/text.ts';
import type { RepeatedAwaitFact } from '../../facts/facts.ts';
import type { Analysed, Place } from './drafts.ts';
import { walkInPlace } from './functionBodies.ts';
import type { Call, Name, Statement } from './parser/nodes.ts';
import { comesFirst } from './precedence.ts';
import { awaitableFact } from './types/values.ts';
import { mayBeCoroutine } from './wantedValues.ts';

/** Functions that await what they are given, or make a task of it. */
const consumers: ReadonlySet<string> = new Set(
  'create_task ensure_future gather run shield wait_for'.split(' ').map((name) => `asyncio.${name}`),
);

/** A place that uses a coroutine up. */
interface Consumption {
  readonly name: Name;
  readonly place: Place;
}

export function repeatedAwaitFacts(analysed: Analysed): readonly RepeatedAwaitFact[] {
  const byOrigin = new Map<Call, Consumption[]>();
  for (const consumption of consumptions(analysed)) {
    const origin = originOf(analysed, consumption);
    if (origin !== undefined) byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), consumption]);
  }
  return [...byOrigin].flatMap(([origin, all]) => repeatedAwait(origin, all) ?? []);
}

/** In source order. */
function consumptions({ awaitedNames, calls, inference }: Analysed): readonly Consumption[] {
  const found: Consumption[] = [...awaitedNames];
  for (const { fact, node, place } of calls) {
    for (const name of node.arguments)
      if (name.kind === 'Name' && mayBeCoroutine(inference, name, place.scope) && consumers.has(fact.symbol ?? ''))
        found.push({ name, place });
  }
  return found.sort((one, other) => one.name.start - other.name.start);
}

/** The call that makes the coroutine, where the variable of the same function can hold nothing else there. */
function originOf({ inference }: Analysed, { name, place }: Consumption): Call | undefined {
  if (place.scope.node.kind !== 'FunctionDef') return undefined;
  const [binding, ...others] = inference.bindingsAt(name.name, place.scope, name.start);
  if (binding?.kind !== 'value' || others.length > 0 || binding.path.length > 0) return undefined;
  if (binding.value.kind !== 'Call' || binding.scope !== place.scope) return undefined;
  const { awaitability, kind, evidence } = awaitableFact(inference.valueOf(binding.value, binding.scope));
  return awaitability === 'always' && kind === 'coroutine' && evidence === 'definition' ? binding.value : undefined;
}

function repeatedAwait(origin: Call, all: readonly Consumption[]): RepeatedAwaitFact | undefined {
  for (const [index, later] of all.entries()) {
    const earlier = all.slice(0, index).find((each) => comesFirst(each.place, later.place));
    const fact = (repeats: RepeatedAwaitFact['repeats'], before: Range): RepeatedAwaitFact => ({
      range: rangeOf(later.name.start, later.name.end),
      name: later.name.name,
      repeats,
      before,
      function: later.place.function,
    });
    if (earlier !== undefined) return fact('after', rangeOf(earlier.name.start, earlier.name.end));
    if (isRepeated(later.place, origin)) return fact('in-loop', rangeOf(origin.start, origin.end));
  }
  return undefined;
}

/** Whether a loop around the place, with the making of the coroutine outside, may come to it again. */
function isRepeated({ around }: Place, origin: Call): boolean {
  const loops = around.filter(({ kind }) => kind === 'For' || kind === 'While');
  return loops.some((loop) => !(loop.start <= origin.start && origin.end <= loop.end) && !mayLeave(loop));
}

function mayLeave(loop: Statement): boolean {
  let found = false;
  walkInPlace(loop, (node) => {
    if (node.kind === 'Break' || node.kind === 'Return' || node.kind === 'Raise') found = true;
    return !found;
  });
  return found;
}
