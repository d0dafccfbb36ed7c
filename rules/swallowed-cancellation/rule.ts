/** `swallowed-cancellation`: a handler catches a cancellation and does not raise it again. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'swallowed-cancellation',
  summary: {
    en: 'A handler catches a cancellation and keeps it, so the work goes on although it was cancelled.',
    zh: '异常处理捕获了取消却不再抛出，工作因此在被取消后仍继续进行。',
  },
  category: 'cancellation',
  level: 'warning',
  messages: {
    endless: {
      en: '`{handler}` swallows cancellation, so nothing can stop this loop.',
      zh: '`{handler}` 吞掉了取消，因此没有什么能停止此循环。',
      level: 'error',
    },
    'next-round': {
      en: '`{handler}` swallows cancellation, and the loop goes on.',
      zh: '`{handler}` 吞掉了取消，循环会继续进行。',
    },
    'goes-on': {
      en: '`{handler}` swallows cancellation, and `{name}` goes on.',
      zh: '`{handler}` 吞掉了取消，`{name}` 会继续进行。',
    },
    ends: {
      en: '`{handler}` swallows cancellation, and `{name}` ends as ever.',
      zh: '`{handler}` 吞掉了取消，`{name}` 照常结束。',
    },
    'goes-on-knowingly': {
      en: '`{name}` goes on after its cancellation. Whoever cancels it expects its end.',
      zh: '`{name}` 在被取消后仍继续进行。取消它的一方期望它结束。',
      level: 'hint',
    },
    replaced: {
      en: '`{handler}` turns a cancellation into `{raised}`.',
      zh: '`{handler}` 把取消变成了 `{raised}`。',
    },
    'replaced-knowingly': {
      en: '`{handler}` turns a cancellation into `{raised}`.',
      zh: '`{handler}` 把取消变成了 `{raised}`。',
      level: 'information',
    },
    'must-be-raised': {
      en: '`{handler}` keeps a cancellation that {library} must see raised again.',
      zh: '`{handler}` 截留了取消，而 {library} 要求必须将其再次抛出。',
      level: 'error',
    },
  },
  fixes: {
    'catch-exception': {
      en: 'Catch `Exception`, which cancellation is not',
      zh: '捕获 `Exception`，取消不属于它',
      safety: 'suggestion',
    },
    'raise-first': {
      en: 'Raise a cancellation again first',
      zh: '先将取消再次抛出',
      safety: 'suggestion',
    },
    'raise-at-end': {
      en: 'Raise it again at the end of the handler',
      zh: '在处理的末尾再次抛出',
      safety: 'suggestion',
    },
  },
  // Whoever allows a handler for everything has decided about cancellation as well.
  peers: { python: ['ASYNC103', 'ASYNC104', 'TRIO103', 'TRIO104', 'B036', 'E722', 'BLE001'] },
});
