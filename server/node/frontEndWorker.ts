/** The inside of a front end's thread: takes messages in order and answers them. */

import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { CatalogueEntry } from '../analysis/rule.ts';
import { unreachable } from '../analysis/unreachable.ts';
import type { Facts } from '../facts/facts.ts';
import type { CleanAnswer, FactsAnswer, FrontEnd, FrontEndHost, IsClean } from '../facts/frontEnd.ts';
import { plainFacts } from '../facts/onDemand.ts';
import { Judge } from '../workspace/judge.ts';
import { createFrontEndHost, type MemoryPlace } from './frontEndHost.ts';
import type { FromFrontEnd, ToFrontEnd } from './frontEndMessages.ts';
import { prepareShortRun } from './shortRun.ts';

/**
 * Runs a front end behind a port until it is told to dispose. Whatever the front end throws ends the thread: the other
 * side starts a new one, which is the surest way back to a known state. With a standard of each file, facts are sent only
 * where the rules have something to report.
 */
export function runFrontEnd(
  port: MessagePort,
  createFrontEnd: (host: FrontEndHost, onProcess: (processId: number) => void) => FrontEnd,
  catalogue: readonly CatalogueEntry<Facts>[],
  memoryPlace?: MemoryPlace,
): void {
  const send = (message: FromFrontEnd) => port.postMessage(message);
  const host = createFrontEndHost((message) => send({ kind: 'log', message }), memoryPlace);
  const frontEnd = createFrontEnd({ ...host, readText: tellingThatItReads(host.readText, send) }, (processId) =>
    send({ kind: 'process', processId }),
  );
  // The other side judges by itself what is sent, and tells of rules that fail.
  const judge = new Judge(catalogue, { info() {}, warn() {}, error() {} });
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
        if (message.settings.isOneRun === true) prepareShortRun();
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
        answer(message);
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

  function* unlessClean(paths: readonly string[], isClean: IsClean): Iterable<FactsAnswer | CleanAnswer> {
    if (frontEnd.factsUnlessClean !== undefined) return yield* frontEnd.factsUnlessClean(paths, isClean);
    for (const answer of frontEnd.facts(paths))
      if (answer.kind === 'facts' && isClean(answer.document, answer.facts)) yield { kind: 'clean', path: answer.path };
      else yield answer;
  }

  function answer({ request, paths, standards }: Extract<ToFrontEnd, { kind: 'facts' }>): void {
    const standardOf = new Map(standards?.map((standard, index) => [paths[index], standard]));
    const isClean: IsClean = (document, facts) => {
      const standard = standardOf.get(document.path);
      return standard !== undefined && judge.isClean(document, facts, standard);
    };
    const clean: string[] = [];
    let told = performance.now();
    const tellClean = () => {
      if (clean.length > 0) send({ kind: 'clean', request, paths: clean.splice(0) });
      told = performance.now();
    };
    acceptWhatCame();
    if (!cancelled.has(request)) {
      for (const answer of standards === undefined ? frontEnd.facts(paths) : unlessClean(paths, isClean)) {
        if (answer.kind === 'clean') clean.push(answer.path);
        else send({ kind: 'answer', request, answer: plainAnswer(answer) });
        if (performance.now() - told >= cleanInterval) tellClean();
        acceptWhatCame();
        if (cancelled.has(request)) break;
      }
    }
    tellClean();
    cancelled.delete(request);
    send({ kind: 'end', request });
  }
}

function plainAnswer(answer: FactsAnswer): FactsAnswer {
  return answer.kind === 'facts' ? { ...answer, facts: plainFacts(answer.facts) } : answer;
}

/** In milliseconds: often enough for who looks on. */
const cleanInterval = 100;

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
