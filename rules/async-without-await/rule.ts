/** `async-without-await`: an async function has nothing to wait for. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'async-without-await',
  summary: {
    en: 'An async function never waits for anything. Off by default.',
    zh: 'async 函数从不等待任何东西。默认关闭。',
  },
  category: 'lost-work',
  level: 'off',
  messages: {
    named: { en: '`{function}` is async but never waits.', zh: '`{function}` 是 async 的，却从不等待。' },
  },
  fixes: {
    'drop-async': { en: 'Make it a plain function', zh: '改为普通函数', safety: 'suggestion' },
  },
});
