/** A front end for tests, steered by the names of the files it is asked about. */

import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { Document } from '../../../server/analysis/document.ts';
import { type CatalogueEntry, defineRule } from '../../../server/analysis/rule.ts';
import { rangeOf } from '../../../server/analysis/text.ts';
import { emptyFacts } from '../../../server/facts/emptyFacts.ts';
import type { Facts } from '../../../server/facts/facts.ts';
import type { FrontEnd, FrontEndSettings } from '../../../server/facts/frontEnd.ts';
import { runFrontEnd } from '../../../server/node/frontEndWorker.ts';

/**
 * Answers with what it was told; crashes on `crash`, comes to no end on `hang`, fills the memory on `fill`, starts a process
 * that takes some memory on `process`, and crashes once on files named `once-<marker file>`.
 */
function createCrashingFrontEnd(log: (message: string) => void, onProcess: (processId: number) => void): FrontEnd {
  const open = new Map<string, Document>();
  let settings: FrontEndSettings = { roots: [], namesOfInterest: [], tracedCalls: [] };
  return {
    language: 'python',
    configure: (given) => {
      settings = given;
    },
    open: (document) => open.set(document.path, document),
    close: (path) => open.delete(path),
    filesChanged: () => {},
    *facts(paths) {
      for (const path of paths) {
        if (path.endsWith('crash')) throw new Error('crashed as asked');
        if (path.endsWith('process')) onProcess(idleProcess());
        while (path.endsWith('hang') || path.endsWith('process'));
        for (const filled: number[][] = []; path.endsWith('fill'); ) filled.push(Array(10_000).fill(filled.length));
        const [, marker] = path.split('once-');
        if (marker !== undefined && !existsSync(marker)) {
          writeFileSync(marker, '');
          throw new Error('crashed once as asked');
        }
        log(`asked about ${path}`);
        const document = open.get(path) ?? { path, language: 'python', version: 0, text: settings.roots.join() };
        yield { kind: 'facts', path, document, facts: noFacts };
      }
    },
    selection: (path, range) => {
      if (path.endsWith('crash')) throw new Error('crashed as asked');
      return { range, statements: [], waits: false, exits: [], outliving: [], sharesVariables: false };
    },
    dispose: () => {},
  };
}

/** Lives until it is killed. */
function idleProcess(): number {
  const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)'], { stdio: 'ignore' });
  if (pid === undefined) throw new Error('no process could be started');
  return pid;
}

const noFacts: Facts = {
  ...emptyFacts,
  file: {
    role: 'application',
    asyncLibraries: [],
    dependencies: [],
    style: { indent: '    ', newline: '\n', quote: '"', semicolons: true },
  },
};

/** Finds files named `flawed`, and fails on those named `bomb`. */
const flawRule = defineRule({
  name: 'flaw',
  summary: { en: '', zh: '' },
  category: 'lost-work',
  level: 'error',
  messages: { flawed: { en: '', zh: '' } },
  fixes: {},
});

const catalogue: readonly CatalogueEntry<Facts>[] = [
  {
    rule: flawRule,
    checks: {
      python: ({ document: { path }, facts }) => {
        if (path.endsWith('bomb')) throw new Error('failed as asked');
        const isFlawed = path.endsWith('flawed') && facts.file.role !== 'test';
        return isFlawed ? [flawRule.finding('flawed', rangeOf(0, 0), {})] : [];
      },
    },
  },
];

if (parentPort !== null)
  runFrontEnd(parentPort, ({ log }, onProcess) => createCrashingFrontEnd(log, onProcess), catalogue);
