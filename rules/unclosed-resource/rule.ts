/** `unclosed-resource`: a session, connection or file is opened, and nobody closes it. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: 'unclosed-resource',
  summary: {
    en: 'A session, a connection or a file is opened and stays open, on every way or on some.',
    zh: '会话、连接或文件被打开后，在所有或部分路径上始终没有关闭。',
  },
  category: 'resources',
  level: 'warning',
  messages: {
    lost: {
      en: 'Nobody keeps what `{resource}` gives here, so nobody can close it.',
      zh: '此处没有人持有 `{resource}` 返回的对象，因此没有人能关闭它。',
    },
    'never-closed': {
      en: 'Nobody closes `{variable}`: it stays open when `{name}` is done.',
      zh: '没有人关闭 `{variable}`：`{name}` 结束后它仍然打开着。',
    },
    'open-at-end': {
      en: 'Nobody closes `{variable}` before the program ends.',
      zh: '程序结束之前没有人关闭 `{variable}`。',
      level: 'hint',
    },
    skipped: {
      en: '`{variable}` stays open where the code goes another way before it is closed.',
      zh: '代码若在关闭 `{variable}` 之前走了别的路径，它就会一直打开着。',
    },
    unguarded: {
      en: '`{variable}` stays open if anything fails before it is closed.',
      zh: '如果在关闭 `{variable}` 之前有任何失败，它就会一直打开着。',
      level: 'hint',
    },
  },
  fixes: {
    'async-with': {
      en: 'Close it at the end of an `async with`',
      zh: '用 `async with` 在末尾关闭它',
      safety: 'suggestion',
    },
    finally: {
      en: 'Close it in a `finally`',
      zh: '在 `finally` 中关闭它',
      safety: 'suggestion',
    },
  },
});
