import { defineSnippet } from '../snippet.ts';

export const aioExecutor = defineSnippet({
  word: 'aioExecutor',
  language: 'python',
  title: { en: 'Threads of our own for blocking work', zh: '为阻塞工作准备专用线程池' },
  place: 'module',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      body: [
        '${1:limiter} = trio.CapacityLimiter(${2:4})',
        '',
        '',
        'async def ${3:in_thread}(${4:item}):',
        '\treturn await trio.to_thread.run_sync(${5:parse}, ${4:item}, limiter=${1:limiter})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }, { module: 'anyio.to_thread' }],
      body: [
        '${1:limiter} = anyio.CapacityLimiter(${2:4})',
        '',
        '',
        'async def ${3:in_thread}(${4:item}):',
        '\treturn await anyio.to_thread.run_sync(${5:parse}, ${4:item}, limiter=${1:limiter})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }, { module: 'concurrent.futures', name: 'ThreadPoolExecutor' }],
      body: [
        '${1:pool} = ThreadPoolExecutor(max_workers=${2:4})',
        '',
        '',
        'async def ${3:in_thread}(${4:item}):',
        '\treturn await asyncio.get_running_loop().run_in_executor(${1:pool}, ${5:parse}, ${4:item})',
        '$0',
      ],
    },
  ],
});
