/**
 * A front end seen from outside its thread. When the thread crashes, a new one is told what the old one knew and asked
 * again; what crashes it alone, and again, is unreadable. A thread that comes to no end is ended and counts as crashed, so
 * nobody waits for ever.
 */

import { Worker } from 'node:worker_threads';
import type { Document, Language } from '../analysis/document.ts';
import type { Range } from '../analysis/text.ts';
import type { FileChange, FrontEndSettings } from '../facts/frontEnd.ts';
import type { SelectedStatements } from '../facts/selection.ts';
import type { FactsOptions, Log, RemoteAnswer, RemoteFrontEnd } from '../workspace/ports.ts';
import { AnswerStream } from './answerStream.ts';
import type { Fault, FrontEndHealth } from './frontEndHealth.ts';
import type { MemoryPlace } from './frontEndHost.ts';
import type { FromFrontEnd, ThreadData, ToFrontEnd } from './frontEndMessages.ts';
import { MemoryWatch } from './memoryWatch.ts';

export interface FrontEndThreadOptions {
  readonly language: Language;
  /** The module that runs in the thread. */
  readonly script: URL;
  readonly log: Log;
  /** Left out where nothing is kept for the next run. */
  readonly memoryPlace?: MemoryPlace | undefined;
  readonly onHealth?: (health: FrontEndHealth) => void;
  /** How long a thread that is asked something may say nothing before it is ended, in milliseconds. */
  readonly silenceLimit?: number;
  /** How often the memory of a process that the thread has started is looked at, in milliseconds. */
  readonly memoryInterval?: number;
}

/** Crashes in a row, without one answer between them, after which what is asked is answered with the trouble. */
const crashLimit = 6;
/** In MiB. Generated code and long chains of calls nest deeper than a thread's usual stack allows. */
const stackSize = 32;
/** Opening a huge project on a slow machine says nothing for long, and ending it would not make it faster. */
const defaultSilenceLimit = 300_000;
/** A large project takes many seconds to fill some GiB. */
const defaultMemoryInterval = 2000;
/** Of the silence limit: after so much of it the user is told. */
const silenceSign = 0.1;
/** How long a thread may take to say goodbye, in milliseconds. */
const goodbyeLimit = 2000;

/** Paths that are asked for together, on behalf of one reader. */
interface Request {
  readonly stream: AnswerStream<RemoteAnswer>;
  readonly unanswered: Set<string>;
  readonly standardOf: FactsOptions['standardOf'];
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
  /** Why each file that is not asked about is left out. */
  readonly #setAside = new Map<string, string>();
  readonly #memory: MemoryWatch;
  #settings: FrontEndSettings | undefined;
  #worker: Worker | undefined;
  #watchdog: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;
  #nextRequest = 1;
  #crashes = 0;
  #isDisposed = false;
  #condition: FrontEndHealth['condition'] = 'working';
  #lastFault: Fault | undefined;
  #toldHealth = '';

