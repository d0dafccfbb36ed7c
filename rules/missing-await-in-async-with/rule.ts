/** `missing-await-in-async-with`: a coroutine that gives the manager or the items is used in their place. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'missing-await-in-async-with',
  summary: {
    en: 'A `with` or `async for` is given a coroutine instead of the manager or the items that it gives.',
    zh: '`with` 或 `async for` 得到的是 coroutine，而不是它给出的 manager 或元素。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    manager: {
      en: '`{subject}` is a coroutine: await it to get the context manager.',
      zh: '`{subject}` 是 coroutine：await 之后才能得到 context manager。',
    },
    items: {
      en: '`{subject}` is a coroutine: await it to get the items.',
      zh: '`{subject}` 是 coroutine：await 之后才能得到元素。',
    },
  },
  fixes: {
    await: { en: 'Add `await`', zh: '添加 `await`', safety: 'suggestion' },
    'await-in-async': {
      en: 'Add `await` and make `{function}` async',
      zh: '添加 `await` 并将 `{function}` 改为 async',
      safety: 'suggestion',
    },
  },
});
