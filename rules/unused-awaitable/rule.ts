/** `unused-awaitable`: an awaitable is put into a variable and nothing is done with it. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'unused-awaitable',
  summary: {
    en: 'An awaitable is put into a variable that nobody awaits, returns or passes on.',
    zh: 'awaitable 被赋给变量，但没有人 await、返回或传递它。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    promise: {
      en: 'Nobody waits for `{subject}`: nothing is done with `{name}`.',
      zh: '没有人等待 `{subject}`：没有任何代码使用 `{name}`。',
    },
    uneven: {
      en: '`{name}` is the promise of `{subject}` here, elsewhere a result.',
      zh: '此处 `{name}` 得到的是 `{subject}` 的 promise，而在别处得到的是 await 后的结果。',
      level: 'warning',
    },
    assigned: {
      en: '`{name}` is the promise of `{subject}` here, elsewhere a result. The project puts nothing else there than what gives a promise.',
      zh: '此处 `{name}` 得到的是 `{subject}` 的 promise，而在别处得到的是 await 后的结果。项目在此处放入的都会返回 promise。',
      level: 'warning',
    },
    coroutine: {
      en: '`{subject}` never runs: nothing is done with `{name}`.',
      zh: '`{subject}` 从未运行：没有任何代码使用 `{name}`。',
    },
    'read-as-result': {
      en: 'Nobody awaits `{subject}` here, yet `{name}` is read as its result.',
      zh: '此处没有人 await `{subject}`，而 `{name}` 却被当作它的结果来读取。',
      level: 'warning',
    },
    usage: {
      en: 'Nobody awaits `{subject}` here, although other calls of it are awaited.',
      zh: '此处没有人 await `{subject}`，而它的其他调用被 await 了。',
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
  },
  peers: {
    typescript: ['no-unused-vars', 'noUnusedVariables'],
    python: ['F841', 'unused-variable', 'reportUnusedVariable'],
  },
});
