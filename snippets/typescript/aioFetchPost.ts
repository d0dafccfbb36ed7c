import { defineSnippet } from '../snippet.ts';

export const aioFetchPost = defineSnippet({
  word: 'aioFetchPost',
  language: 'typescript',
  title: { en: 'Post JSON, with a time limit', zh: 'POST JSON，带时限' },
  place: 'async',
  forms: [
    {
      body: [
        'const ${1:response} = await fetch(${2:url}, {',
        "\tmethod: 'POST',",
        "\theaders: { 'content-type': 'application/json' },",
        '\tbody: JSON.stringify(${3:data}),',
        '\tsignal: AbortSignal.timeout(${4:10_000}),',
        '});',
        'if (!${1:response}.ok) throw new Error(`HTTP \\${${1:response}.status}`);',
        '$0',
      ],
    },
  ],
});
