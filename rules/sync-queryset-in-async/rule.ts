/** `sync-queryset-in-async`: Django's ORM asks the database from async code. */

import { defineRule } from '../../server/analysis/rule.ts';
import { querysetCalls, querysetNames } from './querysetCalls.ts';

export const rule = defineRule({
  name: 'sync-queryset-in-async',
  summary: {
    en: "Async code asks the database through Django's plain ORM, which refuses to do that.",
    zh: 'async 代码通过 Django 的同步 ORM 查询数据库，而它会拒绝这样做。',
  },
  category: 'blocked-loop',
  level: 'error',
  messages: {
    call: {
      en: '`{callee}` raises SynchronousOnlyOperation here. Await `{twin}` instead.',
      zh: '`{callee}` 在这里会抛出 SynchronousOnlyOperation。请改为 await `{twin}`。',
    },
    evaluated: {
      en: 'This asks the database, and raises SynchronousOnlyOperation in async code.',
      zh: '此处会查询数据库，在 async 代码中会抛出 SynchronousOnlyOperation。',
    },
    helper: {
      en: '`{helper}` asks the database: it raises SynchronousOnlyOperation in async code.',
      zh: '`{helper}` 会查询数据库：在 async 代码中会抛出 SynchronousOnlyOperation。',
    },
  },
  fixes: {
    'async-twin': { en: 'Use `await {twin}`', zh: '改用 `await {twin}`', safety: 'suggestion' },
    'async-for': { en: 'Use `async for`', zh: '改用 `async for`', safety: 'suggestion' },
    'async-list': { en: 'Collect with `async for`', zh: '用 `async for` 收集', safety: 'suggestion' },
  },
  namesOfInterest: { python: querysetNames },
  tracedCalls: { python: querysetCalls },
});
