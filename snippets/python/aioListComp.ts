import { defineSnippet } from '../snippet.ts';

export const aioListComp = defineSnippet({
  word: 'aioListComp',
  language: 'python',
  title: { en: 'Collect an asynchronous iterator in a list', zh: '把异步迭代器收集成列表' },
  place: 'async',
  forms: [
    {
      names: { 3: 'async-iterable' },
      body: ['${1:results} = [${2:item} async for ${2:item} in ${3:stream()}]', '$0'],
    },
  ],
});
