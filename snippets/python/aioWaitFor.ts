import { defineSnippet } from '../snippet.ts';

export const aioWaitFor = defineSnippet({
  word: 'aioWaitFor',
  language: 'python',
  title: { en: 'Give one awaitable a time limit', zh: '给一个 awaitable 设置时限' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 2: 'async-call' },
      body: ['${1:result} = None', 'with trio.move_on_after(${3:10}):', '\t${1:result} = await ${2:work()}', '$0'],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 2: 'async-call' },
      body: ['${1:result} = None', 'with anyio.move_on_after(${3:10}):', '\t${1:result} = await ${2:work()}', '$0'],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-call' },
      body: ['${1:result} = await asyncio.wait_for(${2:work()}, timeout=${3:10})', '$0'],
    },
  ],
});
