import { defineSnippet } from '../snippet.ts';

export const aioWriteFile = defineSnippet({
  word: 'aioWriteFile',
  language: 'typescript',
  title: { en: 'Write a text file that is never seen half written', zh: '写入文本文件，不会被读到一半的内容' },
  place: 'async',
  forms: [
    {
      imports: [
        { module: 'node:fs/promises', name: 'rename' },
        { module: 'node:fs/promises', name: 'writeFile' },
      ],
      body: [
        'await writeFile(`\\${${1:file}}.tmp`, ${2:text});',
        'await rename(`\\${${1:file}}.tmp`, ${1:file});',
        '$0',
      ],
    },
  ],
});
