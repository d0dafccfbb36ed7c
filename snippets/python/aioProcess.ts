import { defineSnippet } from '../snippet.ts';

export const aioProcess = defineSnippet({
  word: 'aioProcess',
  language: 'python',
  title: { en: 'Compute in other processes', zh: '在其他进程中计算' },
  place: 'anywhere',
  forms: [
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio.to_process' }],
      body: [
        'async def ${1:in_process}(${2:item}):',
        '\treturn await anyio.to_process.run_sync(${3:parse}, ${2:item})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 9] },
      imports: [{ module: 'asyncio' }, { module: 'concurrent.futures', name: 'ProcessPoolExecutor' }],
      body: [
        'async def ${1:in_processes}(${2:items}):',
        '\tloop = asyncio.get_running_loop()',
        '\tpool = ProcessPoolExecutor(max_workers=${3:4})',
        '\ttry:',
        '\t\treturn await asyncio.gather(*(loop.run_in_executor(pool, ${4:parse}, ${5:item}) for ${5:item} in ${2:items}))',
        '\tfinally:',
        '\t\t# Leaving a `with` block would wait for the processes and block the event loop.',
        '\t\tpool.shutdown(wait=False, cancel_futures=True)',
        '$0',
      ],
    },
    {
      // Older Pythons lose track of processes that they do not wait for.
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }, { module: 'concurrent.futures', name: 'ProcessPoolExecutor' }],
      body: [
        'async def ${1:in_processes}(${2:items}):',
        '\tloop = asyncio.get_running_loop()',
        '\tpool = ProcessPoolExecutor(max_workers=${3:4})',
        '\ttry:',
        '\t\treturn await asyncio.gather(*(loop.run_in_executor(pool, ${4:parse}, ${5:item}) for ${5:item} in ${2:items}))',
        '\tfinally:',
        '\t\t# Leaving a `with` block would wait for the processes and block the event loop.',
        '\t\tawait loop.run_in_executor(None, pool.shutdown)',
        '$0',
      ],
    },
  ],
});
