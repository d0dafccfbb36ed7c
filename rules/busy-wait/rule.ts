/** `busy-wait`: a loop sleeps until something has changed. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'busy-wait',
  summary: {
    en: 'A loop sleeps and asks again until something has changed.',
    zh: '循环反复 sleep 并再次询问，直到某个状态改变。',
  },
  category: 'blocked-loop',
  level: 'hint',
  messages: {
    polls: {
      en: 'This loop asks again and again. Whoever changes it could set `{twin}` instead.',
      zh: '此循环反复询问。改变状态的一方可以改为 set 一个 `{twin}`。',
    },
    'polls-task': {
      en: 'This loop asks again and again for something that can be awaited.',
      zh: '此循环反复询问一个本可以 await 的对象。',
    },
  },
  fixes: {},
  peers: { python: ['ASYNC110', 'TRIO110'] },
});
