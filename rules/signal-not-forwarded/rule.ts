/** `signal-not-forwarded`: a function is told when to stop, and waits for work that is not told. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'signal-not-forwarded',
  summary: {
    en: 'A function has a signal to stop by, and waits for a call that takes one and is given none.',
    zh: '函数持有取消信号，却在等待一个可接收信号、但未收到信号的调用。',
  },
  category: 'cancellation',
  level: 'warning',
  messages: {
    request: {
      en: '`{subject}` is not told when `{signal}` is aborted. The request goes on, although nobody wants its answer any more.',
      zh: '`{signal}` 中止时，`{subject}` 不会得知。请求仍会继续，而它的结果已无人需要。',
    },
    pause: {
      en: '`{subject}` is not told when `{signal}` is aborted. It goes on waiting all the same.',
      zh: '`{signal}` 中止时，`{subject}` 不会得知。它仍会继续等待。',
    },
    own: {
      en: '`{subject}` is not told when `{signal}` is aborted. It takes a signal, but is given none, so that it goes on.',
      zh: '`{signal}` 中止时，`{subject}` 不会得知。它可接收信号，却没有得到，因此仍会继续。',
    },
    token: {
      en: '`{subject}` is not told when `{signal}` is cancelled. It takes a token, but is given none, so that it goes on.',
      zh: '`{signal}` 取消时，`{subject}` 不会得知。它可接收 token，却没有得到，因此仍会继续。',
      level: 'information',
    },
    library: {
      en: '`{subject}` is not told when `{signal}` is aborted. It takes a signal, but is given none, so that it goes on.',
      zh: '`{signal}` 中止时，`{subject}` 不会得知。它可接收信号，却没有得到，因此仍会继续。',
      level: 'information',
    },
    read: {
      en: '`{subject}` is not told when `{signal}` is aborted. A large file is read to its end.',
      zh: '`{signal}` 中止时，`{subject}` 不会得知。大文件会一直读到末尾。',
      level: 'hint',
    },
  },
  fixes: {
    forward: {
      en: 'Pass `{signal}` on',
      zh: '传入 `{signal}`',
      safety: 'suggestion',
    },
  },
});
