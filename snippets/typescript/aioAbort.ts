import { defineSnippet } from '../snippet.ts';

export const aioAbort = defineSnippet({
  word: 'aioAbort',
  language: 'typescript',
  title: { en: 'Stop work on request', zh: '按请求停止工作' },
  place: 'async',
  forms: [
    {
      names: { 2: 'async-function' },
      body: [
        'const ${1:controller} = new AbortController();',
        "process.once('SIGINT', () => ${1:controller}.abort());",
        'try {',
        '\tawait ${2:first}(${1:controller}.signal);',
        '} catch (error) {',
        '\tif (!${1:controller}.signal.aborted) throw error;',
        '}',
        '$0',
      ],
    },
  ],
});
