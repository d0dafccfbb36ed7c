import { defineSnippet } from '../snippet.ts';

export const aioFn = defineSnippet({
  word: 'aioFn',
  language: 'typescript',
  title: { en: 'Define an async function', zh: '定义 async 函数' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true },
      names: { 6: 'async-function' },
      body: [
        'async function ${1:run}(${2:item}: ${3:string}): Promise<${4:string}> {',
        '\tconst ${5:result} = await ${6:load}(${2:item});',
        '\treturn ${5:result};',
        '}',
        '$0',
      ],
    },
    {
      names: { 4: 'async-function' },
      body: [
        'async function ${1:run}(${2:item}) {',
        '\tconst ${3:result} = await ${4:load}(${2:item});',
        '\treturn ${3:result};',
        '}',
        '$0',
      ],
    },
  ],
});
