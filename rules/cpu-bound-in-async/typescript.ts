/** Parsing and regular expressions on input of unknown size in code of TypeScript and JavaScript that holds up the loop. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { textAt } from '../../server/analysis/text.ts';
import { nodeLoopFunction } from '../../server/blocking/loopFunctions.ts';
import type { CallFact, Facts } from '../../server/facts/facts.ts';
import { isInput } from './input.ts';
import { isCatastrophic } from './pattern.ts';
import { rule } from './rule.ts';
import { costlyCalls } from './typescriptCalls.ts';

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  if (facts.file.role !== 'application') return;
  for (const call of facts.calls) {
    const work = costlyCalls.get(call.symbol ?? '');
    const match = work === undefined ? matchOf(document, call) : undefined;
    const owner = work === undefined && match === undefined ? undefined : nodeLoopFunction(facts, call.function);
    if (owner === undefined) continue;
    if (match !== undefined && isCatastrophic(match.pattern) && isInput(document, facts, owner, match.text))
      yield rule.finding('regular-expression', call.range, {});
    const [first] = call.arguments;
    if (work === undefined || first === undefined) continue;
    if (isInput(document, facts, owner, textAt(document.text, first.value)))
      yield rule.finding(work, call.range, { callee: call.calleeText });
  }
};

/** A regular expression written in place, and the text it is applied to. */
interface Match {
  readonly pattern: string;
  readonly text: string;
}

const literal = /^\/((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+)\/[a-z]*$/;

/** `/…/.test(text)` and `/…/.exec(text)`, or `text.match(/…/)` and its like. */
function matchOf({ text }: Document, call: CallFact): Match | undefined {
  const receiver = textAt(text, call.callee).replace(/\s*\??\.\s*\w+$/, '');
  const [first] = call.arguments;
  if (first === undefined) return undefined;
  const given = textAt(text, first.value);
  if (call.name === 'test' || call.name === 'exec') return matched(receiver, given);
  return /^(?:match|matchAll|search|replace|replaceAll|split)$/.test(call.name) ? matched(given, receiver) : undefined;
}

function matched(written: string, text: string): Match | undefined {
  const pattern = literal.exec(written)?.[1];
  return pattern === undefined ? undefined : { pattern, text };
}
