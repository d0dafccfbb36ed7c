/** `event-loop-misuse`: the event loop is asked for or run in a way that fails, or will. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'event-loop-misuse',
  summary: {
    en: 'The event loop is asked for or run in a way that fails, or will fail in newer versions of Python.',
    zh: '以会失败（或在新版 Python 中会失败）的方式获取或运行 event loop。',
  },
  category: 'resources',
  level: 'error',
  messages: {
    'nested-run': {
      en: '`{callee}` fails here, since a loop runs already in this thread.',
      zh: '`{callee}` 在这里会失败，因为此线程中已有 loop 在运行。',
    },
    'loop-in-coroutine': {
      en: '`{callee}` gives the loop that runs here; `get_running_loop` says so.',
      zh: '`{callee}` 在这里得到的是正在运行的 loop；`get_running_loop` 才把这点说清楚。',
      level: 'hint',
    },
    'no-loop-yet': {
      en: 'No loop runs yet, so `{callee}` fails in Python 3.14.',
      zh: '此时还没有 loop 在运行，因此 `{callee}` 在 Python 3.14 中会失败。',
      level: 'warning',
    },
    'loop-argument': {
      en: '`{callee}` takes no `loop` since Python 3.10 and raises TypeError.',
      zh: '自 Python 3.10 起 `{callee}` 不再接受 `loop`，会抛出 TypeError。',
    },
    'unknown-name': {
      en: '`asyncio` has no `{callee}`.',
      zh: '`asyncio` 没有 `{callee}`。',
    },
  },
  fixes: {
    await: { en: 'Await it in the loop that runs', zh: '在正在运行的 loop 中 await', safety: 'suggestion' },
    'running-loop': { en: 'Ask for the running loop', zh: '获取正在运行的 loop', safety: 'safe' },
    'new-loop': { en: 'Make a loop', zh: '新建 loop', safety: 'suggestion' },
    'drop-argument': { en: 'Drop the argument `loop`', zh: '去掉参数 `loop`', safety: 'safe' },
  },
});
