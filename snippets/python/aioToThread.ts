import { defineSnippet } from '../snippet.ts';

export const aioToThread = defineSnippet({
  word: 'aioToThread',
  language: 'python',
  title: { en: 'Run a blocking function in a thread', zh: '在线程中运行阻塞函数' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 2: 'plain-start' },
      body: ['${1:result} = await trio.to_thread.run_sync(${2:compute})', '$0'],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio.to_thread' }],
      names: { 2: 'plain-start' },
      body: ['${1:result} = await anyio.to_thread.run_sync(${2:compute})', '$0'],
    },
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 9] },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'plain-start' },
      body: ['${1:result} = await asyncio.to_thread(${2:compute})', '$0'],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'plain-start' },
      body: ['${1:result} = await asyncio.get_running_loop().run_in_executor(None, ${2:compute})', '$0'],
    },
  ],
});
