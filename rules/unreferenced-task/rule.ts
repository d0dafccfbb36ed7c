/** `unreferenced-task`: a task that nobody keeps, so it may vanish before it is done. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'unreferenced-task',
  summary: {
    en: 'A task that nobody keeps may vanish before it is done, and its errors with it.',
    zh: '没有人持有的 task 可能在完成之前就消失，它的错误也会随之丢失。',
  },
  category: 'concurrency',
  level: 'error',
  messages: {
    task: {
      en: 'Nobody keeps the task of `{callee}`: it may vanish before it is done. The event loop holds its tasks weakly.',
      zh: '没有人持有 `{callee}` 创建的 task：它可能在完成之前就消失。event loop 只弱引用它的 task。',
    },
    executor: {
      en: 'Nobody looks at the result of `{callee}`, so its errors are lost.',
      zh: '没有人查看 `{callee}` 的结果，它的错误会丢失。',
      level: 'warning',
    },
  },
  fixes: {
    keep: { en: 'Keep the task until it is done', zh: '持有该 task 直到它完成', safety: 'suggestion' },
    await: { en: 'Await it here', zh: '在此处 await', safety: 'suggestion' },
  },
  peers: { python: ['RUF006', 'asyncio-dangling-task', 'ASYNC300'] },
});
