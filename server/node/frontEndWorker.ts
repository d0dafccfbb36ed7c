/** The inside of a front end's thread: takes messages in order and answers them. */

import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { FrontEnd, FrontEndHost } from '../facts/frontEnd.ts';
import { unreachable } from '../analysis/unreachable.ts';
import { createFrontEndHost } from './frontEndHost.ts';
import type { FromFrontEnd, ToFrontEnd } from './frontEndMessages.ts';

/**
 * Runs a front end behind a port until it is told to dispose. Whatever the front end throws ends the thread: the other
 * side starts a new one, which is the surest way back to a known state.
 */
export function runFrontEnd(
  port: MessagePort,
  createFrontEnd: (host: FrontEndHost, onProcess: (processId: number) => void) => FrontEnd,
): void {
  const send = (message: FromFrontEnd) => port.postMessage(message);
  const host = createFrontEndHost((message) => send({ kind: 'log', message }));
  const frontEnd = createFrontEnd({ ...host, readText: tellingThatItReads(host.readText, send) }, (processId) =>
    send({ kind: 'process', processId }),
  );
  const waiting: ToFrontEnd[] = [];
  const cancelled = new Set<number>();
  port.on('message', (message: ToFrontEnd) => {
    accept(message);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) handle(next);
  });

  function accept(message: ToFrontEnd): void {
    if (message.kind === 'cancel') cancelled.add(message.request);
    else waiting.push(message);
  }

  /** The front end blocks this thread, so nobody else looks at the port while it works. */
  function acceptWhatCame(): void {
    for (let came = receiveMessageOnPort(port); came !== undefined; came = receiveMessageOnPort(port))
      accept(came.message);
  }

  function handle(message: ToFrontEnd): void {
    switch (message.kind) {
      case 'configure':
        frontEnd.configure(message.settings);
        break;
      case 'open':
        frontEnd.open(message.document);
        break;
      case 'close':
        frontEnd.close(message.path);
        break;
      case 'filesChanged':
        frontEnd.filesChanged(message.changes);
        break;
      case 'facts':
        answer(message.request, message.paths);
        break;
      case 'selection': {
        const { request, path, range } = message;
        send({ kind: 'selection', request, selection: frontEnd.selection(path, range) });
        break;
      }
      case 'cancel':
        break;
      case 'dispose':
        frontEnd.dispose();
        port.close();
        break;
      default:
        unreachable(message);
    }
  }

  function answer(request: number, paths: readonly string[]): void {
    acceptWhatCame();
    if (!cancelled.has(request)) {
      for (const answer of frontEnd.facts(paths)) {
        send({ kind: 'answer', request, answer });
        acceptWhatCame();
        if (cancelled.has(request)) break;
      }
    }
    cancelled.delete(request);
    send({ kind: 'end', request });
  }
}

/** In milliseconds: often enough to be taken for alive. */
const readingInterval = 1000;

function tellingThatItReads(
  readText: FrontEndHost['readText'],
  send: (message: FromFrontEnd) => void,
): FrontEndHost['readText'] {
  let told = Number.NEGATIVE_INFINITY;
  return (path) => {
    const now = performance.now();
    if (now - told >= readingInterval) {
      told = now;
      send({ kind: 'reading' });
    }
    return readText(path);
  };
}
