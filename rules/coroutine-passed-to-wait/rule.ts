/** `coroutine-passed-to-wait`: `asyncio.wait` is given coroutines, which it refuses since Python 3.11. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'coroutine-passed-to-wait',
  summary: {
    en: '`asyncio.wait` is given coroutines; since Python 3.11 it takes only tasks and futures.',
    zh: '`asyncio.wait` 收到了 coroutine；自 Python 3.11 起它只接受 task 和 future。',
  },
  category: 'concurrency',
  level: 'error',
  messages: {
    coroutine: {
      en: '`{callee}` gives a coroutine, which `asyncio.wait` refuses. Python 3.11 raises TypeError; before, the task made of it could not be found in the result.',
      zh: '`{callee}` 返回 coroutine，而 `asyncio.wait` 不接受它。Python 3.11 会抛出 TypeError；更早的版本中，由它创建的 task 无法在结果里找到。',
    },
  },
  fixes: {
    'create-task': { en: 'Make a task of it', zh: '用它创建 task', safety: 'safe' },
  },
});
