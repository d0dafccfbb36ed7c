import { defineSnippet } from '../snippet.ts';

export const aioGroup = defineSnippet({
  word: 'aioGroup',
  language: 'typescript',
  title: { en: 'Start work that stops together when one part fails', zh: '启动一组工作，一个失败则全部停止' },
  place: 'async',
  forms: [
    {
      names: { 2: 'async-function', 3: 'async-function' },
      body: [
        'const ${1:controller} = new AbortController();',
        'try {',
        '\tawait Promise.all([${2:first}(${1:controller}.signal), ${3:second}(${1:controller}.signal)]);',
        '} finally {',
        '\t${1:controller}.abort();',
        '}',
        '$0',
      ],
    },
  ],
});
