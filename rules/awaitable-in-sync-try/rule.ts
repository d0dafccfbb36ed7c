/** `awaitable-in-sync-try`: a `try` starts work without waiting for it, so its handler cannot see it fail. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'awaitable-in-sync-try',
  summary: {
    en: 'A `try` starts asynchronous work without waiting for it, so its `catch` never sees it fail.',
    zh: '`try` 启动了异步工作却没有等待，它的 `catch` 永远看不到失败。',
  },
  category: 'lost-work',
  level: 'warning',
  messages: {
    started: {
      en: 'The `try` does not wait for `{subject}`, so `catch` never sees it fail.',
      zh: '`catch` 永远看不到 `{subject}` 失败：`try` 没有等待它。',
    },
  },
  fixes: {
    'await-in-async': {
      en: 'Add `await` and make `{function}` async',
      zh: '添加 `await` 并将 `{function}` 改为 async',
      safety: 'suggestion',
      needs: 'async-function',
    },
    catch: { en: 'Log its error with `.catch`', zh: '用 `.catch` 记录错误', safety: 'suggestion' },
  },
});
