import { defineSnippet } from '../snippet.ts';

export const aioUnhandled = defineSnippet({
  word: 'aioUnhandled',
  language: 'typescript',
  title: { en: 'Name every rejection that nobody handled, then end', zh: '报告每个无人处理的 rejection，然后退出' },
  place: 'anywhere',
  forms: [
    {
      body: [
        "process.on('unhandledRejection', (reason) => {",
        "\tconsole.error('nobody handled this rejection:', reason);",
        '\tprocess.exit(1);',
        '});',
        '$0',
      ],
    },
  ],
});
