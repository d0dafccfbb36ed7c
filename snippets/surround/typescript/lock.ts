import { aioMutex } from '../../typescript/aioMutex.ts';
import { defineSurround } from '../surround.ts';
import { madeRunner, ownRunner, runThrough } from './run.ts';

export const lock = defineSurround({
  name: 'lock',
  language: 'typescript',
  title: { en: 'Let only one run this at a time', zh: '同一时间只让一个运行' },
  isAsync: true,
  edits(place) {
    const runner = place.facts.file.dependencies.includes('async-mutex')
      ? madeRunner(
          place,
          { module: 'async-mutex', name: 'Mutex', local: 'Mutex' },
          { variable: 'mutex', keyword: 'new ', arguments: '', method: '.runExclusive' },
        )
      : ownRunner(place, 'exclusively', { typed: snippetLines(true), untyped: snippetLines(undefined) });
    return runner && runThrough(place, runner);
  },
});

/** The snippet that needs no package, with its placeholders filled in. */
function snippetLines(typed: true | undefined): readonly string[] {
  const form = aioMutex.forms.find(({ needs }) => needs?.dependency === undefined && needs?.typed === typed);
  const lines = form?.body.filter((line) => line !== '$0') ?? [];
  return lines.map((line) => line.replace(/\$\{\d+:([^{}]*)\}/g, '$1'));
}
