import { defineSnippet } from '../snippet.ts';

export const aioFetchJson = defineSnippet({
  word: 'aioFetchJson',
  language: 'typescript',
  title: { en: 'Fetch JSON, with a time limit', zh: '获取 JSON，带时限' },
  place: 'async',
  forms: [
    {
      needs: { typed: true },
      body: [
        'const ${1:response} = await fetch(${2:url}, { signal: AbortSignal.timeout(${3:10_000}) });',
        'if (!${1:response}.ok) throw new Error(`HTTP \\${${1:response}.status}`);',
        'const ${4:data} = (await ${1:response}.json()) as ${5:unknown};',
        '$0',
      ],
    },
    {
      body: [
        'const ${1:response} = await fetch(${2:url}, { signal: AbortSignal.timeout(${3:10_000}) });',
        'if (!${1:response}.ok) throw new Error(`HTTP \\${${1:response}.status}`);',
        'const ${4:data} = await ${1:response}.json();',
        '$0',
      ],
    },
  ],
});
