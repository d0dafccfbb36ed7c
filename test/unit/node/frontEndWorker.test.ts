import { MessageChannel } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { FrontEnd } from '../../../server/facts/frontEnd.ts';
import type { FromFrontEnd } from '../../../server/node/frontEndMessages.ts';
import { runFrontEnd } from '../../../server/node/frontEndWorker.ts';

const { port1: inside, port2: outside } = new MessageChannel();

afterEach(() => outside.close());

test('a thread that reads says so before it answers, though not for every file', async () => {
  runFrontEnd(inside, (host) => readingFrontEnd((path) => host.readText(path)), []);
  const kinds: string[] = [];
  const done = new Promise<void>((resolve) => {
    outside.on('message', ({ kind }: FromFrontEnd) => {
      kinds.push(kind);
      if (kind === 'end') resolve();
    });
  });
  outside.postMessage({ kind: 'facts', request: 1, paths: ['/gone/a.py', '/gone/b.py'] });
  await done;
  expect(kinds).toEqual(['reading', 'answer', 'answer', 'end']);
});

function readingFrontEnd(read: (path: string) => unknown): FrontEnd {
  return {
    language: 'python',
    configure() {},
    open() {},
    close() {},
    filesChanged() {},
    *facts(paths) {
      for (const path of paths) {
        read(path);
        yield { kind: 'unreadable', path, reason: 'it is not there' };
      }
    },
    selection: () => undefined,
    dispose() {},
  };
}
