/** `missing-await`: an awaitable is made and dropped, so it never runs or its error is lost. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'missing-await',
  summary: {
    en: 'An awaitable is made and dropped, so it never runs or its errors are lost.',
    zh: '创建了 awaitable 却无人等待：它可能从未运行，或者错误会丢失。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    dropped: {
      en: 'Nobody waits for `{callee}`, so its errors are lost.',
      zh: '没有人等待 `{callee}`，它的错误会丢失。',
    },
    'in-sync-function': {
      en: 'Nobody waits for `{callee}`, so its errors are lost. `{function}` is not async and cannot await it as it stands.',
      zh: '没有人等待 `{callee}`，它的错误会丢失。`{function}` 不是 async 函数，目前无法 await 它。',
    },
    unordered: {
      en: 'Nobody waits for `{callee}`: what follows runs before it is done. It handles its own errors.',
      zh: '没有人等待 `{callee}`：后面的代码会在它完成之前运行。它会自行处理错误。',
      level: 'hint',
    },
    chain: {
      en: 'Nobody handles a rejection of `{callee}`, so its errors are lost.',
      zh: '没有人处理 `{callee}` 的 rejection，它的错误会丢失。',
    },
    unsent: {
      en: 'Nobody waits for `{callee}`, so it is never sent.',
      zh: '没有人等待 `{callee}`，它根本不会被发出。',
    },
    deferred: {
      en: 'Nobody sees what `{callee}` throws later.',
      zh: '没有人会看到 `{callee}` 稍后抛出的错误。',
      level: 'hint',
    },
    pause: {
      en: 'Nobody waits for `{callee}`, and it is there for nothing else.',
      zh: '没有代码等待 `{callee}`，而它的作用只是让人等待。',
    },
    'page-event': {
      en: 'Errors of `{callee}` show in the console of the page alone.',
      zh: '`{callee}` 的错误只会显示在页面的控制台中。',
      level: 'hint',
    },
    program: {
      en: 'Errors of `{callee}` end the program, or show in its page. Nobody handles them.',
      zh: '`{callee}` 的错误会结束程序，或显示在页面中。没有人处理它们。',
      level: 'hint',
    },
    'beside-test': {
      en: 'The test goes on beside `{callee}`. Its errors may fail another test, or none.',
      zh: '测试会与 `{callee}` 同时继续。它的错误可能让别的测试失败，也可能无人知晓。',
      level: 'hint',
    },
    'closed-by-test': {
      en: 'Nobody waits for `{callee}`. The next test may begin before it is done.',
      zh: '没有代码等待 `{callee}`。下一个测试可能在它完成之前开始。',
      level: 'hint',
    },
    list: {
      en: 'Nobody waits for the promises in `{callee}`, so their errors are lost.',
      zh: '没有人等待 `{callee}` 中的 promise，它们的错误会丢失。',
    },
    coroutine: {
      en: '`{callee}` never runs: its coroutine is dropped without await.',
      zh: '`{callee}` 从未运行：它的 coroutine 没有被 await 就丢弃了。',
    },
    'coroutine-in-sync-function': {
      en: '`{callee}` never runs: its coroutine is dropped. `{function}` is not async and cannot await it as it stands.',
      zh: '`{callee}` 从未运行：它的 coroutine 被丢弃了。`{function}` 不是 async 函数，目前无法 await 它。',
    },
    'coroutine-list': {
      en: 'The coroutines in `{callee}` never run: nobody awaits them.',
      zh: '`{callee}` 中的 coroutine 从未运行：没有人 await 它们。',
    },
    awaitable: {
      en: 'Nobody awaits `{callee}`, although its result is awaitable.',
      zh: '没有人 await `{callee}`，尽管它的结果是 awaitable。',
      level: 'warning',
    },
    assigned: {
      en: 'Nobody waits for `{callee}`: what follows runs before it is done. The project puts nothing else there than what gives a promise.',
      zh: '没有人等待 `{callee}`：后面的代码会在它完成之前运行。项目在此处放入的都会返回 promise。',
      level: 'warning',
    },
    usage: {
      en: 'Nobody awaits `{callee}` here, although other calls of it are awaited.',
      zh: '此处没有人 await `{callee}`，而它的其他调用被 await 了。',
      level: 'hint',
    },
  },
  fixes: {
    await: { en: 'Add `await`', zh: '添加 `await`', safety: 'suggestion' },
    'await-in-async': {
      en: 'Add `await` and make `{function}` async',
      zh: '添加 `await` 并将 `{function}` 改为 async',
      safety: 'suggestion',
      needs: 'async-function',
    },
    'await-all': { en: 'Await all with `{combinator}`', zh: '用 `{combinator}` 等待全部', safety: 'suggestion' },
    return: { en: 'Return it to the caller', zh: '返回给调用者', safety: 'suggestion' },
    catch: { en: 'Log its error with `.catch`', zh: '用 `.catch` 记录错误', safety: 'suggestion' },
    void: { en: 'Mark it as deliberate with `void`', zh: '用 `void` 标明是有意为之', safety: 'suggestion' },
    'run-loop': {
      en: 'Run it in an event loop of its own with `{runner}`',
      zh: '用 `{runner}` 在单独的 event loop 中运行',
      safety: 'suggestion',
    },
    'keep-task': {
      en: 'Start it as a task that is kept until done',
      zh: '作为 task 启动并保留到完成',
      safety: 'suggestion',
    },
  },
  options: {
    safeCallees: {
      kind: 'strings',
      default: [],
      description: {
        en: 'Calls whose result may be dropped: a full name such as `node:test.test`, or the callee as written, such as `queue.push`. `*` stands for any characters.',
        zh: '结果可以丢弃的调用：完整名称（如 `node:test.test`）或代码中的写法（如 `queue.push`）。`*` 代表任意字符。',
      },
    },
  },
  peers: {
    typescript: ['no-floating-promises', 'noFloatingPromises', 'catch-or-return'],
    python: ['unused-coroutine', 'unused-awaitable', 'reportUnusedCoroutine', 'ASYNC105'],
  },
});