  /** The thread starts with the first question. */
  constructor(options: FrontEndThreadOptions) {
    this.language = options.language;
    this.#options = options;
    this.#memory = new MemoryWatch({
      interval: options.memoryInterval ?? defaultMemoryInterval,
      limit: () => this.#settings?.memoryLimit,
      onExceeded: (mebibytes) => this.#end('ran out of memory', `its process holds ${Math.round(mebibytes)} MiB`),
    });
  }

  configure(settings: FrontEndSettings): void {
    const isNewLimit = settings.memoryLimit !== this.#settings?.memoryLimit;
    this.#settings = settings;
    // What failed for want of memory may do better with more.
    if (isNewLimit && this.#lastFault === 'ran out of memory') this.#crashes = 0;
    this.#release();
    this.#tell({ kind: 'configure', settings });
  }

  open(document: Document): void {
    this.#documents.set(document.path, document);
    this.#release(document.path);
    this.#tell({ kind: 'open', document });
  }

  close(path: string): void {
    this.#documents.delete(path);
    this.#release(path);
    this.#tell({ kind: 'close', path });
  }

  filesChanged(changes: readonly FileChange[]): void {
    // Any of them may have been what made the analysis fail.
    if (changes.length > 0) this.#release();
    this.#tell({ kind: 'filesChanged', changes });
  }

  async *facts(paths: readonly string[], { signal, standardOf }: FactsOptions = {}): AsyncIterable<RemoteAnswer> {
    if (this.#isDisposed || signal?.aborted || paths.length === 0) return;
    const stream = new AnswerStream<RemoteAnswer>();
    const cancel = () => this.#cancel(stream);
    this.#askFor(paths, stream, standardOf);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      yield* stream.read();
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#cancel(stream);
    }
  }

  selection(path: string, range: Range): Promise<SelectedStatements | undefined> {
    if (this.#isDisposed || this.#isOutOfMemory() || this.#setAside.has(path)) return Promise.resolve(undefined);
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
    this.#unwatch();
    this.#memory.stop();
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

  #askFor(paths: readonly string[], stream: AnswerStream<RemoteAnswer>, standardOf: FactsOptions['standardOf']): void {
    const outOfMemory = this.#isOutOfMemory() ? `the analysis ${this.#lastFault}` : undefined;
    const asked: string[] = [];
    for (const path of paths) {
      const reason = outOfMemory ?? this.#setAside.get(path);
      if (reason === undefined) asked.push(path);
      else stream.push({ kind: 'unreadable', path, reason });
    }
    const request = { stream, unanswered: new Set(asked), standardOf, isRetry: false, siblings: { count: 1 } };
    if (asked.length > 0) this.#ask(request);
    else this.#finish(request);
  }

  /** Whoever has filled the limit again and again will fill it the next time, and slows down the machine each time. */
  #isOutOfMemory(): boolean {
    return this.#crashes >= crashLimit && this.#lastFault === 'ran out of memory';
  }

  #ask(request: Request): void {
    const id = this.#nextRequest++;
    this.#requests.set(id, request);
    this.#worker ??= this.#start();
    const { standardOf } = request;
    const paths = [...request.unanswered];
    this.#tell({ kind: 'facts', request: id, paths, ...(standardOf && { standards: paths.map(standardOf) }) });
    if (this.#watchdog === undefined) this.#watch();
  }

  #tell(message: ToFrontEnd): void {
    // A thread that is not there yet learns everything when it starts.
    this.#worker?.postMessage(message);
  }

  #cancel(stream: AnswerStream<RemoteAnswer>): void {
    for (const [id, request] of this.#requests) {
      if (request.stream !== stream) continue;
      this.#requests.delete(id);
      this.#tell({ kind: 'cancel', request: id });
    }
    stream.end();
  }

  #start(): Worker {
    // Standard output may carry the protocol, so nothing that runs in the thread may print to it.
    const { memoryLimit } = this.#settings ?? {};
    const { memoryPlace } = this.#options;
    const worker = new Worker(this.#options.script, {
      name: this.language,
      stdout: true,
      resourceLimits: {
        stackSizeMb: stackSize,
        ...(memoryLimit === undefined ? {} : { maxOldGenerationSizeMb: memoryLimit }),
      },
      workerData: {
        ...(memoryLimit === undefined ? {} : { memoryLimit }),
        ...(memoryPlace === undefined ? {} : { memoryPlace }),
      } satisfies ThreadData,
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
      if (this.#worker === worker) this.#lost(isOutOfMemory(reason) ? 'ran out of memory' : 'crashed', reason);
    });
    if (this.#settings !== undefined) worker.postMessage({ kind: 'configure', settings: this.#settings });
    for (const document of this.#documents.values()) worker.postMessage({ kind: 'open', document });
    return worker;
  }

  #receive(message: FromFrontEnd): void {
    if (message.kind === 'log') this.#options.log.info(message.message);
    else if (message.kind === 'selection') this.#receiveSelection(message.request, message.selection);
    else if (message.kind === 'process') this.#memory.started(message.processId);
    else if (message.kind !== 'reading') this.#receiveAnswer(message);
    if (this.#condition === 'silent') this.#condition = 'working';
    this.#watch();
    this.#tellHealth();
  }

  #receiveSelection(request: number, selection: SelectedStatements | undefined): void {
    this.#selections.get(request)?.(selection);
    this.#selections.delete(request);
  }

  #dropSelections(): void {
    for (const resolve of this.#selections.values()) resolve(undefined);
    this.#selections.clear();
  }

  #receiveAnswer(message: Extract<FromFrontEnd, { kind: 'answer' | 'clean' | 'end' }>): void {
    const request = this.#requests.get(message.request);
    if (message.kind === 'end') {
      this.#requests.delete(message.request);
      if (request !== undefined) this.#finish(request);
      return;
    }
    this.#condition = 'working';
    this.#crashes = 0;
    const answers =
      message.kind === 'answer' ? [message.answer] : message.paths.map((path) => ({ kind: 'clean', path }) as const);
    for (const answer of answers) {
      request?.unanswered.delete(answer.path);
      request?.stream.push(answer);
    }
  }

  #finish({ stream, siblings }: Request): void {
    siblings.count--;
    if (siblings.count === 0) stream.end();
  }

  /** Tells of a thread that is asked something and says nothing, and ends it at last; called with every sign of life. */
  #watch(): void {
    this.#unwatch();
    if (!this.#isAsked()) return;
    const { silenceLimit = defaultSilenceLimit } = this.#options;
    this.#silence = setTimeout(() => {
      this.#condition = 'silent';
      this.#tellHealth();
    }, silenceLimit * silenceSign);
    this.#watchdog = setTimeout(() => {
      this.#watchdog = undefined;
      if (this.#isAsked()) this.#end('came to no end', `it said nothing for ${silenceLimit / 1000} s`);
    }, silenceLimit);
  }

  #isAsked(): boolean {
    return this.#requests.size > 0 || this.#selections.size > 0;
  }

  #unwatch(): void {
    clearTimeout(this.#silence);
    clearTimeout(this.#watchdog);
    this.#watchdog = undefined;
  }

  /** Ends a thread that is no use any more, with the process that it has started. */
  #end(fault: Fault, reason: string): void {
    const worker = this.#worker;
    if (worker === undefined) return;
    const processId = this.#memory.stop();
    this.#lost(fault, reason);
    // Not waited for: a thread inside a call of the operating system ends when the call does.
    void worker.terminate();
    if (processId !== undefined) kill(processId);
  }

  #lost(fault: Fault, reason: unknown): void {
    this.#unwatch();
    this.#memory.stop();
    this.#worker = undefined;
    this.#dropSelections();
    this.#lastFault = fault;
    // Filling the memory takes long and slows down everything else, so it is tried less often.
    this.#crashes += fault === 'ran out of memory' ? crashLimit / 4 : 1;
    const interrupted = [...this.#requests.values()];
    this.#requests.clear();
    const isGivenUp = this.#crashes >= crashLimit;
    this.#options.log.error(
      `the ${this.language} thread ${fault}; ${isGivenUp ? 'it is given up on until something new is asked' : 'starting another'}`,
      reason,
    );
    this.#condition = isGivenUp ? 'failing' : 'working';
    if (isGivenUp) for (const request of interrupted) this.#giveUp(request, `the analysis ${fault} again and again`);
    else this.#askOthers(interrupted, fault);
    this.#tellHealth();
  }

  #askOthers(interrupted: readonly Request[], fault: Fault): void {
    // Requests are worked on in the order in which they are asked, so only the first can be to blame.
    const [suspect, ...others] = interrupted;
    for (const request of others) this.#ask(request);
    if (suspect !== undefined) this.#askAgain(suspect, fault);
  }

  /** First all that is left once more, for it may not be to blame; then in halves, until what crashes is alone. */
  #askAgain(request: Request, fault: Fault): void {
    const paths = [...request.unanswered];
    if (paths.length === 0) {
      this.#finish(request);
    } else if (!request.isRetry) {
      this.#ask({ ...request, isRetry: true });
    } else if (paths.length === 1) {
      this.#putAside(paths[0] ?? '', fault);
      this.#giveUp(request, `the analysis ${fault} on it`);
    } else {
      const middle = Math.ceil(paths.length / 2);
      request.siblings.count++;
      this.#ask({ ...request, unanswered: new Set(paths.slice(0, middle)) });
      this.#ask({ ...request, unanswered: new Set(paths.slice(middle)) });
    }
  }

  #putAside(path: string, fault: Fault): void {
    this.#setAside.set(path, `the analysis ${fault} on it`);
    this.#options.log.error(`the ${this.language} analysis ${fault} on ${path}, which is set aside until it changes`);
  }

  /** Lets files be asked about again: the one that has changed, or all. */
  #release(path?: string): void {
    if (this.#setAside.size === 0) return;
    if (path === undefined) this.#setAside.clear();
    else this.#setAside.delete(path);
    this.#tellHealth();
  }

  #giveUp(request: Request, reason: string): void {
    for (const path of request.unanswered) request.stream.push({ kind: 'unreadable', path, reason });
    this.#finish(request);
  }

  /** Tells how the front end fares where that has changed. */
  #tellHealth(): void {
    const health: FrontEndHealth = {
      condition: this.#condition,
      ...(this.#lastFault === undefined ? {} : { fault: this.#lastFault }),
      setAside: [...this.#setAside.keys()],
    };
    const text = JSON.stringify(health);
    if (text === this.#toldHealth) return;
    this.#toldHealth = text;
    this.#options.onHealth?.(health);
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function kill(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
