import { defineSnippet } from '../snippet.ts';

export const aioDef = defineSnippet({
  word: 'aioDef',
  language: 'python',
  title: { en: 'An async function', zh: 'async 函数' },
  place: 'anywhere',
  forms: [
    {
      names: { 5: 'async-function' },
      body: ['async def ${1:run}(${2:item}: ${3:str}) -> ${4:str}:', '\treturn await ${5:load}(${2:item})', '$0'],
    },
  ],
});
