import { defineSnippet } from '../snippet.ts';

export const aioAllMap = defineSnippet({
  word: 'aioAllMap',
  language: 'typescript',
  title: { en: 'Run one async function over a few items', zh: '对少量条目并发运行 async 函数' },
  place: 'async',
  forms: [
    {
      names: { 2: 'collection', 4: 'async-function' },
      body: ['const ${1:results} = await Promise.all(${2:items}.map((${3:item}) => ${4:load}(${3:item})));', '$0'],
    },
  ],
});
