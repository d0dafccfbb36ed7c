/** `immediately-awaited-task`: a task that is awaited where it is made, which does what awaiting the coroutine does. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'immediately-awaited-task',
  summary: {
    en: 'A task that is awaited where it is made runs nothing at once; awaiting the coroutine does the same.',
    zh: '创建后立即 await 的 task 不会带来并发；直接 await coroutine 效果相同。',
  },
  category: 'concurrency',
  level: 'information',
  messages: {
    awaited: {
      en: 'The task of `{callee}` is awaited at once, so nothing runs beside it.',
      zh: '`{callee}` 创建的 task 立即被 await，没有任何东西与它并发运行。',
    },
  },
  fixes: {
    unwrap: { en: 'Await the coroutine itself', zh: '直接 await coroutine', safety: 'safe' },
  },
});
