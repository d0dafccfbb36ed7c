/**
 * A front end seen from outside its thread. When the thread crashes, a new one is told what the old one knew and asked
 * again; what crashes it alone, and again, is unreadable. A thread that comes to no end is ended and counts as crashed, so
 * nobody waits for ever.
 */

import { Worker } from 'node:worker_threads';
import type { Document, Language } from '../analysis/document.ts';
import type { Range } from '../analysis/text.ts';
import type { FactsAnswer, FileChange, FrontEndSettings } from '../facts/frontEnd.ts';
import type { SelectedStatements } from '../facts/selection.ts';
import type { Log, RemoteFrontEnd } from '../workspace/ports.ts';
import { AnswerStream } from './answerStream.ts';
import type { FromFrontEnd, ToFrontEnd } from './frontEndMessages.ts';

export interface FrontEndThreadOptions {
  readonly language: Language;
  /** The module that runs in the thread. */
  readonly script: URL;
  readonly log: Log;
  /** Called when the thread is given up on, and when it answers again. */
  readonly onHealth?: (isWorking: boolean) => void;
  /** How long a thread that is asked something may say nothing before it is ended, in milliseconds. */
  readonly silenceLimit?: number;
}

/** What ended a thread, as the words that follow its name. */
type Fault = 'crashed' | 'came to no end';

/** Crashes in a row, without one answer between them, after which what is asked is answered with the trouble. */
const crashLimit = 6;
/** In MiB. Generated code and long chains of calls nest deeper than a thread's usual stack allows. */
const stackSize = 32;
/** Opening a huge project on a slow machine says nothing for long, and ending it would not make it faster. */
const defaultSilenceLimit = 300_000;
/** How long a thread may take to say goodbye, in milliseconds. */
const goodbyeLimit = 2000;

/** Paths that are asked for together, on behalf of one reader. */
interface Request {
  readonly stream: AnswerStream<FactsAnswer>;
  readonly unanswered: Set<string>;
  /** Whether a thread crashed while it was asked. */
  readonly isRetry: boolean;
  /** How many requests still feed the stream; with the last of them it ends. */
  readonly siblings: { count: number };
}

export class FrontEndThread implements RemoteFrontEnd {
  readonly language: Language;
  readonly #options: FrontEndThreadOptions;
  readonly #documents = new Map<string, Document>();
  readonly #requests = new Map<number, Request>();
  /** Questions about selections, whose askers want no answer rather than a late one. */
  readonly #selections = new Map<number, (selection: SelectedStatements | undefined) => void>();
  #settings: FrontEndSettings | undefined;
  #worker: Worker | undefined;
  #watchdog: NodeJS.Timeout | undefined;
  #nextRequest = 1;
  #crashes = 0;
  #isDisposed = false;

  /** The thread starts with the first question. */
  constructor(options: FrontEndThreadOptions) {
    this.language = options.language;
    this.#options = options;
  }

  configure(settings: FrontEndSettings): void {
    this.#settings = settings;
    this.#tell({ kind: 'configure', settings });
  }

  open(document: Document): void {
    this.#documents.set(document.path, document);
    this.#tell({ kind: 'open', document });
  }

  close(path: string): void {
    this.#documents.delete(path);
    this.#tell({ kind: 'close', path });
  }

  filesChanged(changes: readonly FileChange[]): void {
    this.#tell({ kind: 'filesChanged', changes });
  }

  async *facts(paths: readonly string[], signal?: AbortSignal): AsyncIterable<FactsAnswer> {
    if (this.#isDisposed || signal?.aborted || paths.length === 0) return;
    const stream = new AnswerStream<FactsAnswer>();
    const cancel = () => this.#cancel(stream);
    this.#ask({ stream, unanswered: new Set(paths), isRetry: false, siblings: { count: 1 } });
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      yield* stream.read();
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#cancel(stream);
    }
  }

  selection(path: string, range: Range): Promise<SelectedStatements | undefined> {
    if (this.#isDisposed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const request = this.#nextRequest++;
      this.#selections.set(request, resolve);
      this.#worker ??= this.#start();
      this.#tell({ kind: 'selection', request, path, range });
      if (this.#watchdog === undefined) this.#watch();
    });
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#dropSelections();
    clearTimeout(this.#watchdog);
    for (const { stream } of this.#requests.values()) stream.end();
    this.#requests.clear();
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#worker = undefined;
    await new Promise<void>((done) => {
      const terminate = setTimeout(() => void worker.terminate(), goodbyeLimit);
      worker.once('exit', () => {
        clearTimeout(terminate);
        done();
      });
      worker.postMessage({ kind: 'dispose' } satisfies ToFrontEnd);
    });
  }

  #ask(request: Request): void {
    const id = this.#nextRequest++;
    this.#requests.set(id, request);
    this.#worker ??= this.#start();
    this.#tell({ kind: 'facts', request: id, paths: [...request.unanswered] });
    if (this.#watchdog === undefined) this.#watch();
  }

  #tell(message: ToFrontEnd): void {
    // A thread that is not there yet learns everything when it starts.
    this.#worker?.postMessage(message);
  }

  #cancel(stream: AnswerStream<FactsAnswer>): void {
    for (const [id, request] of this.#requests) {
      if (request.stream !== stream) continue;
      this.#requests.delete(id);
      this.#tell({ kind: 'cancel', request: id });
    }
    stream.end();
  }

