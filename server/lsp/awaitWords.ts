/** What is said about an `await`. */

import type { Language } from '../analysis/document.ts';
import type { Locale, LocalizedText } from '../analysis/locale.ts';

/** What an `async with`, or a `with` of other libraries, does to what is awaited in it. */
export type ContextKind = 'timeout' | 'move-on' | 'lock' | 'group';

type Owner = { readonly kind: 'module' } | { readonly kind: 'function'; readonly name: string };

interface AwaitWords {
  runs(subject: string): string;
  waits(subject: string): string;
  waitsForStarted(subject: string): string;
  plain(subject: string): string;
  readonly meanwhile: Readonly<Record<Language, string>>;
  readonly caught: Readonly<Record<Language, (line: number) => string>>;
  notCaught(owner: Owner): string;
  readonly within: Readonly<Record<ContextKind, (context: string) => string>>;
  inLoop(line: number): string;
  cancelled(error: string): string;
}

export const awaitWords: Readonly<Record<Locale, AwaitWords>> = {
  en: {
    runs: (subject) => `Runs \`${subject}\` and waits here until it is done.`,
    waits: (subject) => `Waits here for \`${subject}\`.`,
    waitsForStarted: (subject) => `Starts \`${subject}\` and waits here until its promise settles.`,
    plain: (subject) => `\`${subject}\` is no promise, so nothing is waited for; other work that is due runs first.`,
    meanwhile: {
      typescript: 'Meanwhile the event loop runs other work, which may change what this code has seen.',
      python: 'Meanwhile the event loop runs other tasks, which may change what this code has seen.',
    },
    caught: {
      typescript: (line) => `If it fails, the \`catch\` of the \`try\` on line ${line} gets the error.`,
      python: (line) => `If it fails, the \`except\` of the \`try\` on line ${line} is asked first.`,
    },
    notCaught: (owner) =>
      owner.kind === 'module'
        ? 'If it fails, the program ends with the error, for nothing catches it here.'
        : `If it fails, ${owner.name === '' ? 'this function' : `\`${owner.name}\``} fails with the same error: nothing catches it here.`,
    within: {
      timeout: (context) => `\`${context}\` ends it with a timeout error when the time is up.`,
      'move-on': (context) => `\`${context}\` ends it when the time is up; the code goes on below its block.`,
      lock: (context) => `\`${context}\` stays held meanwhile, so whoever else wants it waits too.`,
      group: (context) => `If a task of \`${context}\` fails meanwhile, this is cancelled.`,
    },
    inLoop: (line) => `In the loop of line ${line}, the next round starts only after it.`,
    cancelled: (error) => `If the task is cancelled meanwhile, \`${error}\` is raised here.`,
  },
  zh: {
    runs: (subject) => `运行 \`${subject}\`，并在此处等待它完成。`,
    waits: (subject) => `在此处等待 \`${subject}\`。`,
    waitsForStarted: (subject) => `启动 \`${subject}\`，并在此处等待它的 promise settle。`,
    plain: (subject) => `\`${subject}\` 不是 promise，因此没有什么可等；只是让已到期的其他工作先运行。`,
    meanwhile: {
      typescript: '等待期间 event loop 会运行其他工作，它们可能改变这段代码已经看到的状态。',
      python: '等待期间 event loop 会运行其他 task，它们可能改变这段代码已经看到的状态。',
    },
    caught: {
      typescript: (line) => `如果失败，错误由第 ${line} 行 \`try\` 的 \`catch\` 处理。`,
      python: (line) => `如果失败，先由第 ${line} 行 \`try\` 的 \`except\` 判断是否处理。`,
    },
    notCaught: (owner) =>
      owner.kind === 'module'
        ? '如果失败，程序会以该错误结束，因为这里没有人捕获它。'
        : `如果失败，${owner.name === '' ? '这个函数' : ` \`${owner.name}\` `}会以同样的错误失败：这里没有人捕获它。`,
    within: {
      timeout: (context) => `时间一到，\`${context}\` 会以 timeout 错误结束它。`,
      'move-on': (context) => `时间一到，\`${context}\` 会结束它，代码从该代码块之后继续。`,
      lock: (context) => `等待期间一直持有 \`${context}\`，其他需要它的代码也得等待。`,
      group: (context) => `如果 \`${context}\` 中的某个 task 在此期间失败，这里会被取消。`,
    },
    inLoop: (line) => `在第 ${line} 行的循环中，完成之后才开始下一轮。`,
    cancelled: (error) => `如果 task 在此期间被取消，这里会抛出 \`${error}\`。`,
  },
};

