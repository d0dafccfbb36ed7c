/** `unawaited-test`: a test does not wait for a part of itself. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'unawaited-test',
  summary: {
    en: 'A test does not wait for one of its assertions, actions or subtests, so it can pass although they fail.',
    zh: '测试没有等待自己的断言、操作或子测试，因此即使它们失败，测试也可能通过。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    assertion: {
      en: 'The test can pass before this assertion fails: nobody awaits it.',
      zh: '测试可能在这个断言失败之前就已通过：没有人 await 它。',
    },
    action: {
      en: 'The test goes on before `{subject}` is done: nobody awaits it.',
      zh: '测试会在 `{subject}` 完成之前继续运行：没有人 await 它。',
    },
    subtest: {
      en: 'The test ends before this subtest, which is then cancelled.',
      zh: '测试会在这个子测试之前结束，子测试随后被取消。',
    },
  },
  fixes: {
    await: { en: 'Add `await`', zh: '添加 `await`', safety: 'safe' },
    'await-in-async': {
      en: 'Add `await` and make `{function}` async',
      zh: '添加 `await` 并将 `{function}` 改为 async',
      safety: 'suggestion',
      needs: 'async-function',
    },
  },
  peers: { typescript: ['no-floating-promises', 'noFloatingPromises', 'valid-expect', 'missing-playwright-await'] },
});
