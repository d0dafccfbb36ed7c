/** `unawaited-test`: a test does not wait for a part of itself. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'unawaited-test',
  summary: {
    en: 'A test, or one of its assertions, actions or subtests, is not waited for, so it can pass although it fails.',
    zh: '测试或其中的断言、操作、子测试没有被等待，因此即使失败也可能通过。',
  },
  category: 'lost-work',
  level: 'error',
  messages: {
    assertion: {
      en: 'The test can pass before this assertion fails: nobody awaits it.',
      zh: '测试可能在这个断言失败之前就已通过：没有人 await 它。',
    },
    'late-assertion': {
      en: 'Vitest waits for this assertion when the test ends, after all behind it.',
      zh: 'Vitest 到测试结束时才等待这个断言，晚于它之后的所有代码。',
      level: 'warning',
    },
    action: {
      en: 'The test goes on before `{subject}` is done: nobody awaits it.',
      zh: '测试会在 `{subject}` 完成之前继续运行：没有人 await 它。',
    },
    subtest: {
      en: 'The test ends before this subtest, which is then cancelled.',
      zh: '测试会在这个子测试之前结束，子测试随后被取消。',
    },
    unittest: {
      en: '`{function}` never runs: its `TestCase` does not await tests.',
      zh: '`{function}` 从不运行：它的 `TestCase` 不会 await 测试。',
    },
    pytest: {
      en: '`{function}` never runs: it lacks the mark of pytest-asyncio.',
      zh: '`{function}` 从不运行：它缺少 pytest-asyncio 的标记。',
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
    'async-case': {
      en: 'Use `IsolatedAsyncioTestCase`',
      zh: '改用 `IsolatedAsyncioTestCase`',
      safety: 'suggestion',
    },
    mark: { en: 'Mark it with `@pytest.mark.asyncio`', zh: '用 `@pytest.mark.asyncio` 标记', safety: 'suggestion' },
  },
  peers: { typescript: ['no-floating-promises', 'noFloatingPromises', 'valid-expect', 'missing-playwright-await'] },
});
