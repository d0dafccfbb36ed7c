/** `unchecked-outcome`: work is waited for in a way that raises nothing, and nobody looks at what failed. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'unchecked-outcome',
  summary: {
    en: 'Failures are collected as outcomes instead of raised, and no code looks at them.',
    zh: '失败被收集为结果而不是抛出，却没有代码查看它们。',
  },
  category: 'concurrency',
  level: 'warning',
  messages: {
    'exception-used': {
      en: '`{subject}` may be an exception here. `{combinator}` gives failures among its results.',
      zh: '`{subject}` 在这里可能是异常。`{combinator}` 把失败放在结果之中。',
    },
    'value-used': {
      en: '`{subject}` has no `value` where its promise failed. Nothing here looks at its `status`.',
      zh: '`{subject}` 的 Promise 失败时没有 `value`。这里没有代码查看它的 `status`。',
    },
    dropped: {
      en: 'Nobody looks at failures of `{work}`. `{combinator}` gives them back, and they are dropped.',
      zh: '没有代码查看 `{work}` 的失败。`{combinator}` 返回了它们，却被丢弃。',
      level: 'information',
    },
    unasked: {
      en: 'Nobody looks at failures of `{work}`. `{combinator}` leaves them in the tasks and raises nothing.',
      zh: '没有代码查看 `{work}` 的失败。`{combinator}` 把它们留在任务里，什么也不抛出。',
      level: 'information',
    },
  },
  fixes: {
    'raise-at-once': {
      en: 'Let the first failure be raised: no `return_exceptions`',
      zh: '让第一个失败被抛出：不用 `return_exceptions`',
      safety: 'suggestion',
    },
    'raise-when-done': {
      en: 'Raise the first failure when all is done',
      zh: '全部完成后抛出第一个失败',
      safety: 'suggestion',
    },
    'log-failures': {
      en: 'Log each failure with `{logger}`',
      zh: '用 `{logger}` 记录每个失败',
      safety: 'suggestion',
    },
    'throw-when-done': {
      en: 'Throw all failures when all is done',
      zh: '全部完成后抛出所有失败',
      safety: 'suggestion',
    },
    'use-all': {
      en: 'Use `Promise.all`, which fails with the first',
      zh: '使用 `Promise.all`，它随第一个失败而失败',
      safety: 'suggestion',
    },
  },
});
