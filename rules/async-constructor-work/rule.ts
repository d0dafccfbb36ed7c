/** `async-constructor-work`: a constructor starts work that nobody can wait for. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'async-constructor-work',
  summary: {
    en: 'A constructor starts asynchronous work that nobody can wait for, so its errors are lost.',
    zh: '构造函数启动了没有人能等待的异步工作，它的错误会丢失。',
  },
  category: 'lost-work',
  level: 'warning',
  messages: {
    started: {
      en: 'Nobody can wait for `{callee}`, so its errors are lost. A constructor cannot await.',
      zh: '没有人能等待 `{callee}`，它的错误会丢失。构造函数无法 await。',
    },
    chain: {
      en: 'Nobody handles a rejection of `{callee}`, which a constructor starts.',
      zh: '没有人处理构造函数启动的 `{callee}` 的 rejection。',
    },
  },
  fixes: {
    create: {
      en: 'Await it in a static `create` to call instead of `new`',
      zh: '移到静态方法 `create` 中 await，用它代替 `new`',
      safety: 'refactoring',
    },
    catch: { en: 'Log its error with `.catch`', zh: '用 `.catch` 记录错误', safety: 'suggestion' },
    void: { en: 'Mark it as deliberate with `void`', zh: '用 `void` 标明是有意为之', safety: 'suggestion' },
  },
  peers: { typescript: ['no-floating-promises', 'noFloatingPromises', 'no-async-constructor', 'catch-or-return'] },
});
