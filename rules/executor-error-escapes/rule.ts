/** `executor-error-escapes`: a promise made by hand is settled twice, never, or not on the path of an error. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'executor-error-escapes',
  summary: {
    en: 'A promise made by hand misses an error, is settled twice, or never settles.',
    zh: '手工创建的 promise 漏掉了错误、被 settle 两次，或永远不会 settle。',
  },
  category: 'lost-work',
  level: 'warning',
  messages: {
    'throw-in-callback': {
      en: 'Nobody catches this throw, and the promise never learns of it.',
      zh: '没有人捕获这里抛出的错误，promise 也不会得知。',
    },
    'parse-in-callback': {
      en: 'If this text is no JSON, nobody catches the error and the promise misses it.',
      zh: '如果这段文本不是 JSON，没有人会捕获错误，promise 也不会得知。',
    },
    'settled-twice': {
      en: 'The promise is settled already on a path to here, where this call does nothing.',
      zh: '在到达此处的一条路径上 promise 已经 settle，这个调用不起作用。',
    },
    'settled-idly': {
      en: 'On a path to here the promise is settled already: this call does nothing.',
      zh: '在到达此处的一条路径上 promise 已经 settle，因此这个调用在那里什么都不做。',
      level: 'hint',
    },
    'never-settled': {
      en: 'The executor never uses `{function}`, so the promise never settles.',
      zh: 'executor 从未使用 `{function}`，promise 永远不会 settle。',
    },
    'left-pending': {
      en: 'This return settles nothing, so the promise stays pending after the error.',
      zh: '这个 return 没有 settle 任何东西，出错后 promise 会一直 pending。',
    },
    'swapped-names': {
      en: 'The first function resolves and the second rejects, whatever they are called.',
      zh: '无论叫什么名字，第一个函数是 resolve，第二个函数是 reject。',
    },
    'result-lost': {
      en: 'Nobody sees the promise returned here, so its errors are lost.',
      zh: '没有人看到这里返回的 promise，它的错误会丢失。',
    },
  },
  fixes: {
    reject: { en: 'Reject with the error', zh: '用这个错误 reject', safety: 'suggestion' },
    catch: { en: 'Catch the error and reject', zh: '捕获错误并 reject', safety: 'suggestion' },
    swap: { en: 'Swap the names', zh: '交换名称', safety: 'suggestion' },
    return: { en: 'Return after the first call', zh: '在第一次调用后 return', safety: 'suggestion' },
  },
  peers: { typescript: ['no-multiple-resolved', 'no-promise-executor-return', 'param-names'] },
});
