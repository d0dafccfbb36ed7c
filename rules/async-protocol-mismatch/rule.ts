/** `async-protocol-mismatch`: a method of the language's own protocols is async or plain, and its caller wants the other. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'async-protocol-mismatch',
  summary: {
    en: 'A method that the language calls itself is async where a plain result is wanted, or the reverse.',
    zh: '由语言自身调用的方法在需要普通结果处是 async 的，或者相反。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    'must-be-plain': {
      en: '`{method}` is async, so its caller takes a promise for the result.',
      zh: '`{method}` 是 async 的，但调用者会把 promise 当作它的结果。',
    },
    'coroutine-as-result': {
      en: '`{method}` is async, so its caller takes a coroutine for the result.',
      zh: '`{method}` 是 async 的，调用者会把 coroutine 当作它的结果。',
    },
    'must-be-async': {
      en: '`{method}` gives nothing to await, but its caller awaits it.',
      zh: '`{method}` 给出的结果无法 await，但调用者会 await 它。',
    },
    'wrong-end': {
      en: '`StopIteration` becomes a `RuntimeError` in `{method}`.',
      zh: '`StopIteration` 在 `{method}` 中会变成 `RuntimeError`。',
    },
  },
  fixes: {
    rename: { en: 'Rename it to `{name}`', zh: '重命名为 `{name}`', safety: 'suggestion' },
    'make-async': { en: 'Make it async', zh: '改为 async', safety: 'suggestion' },
    'async-end': { en: 'Raise `StopAsyncIteration`', zh: '抛出 `StopAsyncIteration`', safety: 'suggestion' },
    'drop-async': { en: 'Make it a plain method', zh: '改为普通方法', safety: 'suggestion' },
  },
});
