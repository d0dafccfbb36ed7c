/** `awaitable-in-condition`: the truth of an awaitable is tested, which tells nothing about its result. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'awaitable-in-condition',
  summary: {
    en: 'An awaitable is tested or compared before it is awaited, so the condition never depends on its result.',
    zh: '在 await 之前就对 awaitable 做判断或比较，条件因此与它的结果无关。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    condition: {
      en: '`{subject}` is tested without await, whatever its result will be.',
      zh: '`{subject}` 没有被 await，因此该条件永远与它的结果无关。',
    },
    comparison: {
      en: '`{subject}` is compared without await, whatever its result will be.',
      zh: '`{subject}` 在 await 之前就被比较，因此结果不起作用。',
    },
    assigned: {
      en: '`{subject}` is tested without await, whatever its result will be. The project puts nothing else there than what gives a promise.',
      zh: '`{subject}` 没有被 await，因此该条件永远与它的结果无关。项目在此处放入的都会返回 promise。',
      level: 'warning',
    },
    usage: {
      en: '`{subject}` is tested without await. Other calls of it are awaited.',
      zh: '`{subject}` 没有被 await 就被用作条件，而它的其他调用被 await 了。',
      level: 'information',
    },
  },
  fixes: {
    await: { en: 'Add `await`', zh: '添加 `await`', safety: 'suggestion' },
    'await-in-async': {
      en: 'Add `await` and make `{function}` async',
      zh: '添加 `await` 并将 `{function}` 改为 async',
      safety: 'suggestion',
      needs: 'async-function',
    },
  },
  peers: {
    typescript: ['ts-expect-error', 'no-misused-promises', 'noMisusedPromises'],
    python: ['truthy-bool', 'reportUnnecessaryComparison'],
  },
});
