/** `check-then-act`: a place is found empty, the code waits, and the place is filled as if it still were empty. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'check-then-act',
  summary: {
    en: 'What a test found empty is filled after an await, so that others do the same meanwhile.',
    zh: '先检查是否为空，await 之后才写入，期间其他调用会重复同样的工作。',
  },
  category: 'shared-state',
  level: 'warning',
  messages: {
    'made-twice': {
      en: 'Others find `{subject}` empty as well, as long as this awaits. Each of them calls `{maker}` again, and only the last result is kept.',
      zh: '在此处 await 期间，其他调用也会发现 `{subject}` 为空。它们各自再次调用 `{maker}`，只留下最后的结果。',
    },
    shared: {
      en: 'Others find `{subject}` empty as well, as long as this awaits. Each of them does the work again, and the last result stays.',
      zh: '在此处 await 期间，其他调用也会发现 `{subject}` 为空。它们各自重做一遍，只留下最后的结果。',
      level: 'information',
    },
    'of-object': {
      en: 'Another caller would find `{subject}` empty as well while this awaits. Both would do the work, and the last result would stay.',
      zh: '在此处 await 期间，另一个调用也会发现 `{subject}` 为空。两者都会做这项工作，只留下最后的结果。',
      level: 'hint',
    },
    flag: {
      en: 'Others find `{subject}` unset as well, as long as this awaits. Each of them does the work again.',
      zh: '在此处 await 期间，其他调用也会发现 `{subject}` 尚未设置。它们各自重做一遍。',
      level: 'information',
    },
    'flag-of-object': {
      en: 'Another caller would find `{subject}` unset as well while this awaits. Both would do the work.',
      zh: '在此处 await 期间，另一个调用也会发现 `{subject}` 尚未设置。两者都会做这项工作。',
      level: 'hint',
    },
    'runs-together': {
      en: 'Several of these run at once, and each finds `{subject}` empty. All of them do the work, and the last result stays.',
      zh: '这段代码同时运行多次，每一次都发现 `{subject}` 为空。它们都会做这项工作，只留下最后的结果。',
    },
  },
  fixes: {
    lock: {
      en: 'Take turns with a lock: `{lock}`',
      zh: '用锁 `{lock}` 依次执行',
      safety: 'suggestion',
    },
    'share-promise': {
      en: 'Let all wait for one promise: `{name}`',
      zh: '让所有调用等待同一个 promise：`{name}`',
      safety: 'suggestion',
    },
  },
  peers: { typescript: ['require-atomic-updates'] },
});
