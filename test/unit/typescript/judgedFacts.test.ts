/** Answers for whoever wants only what there is to report. */

import { describe, expect, test } from 'vitest';
import type { CallFact, Facts, FunctionFact } from '../../../server/facts/facts.ts';
import { type DiskWorkspace, interest, inWorkspace } from './diskWorkspace.ts';

const files = {
  'clean.ts': 'export async function save(name?: string) {\n  return name?.trim();\n}\n',
  'dropping.ts': "import { save } from './clean.ts';\n\nexport function leave() {\n  save('x');\n}\n",
  'calling.ts':
    "import { configuration } from './reading.ts';\n\nexport async function start() {\n  return configuration();\n}\n",
  'reading.ts': "import { readFileSync } from 'node:fs';\n\nexport const configuration = () => readFileSync('x');\n",
};
const paths = Object.keys(files);

describe('facts for whoever wants only what there is to report', () => {
  test('are sent of files that are not clean, and of those whose calls lead to something', () =>
    inWorkspace(
      files,
      (workspace) => {
        const kinds = judged(workspace, ({ dropped, reached }) => dropped.length + reached.length === 0);
        expect(kinds).toEqual({
          'clean.ts': 'clean',
          'dropping.ts': 'facts',
          'calling.ts': 'facts',
          'reading.ts': 'clean',
        });
      },
      { hasNodeTypes: true },
    ));

  test('say while they are judged what they say when all of them are wanted', () =>
    inWorkspace(files, (workspace) => {
      for (const path of paths) {
        const plain = workspace.facts(path);
        judged(workspace, (view, judgedPath) => {
          if (judgedPath !== path) return true;
          expect(view.calls.map(callIn)).toEqual(plain.calls.map(callIn));
          expect(view.functions.map(functionIn)).toEqual(plain.functions.map(functionIn));
          return true;
        });
      }
    }));

  test('are the same as those that are asked for as such', () =>
    inWorkspace(files, (workspace) => {
      const sent = [...(workspace.frontEnd.factsUnlessClean?.([workspace.pathOf('dropping.ts')], () => false) ?? [])];
      expect(sent).toEqual([workspace.answer('dropping.ts')]);
      expect(structuredClone(sent)).toEqual(sent);
    }));
});

function judged(
  { frontEnd, root, pathOf }: DiskWorkspace,
  isClean: (facts: Facts, path: string) => boolean,
): Readonly<Record<string, string>> {
  frontEnd.configure({ roots: [root], namesOfInterest: interest, tracedCalls: ['node:fs.readFileSync'] });
  const nameOf = (path: string) => path.slice(root.length + 1);
  const answers =
    frontEnd.factsUnlessClean?.(paths.map(pathOf), ({ path }, facts) => isClean(facts, nameOf(path))) ?? [];
  return Object.fromEntries([...answers].map(({ path, kind }) => [nameOf(path), kind]));
}

function callIn({ range, callee, calleeText, arguments: given, awaitable, isDoneOnce, isOptional, target }: CallFact) {
  return { range, callee, calleeText, given, awaitable, isDoneOnce, isOptional, target };
}

function functionIn({ name, range, body, asyncConversion, requiredParameters, canAwait }: FunctionFact) {
  return { name, range, body, asyncConversion, requiredParameters, canAwait };
}
