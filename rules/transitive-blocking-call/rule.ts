/** `transitive-blocking-call`: async code calls a plain function that blocks the event loop somewhere further down. */

import { nodeCalls, nodeNames } from '../../server/blocking/node.ts';
import { pythonCalls, pythonNames } from '../../server/blocking/python.ts';
import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'transitive-blocking-call',
  summary: {
    en: 'Async code calls a helper that blocks the event loop further down.',
    zh: 'async 代码调用的辅助函数会在更深处阻塞 event loop。',
  },
  category: 'blocked-loop',
  level: 'warning',
  messages: {
    waiting: {
      en: '`{helper}` blocks the event loop. Steps to `{callee}`, which waits: {steps}.',
      zh: '`{helper}` 会阻塞 event loop。到等待处 `{callee}` 的调用步数：{steps}。',
    },
    file: {
      en: '`{helper}` blocks the event loop while the disk works. Steps to `{callee}`: {steps}.',
      zh: '`{helper}` 在磁盘操作期间会阻塞 event loop。到 `{callee}` 的调用步数：{steps}。',
      level: 'hint',
    },
  },
  fixes: {
    'to-thread': { en: 'Run it with `{runner}`', zh: '用 `{runner}` 运行', safety: 'suggestion' },
  },
  options: {
    blockingCallees: {
      kind: 'callees',
      default: [],
      description: {
        en: 'Full names of your own calls that block, such as `company.store.Client.load`; `*` stands for any text.',
        zh: '自己的阻塞调用的完整名称，如 `company.store.Client.load`；`*` 代表任意文本。',
      },
    },
    ignoredCallees: {
      kind: 'strings',
      default: [],
      description: {
        en: 'Full names of blocking calls to leave alone however they are reached, such as `builtins.open`.',
        zh: '无论如何到达都不报告的阻塞调用的完整名称，如 `builtins.open`。',
      },
    },
  },
  sharesOptionsOf: 'blocking-call',
  namesOfInterest: { typescript: nodeNames, python: pythonNames },
  tracedCalls: { typescript: nodeCalls, python: pythonCalls },
  peers: {
    typescript: ['no-sync', 'no-sync-fn-in-async-fn'],
  },
});
