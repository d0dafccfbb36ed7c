/** `lock-across-await`: a lock of threads is held over an await, or one of tasks stays taken where an await fails. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'lock-across-await',
  summary: {
    en: 'A lock of threads is held over an await, or an async lock stays taken where an await fails.',
    zh: '在 await 期间持有线程锁，或 await 失败后 async 锁未被释放。',
  },
  category: 'shared-state',
  level: 'error',
  messages: {
    blocks: {
      en: '`{lock}` is a lock for threads. A task that wants it while this waits blocks the event loop, and this never goes on to release it.',
      zh: '`{lock}` 是线程锁。此处等待期间，若有任务要获取它，就会阻塞 event loop，此处也就再无机会释放它。',
    },
    'lets-tasks-in': {
      en: '`{lock}` belongs to a thread, and all tasks run in one. While this waits, another task takes it as well.',
      zh: '`{lock}` 属于线程，而所有任务都在同一线程中运行。此处等待期间，其他任务同样能获取它。',
      level: 'warning',
    },
    unguarded: {
      en: '`{lock}` stays taken if what follows fails or is cancelled.',
      zh: '如果随后的代码失败或被取消，`{lock}` 将一直被占用。',
      level: 'warning',
    },
    left: {
      en: '`{lock}` stays taken where `{name}` is left before `release()`.',
      zh: '`{name}` 在 `release()` 之前退出时，`{lock}` 将一直被占用。',
      level: 'warning',
    },
  },
  fixes: {
    'async-lock': {
      en: 'Make it a lock for tasks: `{type}`',
      zh: '改用任务锁：`{type}`',
      safety: 'suggestion',
    },
    'async-with': {
      en: 'Hold it in `async with {lock}`',
      zh: '用 `async with {lock}` 持有它',
      safety: 'suggestion',
    },
  },
});
