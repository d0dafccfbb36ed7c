import { defineSnippet } from '../snippet.ts';

export const aioTimeout = defineSnippet({
  word: 'aioTimeout',
  language: 'typescript',
  title: { en: 'Give a request a time limit', zh: '给请求设置时限' },
  place: 'async',
  forms: [
    {
      body: ['const ${1:response} = await fetch(${2:url}, { signal: AbortSignal.timeout(${3:10_000}) });', '$0'],
    },
  ],
});
