/** `cached-coroutine`: a promise is kept for later calls with its failure, or a coroutine, which can be awaited only once. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'cached-coroutine',
  summary: {
    en: 'A promise that may have failed, or a coroutine, is kept for later calls, so that they fail.',
    zh: '缓存了可能已经失败的 promise 或 coroutine，之后的调用都会失败。',
  },
  category: 'lost-work',
  level: 'warning',
  messages: {
    'kept-failure': {
      en: 'A failed `{callee}` stays in `{holder}`, and every later use fails.',
      zh: '失败的 `{callee}` 会留在 `{holder}` 中，之后每次使用都会失败。',
    },
    'kept-for-good': {
      en: 'A failed `{callee}` stays in `{holder}` and is never tried again.',
      zh: '失败的 `{callee}` 会留在 `{holder}` 中，不会再次尝试。',
      level: 'hint',
    },
    memoised: {
      en: '`{callee}` keeps promises that failed, so later calls fail as well.',
      zh: '`{callee}` 会保留失败的 promise，之后的每次调用也都会失败。',
    },
    'awaited-once': {
      en: '`{function}` keeps its coroutine, which can be awaited only once.',
      zh: '`{function}` 会保留 coroutine，而 coroutine 只能被 await 一次。',
      level: 'error',
    },
  },
  fixes: {
    forget: { en: 'Forget it when it fails', zh: '失败时从缓存中移除', safety: 'suggestion' },
  },
});
