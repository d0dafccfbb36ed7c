/** `awaited-plain-value`: `await` of something that is no awaitable. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'awaited-plain-value',
  summary: {
    en: 'A plain value is awaited, which only lets other work run in between.',
    zh: '对普通值使用了 await，这只会让其他工作插进来运行。',
  },
  category: 'lost-work',
  level: 'information',
  messages: {
    awaited: {
      en: '`{subject}` is no awaitable, so there is nothing to wait for.',
      zh: '`{subject}` 不是 awaitable，没有什么可等待的。',
    },
    items: {
      en: 'The items of `{subject}` are there already: a plain `for` is enough.',
      zh: '`{subject}` 的元素已经存在：普通的 `for` 就够了。',
    },
  },
  fixes: {
    remove: { en: 'Remove `await`', zh: '移除 `await`', safety: 'suggestion' },
  },
  peers: { typescript: ['await-thenable', 'useAwaitThenable', 'no-unnecessary-await'] },
});
