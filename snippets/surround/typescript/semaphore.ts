import { defineSurround, type SurroundPlace } from '../surround.ts';
import { madeRunner, ownRunner, type Runner, runThrough } from './run.ts';

export const semaphore = defineSurround({
  name: 'semaphore',
  language: 'typescript',
  title: { en: 'Let only a few run this at once', zh: '限制同时运行的数量' },
  isAsync: true,
  edits(place) {
    const runner = runnerFor(place);
    return runner && runThrough(place, runner);
  },
});

function runnerFor(place: SurroundPlace): Runner | undefined {
  const { dependencies } = place.facts.file;
  if (dependencies.includes('p-limit'))
    return madeRunner(
      place,
      { module: 'p-limit', name: 'default', local: 'pLimit' },
      { variable: 'limit', keyword: '', arguments: '10', method: '' },
    );
  if (dependencies.includes('async-mutex'))
    return madeRunner(
      place,
      { module: 'async-mutex', name: 'Semaphore', local: 'Semaphore' },
      { variable: 'semaphore', keyword: 'new ', arguments: '10', method: '.runExclusive' },
    );
  return ownRunner(place, 'limited', {
    typed: limited('async function limited<T>(work: () => Promise<T> | T): Promise<T> {', ': (() => void)[]', '<void>'),
    untyped: limited('async function limited(work) {', '', ''),
  });
}

/** A place that becomes free is handed on, so that whoever comes meanwhile does not take it. */
function limited(head: string, list: string, nothing: string): readonly string[] {
  return [
    'let freePlaces = 10;',
    `const waiting${list} = [];`,
    '',
    head,
    `\tif (freePlaces === 0) await new Promise${nothing}((resolve) => waiting.push(resolve));`,
    '\telse freePlaces -= 1;',
    '\ttry {',
    '\t\treturn await work();',
    '\t} finally {',
    '\t\tconst next = waiting.shift();',
    '\t\tif (next === undefined) freePlaces += 1;',
    '\t\telse next();',
    '\t}',
    '}',
  ];
}
