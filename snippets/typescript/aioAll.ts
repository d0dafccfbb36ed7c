import { defineSnippet } from '../snippet.ts';

export const aioAll = defineSnippet({
  word: 'aioAll',
  language: 'typescript',
  title: { en: 'Wait for several promises at once', zh: '同时等待多个 promise' },
  place: 'async',
  forms: [
    {
      names: { 1: 'async-function', 2: 'async-function', 3: 'async-call', 4: 'async-call' },
      body: ['const [${1:first}, ${2:second}] = await Promise.all([${3:loadFirst()}, ${4:loadSecond()}]);', '$0'],
    },
  ],
});
