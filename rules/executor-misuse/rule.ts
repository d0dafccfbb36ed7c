/** `executor-misuse`: work is handed to a thread or process in a way that leaves it on the event loop, or undone. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'executor-misuse',
  summary: {
    en: 'Work that is meant for a thread or a process runs on the event loop, or not at all.',
    zh: '本应交给线程或进程的工作在 event loop 上运行，或者根本没有运行。',
  },
  category: 'blocked-loop',
  level: 'error',
  messages: {
    called: {
      en: '`{subject}` runs here, and `{runner}` gets its result. Pass the function.',
      zh: '`{subject}` 先在这里运行，`{runner}` 只得到它的结果。请传入函数本身。',
    },
    'async-function': {
      en: 'The thread gets a coroutine from `{subject}`, and nobody awaits it.',
      zh: '线程从 `{subject}` 得到一个 coroutine，而没有人 await 它。',
    },
    'closes-here': {
      en: 'At its end, this `with` blocks the event loop until every thread is done.',
      zh: '此 `with` 结束时会阻塞 event loop，直到所有线程完成。',
      level: 'hint',
    },
  },
  fixes: {
    // What runs today fails in the thread, so there is no behaviour to keep.
    'pass-function': { en: 'Pass `{subject}` and its arguments', zh: '传入 `{subject}` 及其参数', safety: 'safe' },
    'await-directly': { en: 'Await `{subject}` here', zh: '在这里 await `{subject}`', safety: 'suggestion' },
  },
});
