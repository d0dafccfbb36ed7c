/** `write-without-drain`: a loop writes into a stream and never waits until that is sent. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'write-without-drain',
  summary: {
    en: 'A loop writes into a stream and never waits for it, so what is not sent yet piles up in memory.',
    zh: '循环向流中写入却从不等待它，尚未发送的内容会在内存中堆积。',
  },
  category: 'resources',
  level: 'warning',
  messages: {
    endless: {
      en: 'This loop never awaits `{subject}.drain()`, so unsent data piles up.',
      zh: '此循环从不 await `{subject}.drain()`，未发送的内容会不断堆积。',
    },
    slow: {
      en: 'This loop never awaits `{subject}.drain()`, so unsent data may pile up.',
      zh: '此循环从不 await `{subject}.drain()`，未发送的内容可能会堆积。',
      level: 'hint',
    },
  },
  fixes: {
    drain: {
      en: 'Add `await {subject}.drain()` behind the write',
      zh: '在写入之后添加 `await {subject}.drain()`',
      safety: 'suggestion',
    },
  },
});
