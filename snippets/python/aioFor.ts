import { defineSnippet } from '../snippet.ts';

export const aioFor = defineSnippet({
  word: 'aioFor',
  language: 'python',
  title: { en: 'Go over an asynchronous iterator', zh: '遍历异步迭代器' },
  place: 'async',
  forms: [
    {
      names: { 2: 'async-iterable', 3: 'async-function' },
      body: ['async for ${1:item} in ${2:stream()}:', '\tawait ${3:load}(${1:item})', '$0'],
    },
  ],
});
