/** `subprocess-wait-with-pipe`: a process is waited for while nobody reads what it writes into a pipe. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'subprocess-wait-with-pipe',
  summary: {
    en: 'A process is waited for while nobody reads its pipe, so both wait forever once it is full.',
    zh: '等待子进程时没有人读取它的管道，管道写满后双方会永远等待下去。',
  },
  category: 'resources',
  level: 'warning',
  messages: {
    unread: {
      en: 'Nobody reads `{pipe}`, and a full pipe keeps the process from its end.',
      zh: '没有人读取 `{pipe}`，管道写满后进程便无法结束。',
    },
    'read-later': {
      en: '`{pipe}` is read too late: a full pipe keeps the process from its end.',
      zh: '`{pipe}` 读取得太晚：管道写满后进程便无法结束。',
    },
  },
  fixes: {
    communicate: {
      en: 'Read all and wait with `communicate()`',
      zh: '用 `communicate()` 读取全部内容并等待',
      safety: 'suggestion',
    },
  },
});
