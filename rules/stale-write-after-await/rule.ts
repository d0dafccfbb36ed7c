/** `stale-write-after-await`: a value is read, the code waits, and what was read goes into the value that is written. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'stale-write-after-await',
  summary: {
    en: 'A value is read before an await and written after it, so that changes made meanwhile are lost.',
    zh: '值在 await 之前读取、之后写回，期间所做的改动因此丢失。',
  },
  category: 'shared-state',
  level: 'warning',
  messages: {
    shared: {
      en: '`{subject}` is read before the await and written after it. Changes made meanwhile are lost.',
      zh: '`{subject}` 在 await 之前读取、之后写回。期间所做的改动会丢失。',
    },
    'runs-together': {
      en: '`{subject}` loses changes: this runs several times at once. Each reads it before its await.',
      zh: '`{subject}` 会丢失改动：这段代码同时运行多次。每一次都在 await 之前读取它。',
      level: 'error',
    },
  },
  fixes: {
    'await-first': {
      en: 'Await first, then read `{subject}`',
      zh: '先 await，再读取 `{subject}`',
      safety: 'suggestion',
    },
  },
  peers: { typescript: ['require-atomic-updates'] },
});
