/** `awaitable-as-value`: an awaitable is used as if it were its result. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'awaitable-as-value',
  summary: {
    en: 'An awaitable is printed, read, iterated or calculated with as if it were its result.',
    zh: '把 awaitable 当作它的结果来打印、读取、迭代或计算。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    text: {
      en: 'The text shows the awaitable `{subject}` itself, not its result.',
      zh: '文本中出现的是 awaitable `{subject}` 本身，而不是它的结果。',
    },
    operand: {
      en: '`{subject}` is not awaited, so there is nothing to calculate with.',
      zh: '`{subject}` 没有被 await，因此没有可以计算的值。',
    },
    member: {
      en: '`{member}` is read from `{subject}` itself, not from its result.',
      zh: '`{member}` 是从 `{subject}` 本身读取的，而不是从它的结果上。',
    },
    items: {
      en: '`{subject}` is not awaited, so its result has no items to take yet.',
      zh: '`{subject}` 没有被 await，因此还取不到结果中的元素。',
    },
    argument: {
      en: 'The awaitable `{subject}` is passed where its result is wanted.',
      zh: '此处需要的是结果，传入的却是 awaitable `{subject}`。',
    },
    serialized: {
      en: '`{subject}` is not awaited: the JSON gets an empty object.',
      zh: '`{subject}` 没有被 await，因此 JSON 中它的位置上只有一个空对象。',
    },
    record: {
      en: '`{subject}` is not awaited: the database is given a promise.',
      zh: '`{subject}` 没有被 await，因此数据库得到的是 promise。',
    },
    declared: {
      en: '`{subject}` is not awaited, but its result is what is declared here.',
      zh: '`{subject}` 没有被 await，而此处声明的是其结果的类型。',
    },
  },
  fixes: {
    await: { en: 'Add `await`', zh: '添加 `await`', safety: 'suggestion' },
    'await-in-async': {
      en: 'Add `await` and make `{function}` async',
      zh: '添加 `await` 并将 `{function}` 改为 async',
      safety: 'suggestion',
      needs: 'async-function',
    },
  },
  peers: { typescript: ['ts-expect-error'] },
});
