import { contains, type Edit, insertion, textAt } from '../../../server/analysis/text.ts';
import type { AwaitFact } from '../../../server/facts/facts.ts';
import { freeName, isTyped } from '../../../server/languages/typescript/edits.ts';
import { preceded } from '../block.ts';
import { defineSurround, type SurroundPlace } from '../surround.ts';
import { fetchesWithout } from './signals.ts';

const limit = 'AbortSignal.timeout(10_000)';

/**
 * No block is put around the statements, for it would hide what they declare: each await is given the same limit. What a
 * signal cannot stop goes on, but nobody waits for it.
 */
export const timeout = defineSurround({
  name: 'timeout',
  language: 'typescript',
  title: { en: 'Give these awaits a time limit', zh: '给这些 await 加上时限' },
  isAsync: true,
  edits(place) {
    const { document, facts, selection } = place;
    const awaits = awaitsIn(place);
    const waitsOtherwise = facts.loops.some(
      ({ kind, range }) => kind === 'async-for' && contains(selection.range, range),
    );
    if (awaits.length === 0 || waitsOtherwise) return undefined;
    const signal = freeName(document, 'signal');
    const fetches = fetchesWithout(place, signal);
    const raced = awaits.filter(
      (fact) =>
        !isPartOfFetch(
          place,
          fact,
          fetches.map(({ call }) => call.range),
        ),
    );
    if (raced.length === 0 && fetches.length === 1) return fetchesWithout(place, limit).map(({ edit }) => edit);
    const timedOut = freeName(document, 'timedOut');
    return [
      preceded(place, raced.length === 0 ? [signalLine(signal)] : raceLines(place, signal, timedOut)),
      ...fetches.map(({ edit }) => edit),
      ...raced.flatMap(({ operand }): readonly Edit[] => [
        insertion(operand.start, 'Promise.race(['),
        insertion(operand.end, `, ${timedOut}])`),
      ]),
    ];
  },
});

function awaitsIn({ facts, owner, selection }: SurroundPlace): readonly AwaitFact[] {
  return facts.awaits.filter(({ range, function: id }) => id === owner.id && contains(selection.range, range));
}

/** The signal of a request also stops the reading of its response. */
function isPartOfFetch(
  { document, facts }: SurroundPlace,
  { operand, call }: AwaitFact,
  fetches: readonly AwaitFact['range'][],
): boolean {
  if (fetches.some((fetch) => contains(operand, fetch))) return true;
  const name = call === undefined ? '' : (facts.calls[call]?.name ?? '');
  const readsBody = /^(?:json|text|blob|bytes|arrayBuffer|formData)$/.test(name);
  return readsBody && fetches.length > 0 && /^\w+\.\w+\(\)$/.test(textAt(document.text, operand));
}

function signalLine(signal: string): string {
  return `const ${signal} = ${limit};`;
}

function raceLines({ document }: SurroundPlace, signal: string, timedOut: string): readonly string[] {
  return [
    signalLine(signal),
    `const ${timedOut} = new Promise${isTyped(document) ? '<never>' : ''}((_, reject) => {`,
    `\t${signal}.addEventListener('abort', () => reject(${signal}.reason), { once: true });`,
    '});',
  ];
}
