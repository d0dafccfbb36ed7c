/** `sync-protocol-on-async`: a construct in its plain form over something that only has the asynchronous one, or the reverse. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'sync-protocol-on-async',
  summary: {
    en: 'A plain loop, `with`, spread or `using` takes something that only its asynchronous form can take.',
    zh: '普通的循环、`with`、展开或 `using` 用在了只支持异步形式的对象上。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    for: {
      en: '`{subject}` can only be iterated with `for await`.',
      zh: '`{subject}` 只能用 `for await` 迭代。',
    },
    spread: {
      en: 'The items of `{subject}` come asynchronously: a spread takes none.',
      zh: '`{subject}` 的元素是异步产生的：无法用展开语法获取。',
    },
    conversion: {
      en: 'The items of `{subject}` come asynchronously: `Array.from` finds none.',
      zh: '`{subject}` 的元素是异步产生的：`Array.from` 得不到任何元素。',
    },
    using: {
      en: '`{subject}` is disposed of asynchronously: it needs `await using`.',
      zh: '`{subject}` 只能异步释放：需要使用 `await using`。',
    },
    iterate: {
      en: '`{subject}` can only be iterated with `async for`.',
      zh: '`{subject}` 只能用 `async for` 迭代。',
    },
    enter: {
      en: '`{subject}` can only be entered with `async with`.',
      zh: '`{subject}` 只能用 `async with` 进入。',
    },
    'plain-items': {
      en: '`{subject}` has plain items, so `async for` fails on it.',
      zh: '`{subject}` 的元素是普通的，`async for` 会在它上面失败。',
    },
    'plain-manager': {
      en: '`{subject}` is a plain context manager, so `async with` fails on it.',
      zh: '`{subject}` 是普通的 context manager，`async with` 会在它上面失败。',
    },
  },
  fixes: {
    await: { en: 'Use the asynchronous form', zh: '改用异步形式', safety: 'suggestion' },
    'await-in-async': {
      en: 'Use the asynchronous form and make `{function}` async',
      zh: '改用异步形式并将 `{function}` 改为 async',
      safety: 'suggestion',
      needs: 'async-function',
    },
    plain: { en: 'Use the plain form', zh: '改用普通形式', safety: 'suggestion' },
  },
  peers: { typescript: ['ts-expect-error'] },
});
