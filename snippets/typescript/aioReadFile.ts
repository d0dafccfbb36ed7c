import { defineSnippet } from '../snippet.ts';

export const aioReadFile = defineSnippet({
  word: 'aioReadFile',
  language: 'typescript',
  title: { en: 'Read a text file', zh: '读取文本文件' },
  place: 'async',
  forms: [
    {
      imports: [{ module: 'node:fs/promises', name: 'readFile' }],
      body: ["const ${1:text} = await readFile(${2:file}, 'utf8');", '$0'],
    },
  ],
});
