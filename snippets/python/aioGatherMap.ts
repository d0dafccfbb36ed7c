import { defineSnippet } from '../snippet.ts';

export const aioGatherMap = defineSnippet({
  word: 'aioGatherMap',
  language: 'python',
  title: { en: 'Run one coroutine function over a few items', zh: '对少量条目并发运行 coroutine 函数' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-function', 4: 'collection' },
      body: ['${1:results} = await asyncio.gather(*(${2:load}(${3:item}) for ${3:item} in ${4:items}))', '$0'],
    },
  ],
});
