/** `nested-same-lock`: code that holds a lock takes it again. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'nested-same-lock',
  summary: {
    en: 'Code that holds an async lock takes it again, and waits for itself.',
    zh: '持有 async 锁的代码再次获取同一把锁，等待的正是自己。',
  },
  category: 'shared-state',
  level: 'error',
  messages: {
    'taken-again': {
      en: '`{lock}` is held here already. Whoever takes it again waits for its own release, and never goes on.',
      zh: '此处已持有 `{lock}`。再次获取它就是等待自己释放，永远不会继续。',
    },
    'taken-behind-call': {
      en: '`{callee}` takes `{lock}`, which is held here already. It waits for its caller to release it, and never goes on.',
      zh: '`{callee}` 会获取 `{lock}`，而此处已持有它。它等待调用方释放，永远不会继续。',
    },
    'fails-again': {
      en: '`{lock}` is held here already. Whoever takes it again gets a `RuntimeError`.',
      zh: '此处已持有 `{lock}`。再次获取它会引发 `RuntimeError`。',
    },
    'fails-behind-call': {
      en: '`{callee}` takes `{lock}`, which is held here already. It gets a `RuntimeError`.',
      zh: '`{callee}` 会获取 `{lock}`，而此处已持有它，因此会引发 `RuntimeError`。',
    },
  },
  fixes: {},
});