  #start(): Worker {
    // Standard output may carry the protocol, so nothing that runs in the thread may print to it.
    const worker = new Worker(this.#options.script, {
      name: this.language,
      stdout: true,
      resourceLimits: { stackSizeMb: stackSize },
    });
    let reason: unknown = 'it ended by itself';
    worker.on('message', (message: FromFrontEnd) => {
      if (this.#worker === worker) this.#receive(message);
    });
    worker.on('messageerror', (error) => this.#options.log.error(`the ${this.language} thread sent garbage`, error));
    worker.on('error', (error) => {
      reason = error;
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#lost('crashed', reason);
    });
    if (this.#settings !== undefined) worker.postMessage({ kind: 'configure', settings: this.#settings });
    for (const document of this.#documents.values()) worker.postMessage({ kind: 'open', document });
    return worker;
  }

  #receive(message: FromFrontEnd): void {
    if (message.kind === 'log') this.#options.log.info(message.message);
    else if (message.kind === 'selection') this.#receiveSelection(message.request, message.selection);
    else if (message.kind !== 'reading') this.#receiveAnswer(message);
    this.#watch();
  }

  #receiveSelection(request: number, selection: SelectedStatements | undefined): void {
    this.#selections.get(request)?.(selection);
    this.#selections.delete(request);
  }

  #dropSelections(): void {
    for (const resolve of this.#selections.values()) resolve(undefined);
    this.#selections.clear();
  }

  #receiveAnswer(message: Exclude<FromFrontEnd, { kind: 'log' | 'reading' | 'selection' }>): void {
    const request = this.#requests.get(message.request);
    if (message.kind === 'answer') {
      if (this.#crashes >= crashLimit) this.#options.onHealth?.(true);
      this.#crashes = 0;
      request?.unanswered.delete(message.answer.path);
      request?.stream.push(message.answer);
    } else if (request !== undefined) {
      this.#requests.delete(message.request);
      this.#end(request);
    }
  }

  #end({ stream, siblings }: Request): void {
    siblings.count--;
    if (siblings.count === 0) stream.end();
  }

  /** Ends a thread that is asked something and says nothing; called with every sign of life. */
  #watch(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = undefined;
    const { silenceLimit = defaultSilenceLimit } = this.#options;
    if (this.#isAsked()) this.#watchdog = setTimeout(() => this.#endSilence(silenceLimit), silenceLimit);
  }

  #isAsked(): boolean {
    return this.#requests.size > 0 || this.#selections.size > 0;
  }

  #endSilence(silenceLimit: number): void {
    this.#watchdog = undefined;
    const worker = this.#worker;
    if (worker === undefined || !this.#isAsked()) return;
    this.#lost('came to no end', `it said nothing for ${silenceLimit / 1000} s`);
    // Not waited for: a thread inside a call of the operating system ends when the call does.
    void worker.terminate();
  }

  #lost(fault: Fault, reason: unknown): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = undefined;
    this.#worker = undefined;
    this.#crashes++;
    this.#dropSelections();
    const interrupted = [...this.#requests.values()];
    this.#requests.clear();
    const isGivenUp = this.#crashes >= crashLimit;
    this.#options.log.error(
      `the ${this.language} thread ${fault}; ${isGivenUp ? 'it is given up on until something new is asked' : 'starting another'}`,
      reason,
    );
    if (this.#crashes === crashLimit) this.#options.onHealth?.(false);
    if (isGivenUp) {
      for (const request of interrupted) this.#giveUp(request, `the analysis ${fault} again and again`);
      return;
    }
    // Requests are worked on in the order in which they are asked, so only the first can be to blame.
    const [suspect, ...others] = interrupted;
    for (const request of others) this.#ask(request);
    if (suspect !== undefined) this.#askAgain(suspect, fault);
  }

  /** First all that is left once more, for it may not be to blame; then in halves, until what crashes is alone. */
  #askAgain(request: Request, fault: Fault): void {
    const paths = [...request.unanswered];
    if (paths.length === 0) {
      this.#end(request);
    } else if (!request.isRetry) {
      this.#ask({ ...request, isRetry: true });
    } else if (paths.length === 1) {
      this.#giveUp(request, `the analysis ${fault} on it`);
    } else {
      const middle = Math.ceil(paths.length / 2);
      request.siblings.count++;
      this.#ask({ ...request, unanswered: new Set(paths.slice(0, middle)) });
      this.#ask({ ...request, unanswered: new Set(paths.slice(middle)) });
    }
  }

  #giveUp(request: Request, reason: string): void {
    for (const path of request.unanswered) request.stream.push({ kind: 'unreadable', path, reason });
    this.#end(request);
  }
}
