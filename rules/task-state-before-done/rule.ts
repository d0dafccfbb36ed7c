/** `task-state-before-done`: a task is asked for what it gave before it can have run. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'task-state-before-done',
  summary: {
    en: 'A task is asked for its result or its exception before it can be done.',
    zh: '在 task 还不可能完成时就询问它的结果或异常。',
  },
  category: 'concurrency',
  level: 'error',
  messages: {
    early: {
      en: '`{subject}` cannot be done yet, so this raises `InvalidStateError`.',
      zh: '`{subject}` 此时不可能已完成，因此这里会抛出 `InvalidStateError`。',
    },
  },
  fixes: {
    'await-task': { en: 'Await the task', zh: 'await 该 task', safety: 'suggestion' },
  },
});
