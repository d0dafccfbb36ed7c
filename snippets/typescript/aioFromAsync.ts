import { defineSnippet } from '../snippet.ts';

export const aioFromAsync = defineSnippet({
  word: 'aioFromAsync',
  language: 'typescript',
  title: { en: 'Collect all items of an async iterable', zh: '收集异步可迭代对象的全部条目' },
  place: 'async',
  forms: [
    {
      needs: { nodeVersion: 22, ecmaVersion: 2026 },
      names: { 2: 'async-iterable' },
      body: ['const ${1:results} = await Array.fromAsync(${2:stream});', '$0'],
    },
    {
      names: { 3: 'async-iterable' },
      body: [
        'const ${1:results} = [];',
        'for await (const ${2:item} of ${3:stream}) ${1:results}.push(${2:item});',
        '$0',
      ],
    },
  ],
});
