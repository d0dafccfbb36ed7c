/** `coroutine-awaited-twice`: a coroutine object is awaited where it has been awaited before. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'coroutine-awaited-twice',
  summary: {
    en: 'A coroutine is awaited a second time, which raises a `RuntimeError`.',
    zh: '同一个 coroutine 被再次 await，这会抛出 `RuntimeError`。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    again: {
      en: '`{name}` was awaited before, and a coroutine can be awaited only once.',
      zh: '`{name}` 之前已被 await，而 coroutine 只能被 await 一次。',
    },
    loop: {
      en: 'The loop awaits `{name}` again, and a coroutine can be awaited only once.',
      zh: '循环会再次 await `{name}`，而 coroutine 只能被 await 一次。',
    },
  },
  fixes: {},
});
