import { defineSnippet } from '../snippet.ts';

export const aioFor = defineSnippet({
  word: 'aioFor',
  language: 'typescript',
  title: { en: 'Go over items as they arrive', zh: '逐个处理陆续到达的条目' },
  place: 'async',
  forms: [
    {
      names: { 2: 'async-iterable' },
      body: ['for await (const ${1:item} of ${2:stream}) {', '\t$0', '}'],
    },
  ],
});
