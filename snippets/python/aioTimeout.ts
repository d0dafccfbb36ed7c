import { defineSnippet } from '../snippet.ts';

export const aioTimeout = defineSnippet({
  word: 'aioTimeout',
  language: 'python',
  title: { en: 'Give a block of awaits a time limit', zh: '给一段 await 代码设置时限' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 3: 'async-call' },
      body: ['with trio.fail_after(${1:10}):', '\t${2:result} = await ${3:work()}', '$0'],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 3: 'async-call' },
      body: ['with anyio.fail_after(${1:10}):', '\t${2:result} = await ${3:work()}', '$0'],
    },
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 11] },
      imports: [{ module: 'asyncio' }],
      names: { 3: 'async-call' },
      body: ['async with asyncio.timeout(${1:10}):', '\t${2:result} = await ${3:work()}', '$0'],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-call' },
      body: ['${1:result} = await asyncio.wait_for(${2:work()}, timeout=${3:10})', '$0'],
    },
  ],
});
