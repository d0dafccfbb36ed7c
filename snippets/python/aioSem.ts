import { defineSnippet } from '../snippet.ts';

export const aioSem = defineSnippet({
  word: 'aioSem',
  language: 'python',
  title: { en: 'Let only a few run at once', zh: '限制同时运行的数量' },
  place: 'anywhere',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 4: 'async-function' },
      body: [
        'limiter = trio.CapacityLimiter(${1:10})',
        '',
        '',
        'async def ${2:limited}(${3:item}):',
        '\tasync with limiter:',
        '\t\treturn await ${4:load}(${3:item})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 4: 'async-function' },
      body: [
        'limiter = anyio.CapacityLimiter(${1:10})',
        '',
        '',
        'async def ${2:limited}(${3:item}):',
        '\tasync with limiter:',
        '\t\treturn await ${4:load}(${3:item})',
        '$0',
      ],
    },
    {
      // Before 3.10 a semaphore made at import belongs to another event loop than the one `asyncio.run` starts.
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 10] },
      imports: [{ module: 'asyncio' }],
      names: { 4: 'async-function' },
      body: [
        'semaphore = asyncio.Semaphore(${1:10})',
        '',
        '',
        'async def ${2:limited}(${3:item}):',
        '\tasync with semaphore:',
        '\t\treturn await ${4:load}(${3:item})',
        '$0',
      ],
    },
  ],
});
