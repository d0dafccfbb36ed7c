/** `blocking-call`: a call that keeps the event loop from running anything else until it is done. */

import { defineRule, type Message } from '../../server/analysis/rule.ts';
import type { BlockingKind } from '../../server/blocking/blockingCall.ts';
import { nodeNames } from '../../server/blocking/node.ts';
import { pythonNames } from '../../server/blocking/python.ts';

/** flake8-async's and Ruff's codes for blocking calls. */
const asyncCodes = ['200', '210', '211', '212', '220', '221', '222', '230', '231', '232', '240', '250', '251'].map(
  (number) => `ASYNC${number}`,
);

export const rule = defineRule({
  name: 'blocking-call',
  summary: {
    en: 'A call inside async code blocks the event loop until it is done.',
    zh: 'async 代码中的调用会阻塞 event loop，直到它完成。',
  },
  category: 'blocked-loop',
  level: 'warning',
  // One message a kind, so that the level of each can be set on its own.
  messages: {
    sleep: {
      en: '`{callee}` stops the whole event loop while it sleeps. Use `{twin}` instead.',
      zh: '`{callee}` 休眠期间会停住整个 event loop。请改用 `{twin}`。',
      level: 'error',
    },
    network: {
      en: '`{callee}` blocks the event loop until the network answers. Use `{twin}` instead.',
      zh: '`{callee}` 会阻塞 event loop，直到网络返回。请改用 `{twin}`。',
      level: 'error',
    },
    process: {
      en: '`{callee}` blocks the event loop until the process ends. Use `{twin}` instead.',
      zh: '`{callee}` 会阻塞 event loop，直到进程结束。请改用 `{twin}`。',
    },
    system: {
      en: '`{callee}` blocks the event loop while the operating system works. Use `{twin}` instead.',
      zh: '`{callee}` 会阻塞 event loop，直到操作系统完成。请改用 `{twin}`。',
      level: 'hint',
    },
    database: {
      en: '`{callee}` blocks the event loop until the database answers. Use `{twin}` instead.',
      zh: '`{callee}` 会阻塞 event loop，直到数据库返回。请改用 `{twin}`。',
    },
    embedded: {
      en: '`{callee}` runs on the event loop until its query is done. Use `{twin}` instead.',
      zh: '`{callee}` 在 event loop 上运行，直到查询完成。请改用 `{twin}`。',
      level: 'off',
    },
    sdk: {
      en: '`{callee}` blocks the event loop until the service answers. Use `{twin}` instead.',
      zh: '`{callee}` 会阻塞 event loop，直到服务返回。请改用 `{twin}`。',
    },
    thread: {
      en: '`{callee}` blocks the event loop until another thread is done. Use `{twin}` instead.',
      zh: '`{callee}` 会阻塞 event loop，直到另一个线程完成。请改用 `{twin}`。',
    },
    input: {
      en: '`{callee}` blocks the event loop until somebody types. Use `{twin}` instead.',
      zh: '`{callee}` 会阻塞 event loop，直到有人输入。请改用 `{twin}`。',
      level: 'error',
    },
    dialogue: {
      en: '`{callee}` blocks the event loop until somebody types. Nothing that this file starts runs beside it; where something does, use `{twin}`.',
      zh: '`{callee}` 会阻塞 event loop，直到有人输入。这个文件没有启动与它同时运行的任务；如果有，请改用 `{twin}`。',
      level: 'hint',
    },
    crypto: {
      en: '`{callee}` blocks the event loop while it computes. Use `{twin}` instead.',
      zh: '`{callee}` 计算期间会阻塞 event loop。请改用 `{twin}`。',
    },
    compression: {
      en: '`{callee}` blocks the event loop while it packs or unpacks. Use `{twin}` instead.',
      zh: '`{callee}` 压缩或解压期间会阻塞 event loop。请改用 `{twin}`。',
    },
    compilation: {
      en: '`{callee}` blocks the event loop while it compiles. Use `{twin}` instead.',
      zh: '`{callee}` 编译期间会阻塞 event loop。请改用 `{twin}`。',
    },
    file: {
      en: '`{callee}` blocks the event loop until the disk is done. Use `{twin}` instead.',
      zh: '`{callee}` 会阻塞 event loop，直到磁盘操作完成。请改用 `{twin}`。',
      level: 'hint',
    },
    path: {
      en: '`{callee}` blocks the event loop while it asks the file system. Use `{twin}` instead.',
      zh: '`{callee}` 查询文件系统期间会阻塞 event loop。请改用 `{twin}`。',
      level: 'hint',
    },
    configured: {
      en: '`{callee}` blocks the event loop, as the configuration says. Use `{twin}` instead.',
      zh: '按配置，`{callee}` 会阻塞 event loop。请改用 `{twin}`。',
    },
  } satisfies Record<BlockingKind | 'dialogue', Message>,
  fixes: {
    // Whoever sleeps lets time pass anyhow; elsewhere, code that runs during the new pause may see a half-done state.
    'async-sleep': { en: 'Sleep with `await {twin}`', zh: '改用 `await {twin}` 休眠', safety: 'safe' },
    'async-twin': { en: 'Use `await {twin}`', zh: '改用 `await {twin}`', safety: 'suggestion' },
    'async-twin-in-async': {
      en: 'Use `await {twin}` and make `{function}` async',
      zh: '改用 `await {twin}` 并将 `{function}` 改为 async',
      safety: 'suggestion',
    },
    promisify: { en: 'Use `await promisify({twin})`', zh: '改用 `await promisify({twin})`', safety: 'suggestion' },
    'to-thread': { en: 'Run it with `{runner}`', zh: '用 `{runner}` 运行', safety: 'suggestion' },
  },
  options: {
    blockingCallees: {
      kind: 'callees',
      default: [],
      description: {
        en: 'Full names of your own calls that block, such as `company.store.Client.load`; `*` stands for any text.',
        zh: '自己的阻塞调用的完整名称，如 `company.store.Client.load`；`*` 代表任意文本。',
      },
    },
    ignoredCallees: {
      kind: 'strings',
      default: [],
      description: {
        en: 'Full names of blocking calls to leave alone, such as `node:fs.existsSync` or `pathlib.Path.*`.',
        zh: '不报告的阻塞调用的完整名称，如 `node:fs.existsSync` 或 `pathlib.Path.*`。',
      },
    },
  },
  namesOfInterest: { typescript: nodeNames, python: pythonNames },
  peers: {
    typescript: ['no-sync', 'no-sync-fn-in-async-fn'],
    python: asyncCodes,
  },
});
