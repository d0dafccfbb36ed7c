/** `async-callback-where-sync-expected`: code uses what a callback gives at once, and gets a promise. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'async-callback-where-sync-expected',
  summary: {
    en: 'An async callback is given to code that uses its result at once, or goes on without it.',
    zh: '把 async 回调交给会立即使用其结果、或不等它就继续的代码。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    result: {
      en: '`{callee}` takes the promise of this async callback for a value.',
      zh: '`{callee}` 从这个 async 回调得到的是 promise，却把它当作值。',
    },
    'for-each': {
      en: '`{callee}` does not wait for this async callback.',
      zh: '`{callee}` 不会等待这个 async 回调。',
    },
    'for-each-handled': {
      en: '`{callee}` does not wait for this async callback. It handles its own errors.',
      zh: '`{callee}` 不会等待这个 async 回调。它会处理自己的错误。',
      level: 'hint',
    },
  },
  fixes: {
    'for-of': { en: 'Use `for … of` with `await`', zh: '改用带 `await` 的 `for … of`', safety: 'refactoring' },
    filter: { en: 'Wait for all, then keep the items', zh: '等待全部完成后再保留元素', safety: 'refactoring' },
    decide: { en: 'Wait for all, then decide', zh: '等待全部完成后再判断', safety: 'refactoring' },
    'promise-all': { en: 'Wait for all with `Promise.all`', zh: '用 `Promise.all` 等待全部', safety: 'refactoring' },
  },
  peers: { typescript: ['ts-expect-error', 'no-misused-promises', 'noMisusedPromises', 'no-async-foreach'] },
});
