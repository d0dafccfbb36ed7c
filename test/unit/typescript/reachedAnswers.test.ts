/** Answers of a project whose calls are looked up backwards. */

import { expect, test } from 'vitest';
import { Chains } from '../../../server/languages/typescript/chains.ts';
import { type FirstAnswer, ReachedAnswers } from '../../../server/languages/typescript/reachedAnswers.ts';

const answers: readonly FirstAnswer[] = [
  { kind: 'clean', path: '/quiet.ts', goals: [] },
  { kind: 'clean', path: '/leading.ts', goals: [] },
  { kind: 'unreadable', path: '/film.ts', reason: 'it is a binary file' },
];

test('clean files are looked at again where they lead to something', () => {
  expect(kindsWith(new Set(['/leading.ts']))).toEqual({
    '/quiet.ts': 'clean',
    '/leading.ts': 'made again',
    '/film.ts': 'it is a binary file',
  });
});

test('all of them are where the compiler cannot tell which do', () => {
  expect(kindsWith(undefined)).toEqual({
    '/quiet.ts': 'made again',
    '/leading.ts': 'made again',
    '/film.ts': 'it is a binary file',
  });
});

/** By path, with the reason of those that are unreadable; what is made again is unreadable here. */
function kindsWith(leading: ReadonlySet<string> | undefined): Readonly<Record<string, string>> {
  const reached = new ReachedAnswers(new Chains(() => undefined), (paths) =>
    paths.map((path) => ({ kind: 'unreadable', path, reason: 'made again' })),
  );
  const told = [...reached.finished(reached.ofProjectByName(answers, () => leading))];
  return Object.fromEntries(
    told.map((answer) => [answer.path, answer.kind === 'unreadable' ? answer.reason : answer.kind]),
  );
}
