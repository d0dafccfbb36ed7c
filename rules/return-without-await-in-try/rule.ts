/** `return-without-await-in-try`: an awaitable leaves a guarded block before it is done. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'return-without-await-in-try',
  summary: {
    en: 'An awaitable is returned out of a `try` or `with` without await, so its errors or the cleanup come at the wrong time.',
    zh: '在 `try` 或 `with` 中不加 await 就返回 awaitable，它的错误或清理工作会在错误的时刻发生。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    catch: {
      en: 'No `catch` sees the errors of `{subject}`: it is returned unawaited.',
      zh: '没有 `catch` 能看到 `{subject}` 的错误：它没有 await 就被返回。',
    },
    'idle-catch': {
      en: 'No `catch` sees errors of `{subject}`, which handles them itself today.',
      zh: '`catch` 看不到 `{subject}` 的任何错误：它目前会自行处理错误。',
      level: 'hint',
    },
    except: {
      en: 'No `except` sees the errors of `{subject}`: it is returned unawaited.',
      zh: '没有 `except` 能看到 `{subject}` 的错误：它没有 await 就被返回。',
    },
    cleanup: {
      en: 'The cleanup comes before `{subject}` is done: it is not awaited.',
      zh: '清理工作会在 `{subject}` 完成之前运行：它没有被 await。',
    },
  },
  fixes: {
    await: { en: 'Return its awaited result', zh: '返回 await 之后的结果', safety: 'safe' },
    'await-coroutine': { en: 'Return its awaited result', zh: '返回 await 之后的结果', safety: 'suggestion' },
  },
  peers: { typescript: ['return-await'] },
});
