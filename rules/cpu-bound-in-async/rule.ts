/** `cpu-bound-in-async`: work whose cost grows with its input is done on the event loop. */

import { defineRule } from '../../server/analysis/rule.ts';
import { pythonNames } from './pythonCalls.ts';
import { typescriptNames } from './typescriptCalls.ts';

export const rule = defineRule({
  name: 'cpu-bound-in-async',
  summary: {
    en: 'Async code does work on the event loop whose cost grows with its input.',
    zh: 'async 代码在 event loop 上执行开销随输入增长的计算。',
  },
  category: 'blocked-loop',
  level: 'off',
  messages: {
    hashing: {
      en: '`{callee}` holds up the event loop, the longer the larger its input.',
      zh: '`{callee}` 占用 event loop 的时间随输入增大而增长。',
    },
    parsing: {
      en: '`{callee}` holds up the event loop for as long as its input takes.',
      zh: '`{callee}` 在处理输入期间会占用 event loop。',
    },
    compression: {
      en: '`{callee}` holds up the event loop while it packs or unpacks.',
      zh: '`{callee}` 在压缩或解压输入期间会占用 event loop。',
    },
    media: {
      en: '`{callee}` holds up the event loop while it computes.',
      zh: '`{callee}` 在计算期间会占用 event loop。',
    },
    'regular-expression': {
      en: 'Some inputs take this pattern forever: repetition in a repetition.',
      zh: '某些输入会让此模式几乎永不结束：重复之中还有重复。',
    },
  },
  fixes: {
    'to-thread': { en: 'Run it with `{runner}`', zh: '用 `{runner}` 运行', safety: 'suggestion' },
  },
  namesOfInterest: { python: pythonNames, typescript: typescriptNames },
});
