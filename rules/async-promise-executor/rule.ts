/** `async-promise-executor`: the executor of a promise is async, so that nobody sees the errors thrown in it. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'async-promise-executor',
  summary: {
    en: 'The executor of `new Promise` is async, so errors thrown in it are lost and the promise never settles.',
    zh: '`new Promise` 的 executor 是 async 函数：其中抛出的错误会丢失，promise 永远不会 settle。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    'lost-errors': {
      en: 'Errors thrown in this async executor are lost, and the promise never settles.',
      zh: '这个 async executor 中抛出的错误会丢失，promise 永远不会 settle。',
    },
  },
  fixes: {
    unwrap: {
      en: 'Use an async function instead of a promise made by hand',
      zh: '用 async 函数代替手工创建的 promise',
      safety: 'refactoring',
    },
    'drop-async': {
      en: 'Drop `async`, since nothing in it is awaited',
      zh: '去掉 `async`，其中没有任何 await',
      safety: 'suggestion',
    },
    reject: { en: 'Catch its errors and reject', zh: '捕获其中的错误并 reject', safety: 'suggestion' },
  },
  peers: { typescript: ['no-async-promise-executor', 'noAsyncPromiseExecutor'] },
});
