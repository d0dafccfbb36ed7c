/** `unbounded-concurrency`: as many pieces of I/O are started at once as the input has items. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'unbounded-concurrency',
  summary: {
    en: 'As much I/O is started at once as the input has items, and nothing limits it.',
    zh: '输入有多少项就同时启动多少 I/O，没有任何限制。',
  },
  category: 'concurrency',
  level: 'warning',
  messages: {
    'fan-out': {
      en: '`{combinator}` starts one `{work}` per item, all at once. A large input exhausts connections, files or the service on the other side.',
      zh: '`{combinator}` 会为每一项同时启动一个 `{work}`，数量没有上限。输入很大时会耗尽连接、文件句柄或压垮对方服务。',
    },
    loop: {
      en: 'The loop starts one `{work}` per pass, and nothing limits them. A large input exhausts connections, files or the service on the other side.',
      zh: '循环每一轮都会启动一个 `{work}`，同时运行的数量没有限制。输入很大时会耗尽连接、文件句柄或压垮对方服务。',
    },
  },
  fixes: {
    'p-limit': {
      en: 'Run {limit} at a time with `p-limit`',
      zh: '用 `p-limit` 限制为同时 {limit} 个',
      safety: 'refactoring',
    },
    'p-map': {
      en: 'Run {limit} at a time with `p-map`',
      zh: '用 `p-map` 限制为同时 {limit} 个',
      safety: 'refactoring',
    },
    'map-limit': {
      en: 'Run {limit} at a time with a `{helper}` function',
      zh: '用 `{helper}` 函数限制为同时 {limit} 个',
      safety: 'refactoring',
    },
    semaphore: {
      en: 'Run {limit} at a time with a semaphore',
      zh: '用 semaphore 限制为同时 {limit} 个',
      safety: 'refactoring',
    },
    batches: { en: 'Work in batches of {limit}', zh: '每批处理 {limit} 个', safety: 'suggestion' },
  },
  options: {
    limit: {
      kind: 'number',
      default: 10,
      minimum: 1,
      description: {
        en: 'How many pieces of work the fixes let run at once.',
        zh: '修复后允许同时运行的数量。',
      },
    },
  },
});
