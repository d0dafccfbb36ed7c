/** `async-void-callback`: an async function is called by code that drops its promise, and it can reject. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'async-void-callback',
  summary: {
    en: 'An async function is called by code that drops its promise, so its errors are lost.',
    zh: '调用 async 函数的代码会丢弃它的 promise，它的错误因此丢失。',
  },
  category: 'lost-work',
  level: 'warning',
  messages: {
    dropped: {
      en: 'Errors of this async function are lost: nobody takes its promise.',
      zh: '这个 async 函数的错误会丢失：没有人接收它的 promise。',
    },
    'page-event': {
      en: 'Errors of this event handler are lost: nobody takes its promise.',
      zh: '这个事件处理函数的错误会丢失：没有人接收它的 promise。',
      level: 'hint',
    },
  },
  fixes: {
    'try-catch': {
      en: 'Log its errors in a `try` around its body',
      zh: '用 `try` 包住函数体并记录错误',
      safety: 'suggestion',
    },
    wrap: { en: 'Call it and log its errors', zh: '调用它并记录错误', safety: 'suggestion' },
  },
  peers: { typescript: ['no-misused-promises', 'noMisusedPromises', 'strict-void-return'] },
});
