import { defineSnippet } from '../snippet.ts';

export const aioBatch = defineSnippet({
  word: 'aioBatch',
  language: 'typescript',
  title: { en: 'Send items in batches', zh: '分批发送条目' },
  place: 'async',
  forms: [
    {
      names: { 1: 'collection', 3: 'async-function' },
      body: [
        'for (let start = 0; start < ${1:items}.length; start += ${2:100}) {',
        '\tawait ${3:saveAll}(${1:items}.slice(start, start + ${2:100}));',
        '}',
        '$0',
      ],
    },
  ],
});
