import { defineSnippet } from '../snippet.ts';

export const aioFetch = defineSnippet({
  word: 'aioFetch',
  language: 'typescript',
  title: { en: 'Fetch a text, with a time limit', zh: '获取文本，带时限' },
  place: 'async',
  forms: [
    {
      body: [
        'const ${1:response} = await fetch(${2:url}, { signal: AbortSignal.timeout(${3:10_000}) });',
        'if (!${1:response}.ok) throw new Error(`HTTP \\${${1:response}.status}`);',
        'const ${4:text} = await ${1:response}.text();',
        '$0',
      ],
    },
  ],
});
