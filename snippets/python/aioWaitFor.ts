import { defineSnippet } from '../snippet.ts';

export const aioWaitFor = defineSnippet({
  word: 'aioWaitFor',
  language: 'python',
  title: { en: 'Give one awaitable a time limit', zh: '给一个 awaitable 设置时限' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      body: ['${1:result} = await asyncio.wait_for(${2:work()}, timeout=${3:10})', '$0'],
    },
  ],
});
