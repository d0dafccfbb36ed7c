import { defineSnippet } from '../snippet.ts';

export const aioAbortAny = defineSnippet({
  word: 'aioAbortAny',
  language: 'typescript',
  title: { en: 'Stop on a time limit or on request, whichever comes first', zh: '超时或主动取消，先到者生效' },
  place: 'anywhere',
  forms: [
    {
      body: [
        'const ${1:controller} = new AbortController();',
        'const ${2:signal} = AbortSignal.any([${1:controller}.signal, AbortSignal.timeout(${3:10_000})]);',
        '$0',
      ],
    },
  ],
});