const contextKinds: Readonly<Record<string, ContextKind>> = {
  'asyncio.timeout': 'timeout',
  'asyncio.timeout_at': 'timeout',
  'async_timeout.timeout': 'timeout',
  'anyio.fail_after': 'timeout',
  'trio.fail_after': 'timeout',
  'trio.fail_at': 'timeout',
  'anyio.move_on_after': 'move-on',
  'trio.move_on_after': 'move-on',
  'trio.move_on_at': 'move-on',
  'asyncio.TaskGroup': 'group',
  'anyio.create_task_group': 'group',
  'trio.open_nursery': 'group',
};

export function contextKind(symbol: string | undefined): ContextKind | undefined {
  if (symbol === undefined) return undefined;
  const isLock =
    /^(?:asyncio|anyio|trio)\.(?:Lock|Semaphore|BoundedSemaphore|CapacityLimiter|Condition|StrictFIFOLock)$/;
  return isLock.test(symbol) ? 'lock' : contextKinds[symbol];
}

export interface KnownWait extends LocalizedText {
  /** Whether it fails only when it is cancelled. */
  readonly cannotFail?: true;
}

const together: KnownWait = {
  en: 'Waits here until all of these are done; they run at once. The first failure is thrown at once, while the others go on.',
  zh: '在此处等待全部完成；它们同时运行。第一个失败会立即抛出，其余的继续运行。',
};
const settled: KnownWait = {
  cannotFail: true,
  en: 'Waits here until all of these are done, failed or not; they run at once. It never fails: look at each outcome.',
  zh: '在此处等待全部结束，无论成败；它们同时运行。它自身不会失败：请检查每个结果。',
};
const first: KnownWait = {
  en: 'Waits here for the first of these that is done or fails. The others go on, and nobody sees their errors.',
  zh: '在此处等待其中第一个完成或失败的。其余的继续运行，没有人看到它们的错误。',
};
const pause: KnownWait = {
  cannotFail: true,
  en: 'Pauses this function alone; the event loop runs other tasks meanwhile.',
  zh: '只暂停这个函数；event loop 在此期间运行其他 task。',
};
const limited: KnownWait = {
  en: 'Waits here, but no longer than its timeout: then the work is cancelled and a timeout error is raised.',
  zh: '在此处等待，但不超过给定的 timeout：到时工作会被取消，并抛出 timeout 错误。',
};
const thread: KnownWait = {
  en: 'Runs the function in another thread and waits here for its result; the event loop goes on meanwhile.',
  zh: '在另一个线程中运行该函数，并在此处等待结果；event loop 在此期间继续运行。',
};

/** Calls that everybody knows, by full name, and what waiting for them means. */
export const knownWaits: Readonly<Record<string, KnownWait>> = {
  'Promise.all': together,
  'Promise.allSettled': settled,
  'Promise.race': first,
  'Promise.any': {
    en: 'Waits here for the first of these that succeeds; it fails only when all of them have. The others go on.',
    zh: '在此处等待其中第一个成功的；只有全部失败它才会失败。其余的继续运行。',
  },
  'asyncio.gather': together,
  'asyncio.sleep': pause,
  'trio.sleep': pause,
  'anyio.sleep': pause,
  'asyncio.wait_for': limited,
  'asyncio.to_thread': thread,
  'anyio.to_thread.run_sync': thread,
  'trio.to_thread.run_sync': thread,
  'asyncio.shield': {
    en: 'Waits here for the work, which goes on even if this task is cancelled.',
    zh: '在此处等待该工作；即使当前 task 被取消，它也会继续运行。',
  },
  'asyncio.wait': {
    cannotFail: true,
    en: 'Waits here until these are done, or as told; it raises none of their errors: look into `done`.',
    zh: '在此处等待它们结束（或按参数指定的条件）；它不会抛出它们的错误：请检查 `done`。',
  },
};
