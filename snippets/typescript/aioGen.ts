import { defineSnippet } from '../snippet.ts';

export const aioGen = defineSnippet({
  word: 'aioGen',
  language: 'typescript',
  title: { en: 'Define an async generator', zh: '定义 async 生成器' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true },
      names: { 6: 'async-function' },
      body: [
        'async function* ${1:generate}(${2:source}: Iterable<${3:string}>): AsyncGenerator<${4:string}> {',
        '\tfor (const ${5:item} of ${2:source}) {',
        '\t\tyield await ${6:load}(${5:item});',
        '\t}',
        '}',
        '$0',
      ],
    },
    {
      names: { 4: 'async-function' },
      body: [
        'async function* ${1:generate}(${2:source}) {',
        '\tfor (const ${3:item} of ${2:source}) {',
        '\t\tyield await ${4:load}(${3:item});',
        '\t}',
        '}',
        '$0',
      ],
    },
  ],
});
