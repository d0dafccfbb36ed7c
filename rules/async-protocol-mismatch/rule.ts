/** `async-protocol-mismatch`: a method of the language's own protocols is async where its caller wants a plain result. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'async-protocol-mismatch',
  summary: {
    en: 'A method that the language calls itself is async, but its caller wants a plain result.',
    zh: '由语言自身调用的方法是 async 的，但调用者需要的是普通结果。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    'must-be-plain': {
      en: '`{method}` is async, so its caller takes a promise for the result.',
      zh: '`{method}` 是 async 的，但调用者会把 promise 当作它的结果。',
    },
  },
  fixes: {
    rename: { en: 'Rename it to `{name}`', zh: '重命名为 `{name}`', safety: 'suggestion' },
    'drop-async': { en: 'Make it a plain method', zh: '改为普通方法', safety: 'suggestion' },
  },
});
