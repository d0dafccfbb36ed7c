/** `race-leaves-loser-running`: somebody has won a race, and the others go on although nobody waits for them. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'race-leaves-loser-running',
  summary: {
    en: 'Of several things waited for together, those that are not done first go on, and nobody stops them.',
    zh: '同时等待多项工作，其中一项先完成后，其余的仍在继续，无人停止。',
  },
  category: 'concurrency',
  level: 'warning',
  messages: {
    timer: {
      en: 'Nobody clears this timer when another one has won the race. Until it is over, it keeps the process alive, and all that it refers to.',
      zh: '竞争已由另一项决出之后，无人清除这个定时器。在它到期之前，进程和它引用的一切都会一直保留。',
    },
    pause: {
      en: 'Nobody clears the timer of this pause when another one has won. Until it is over, it keeps the process alive.',
      zh: '竞争已由另一项决出之后，无人清除这段等待的定时器。在它到期之前，进程会一直保留。',
      level: 'information',
    },
    'every-round': {
      en: 'Each round leaves a reaction with `{subject}`. It is held, with what that round has got, until `{subject}` settles.',
      zh: '每一轮都会在 `{subject}` 上留下一个回调。它连同该轮得到的结果一直保留，直到 `{subject}` settle。',
      level: 'hint',
    },
    pending: {
      en: 'What is not done when this comes back goes on. Nobody cancels it, waits for it or keeps it.',
      zh: '返回时尚未完成的 task 仍在继续。无人取消、等待或保留它们。',
    },
  },
  fixes: {
    'clear-timer': {
      en: 'Clear the timer when the race is over',
      zh: '竞争结束后清除定时器',
      safety: 'suggestion',
    },
    'cancel-pending': {
      en: 'Cancel what is pending',
      zh: '取消尚未完成的 task',
      safety: 'suggestion',
    },
  },
});
