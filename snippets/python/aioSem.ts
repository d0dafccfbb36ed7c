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
      body: [
        'limiter = trio.CapacityLimiter(${1:10})',
        '',
        '',
        'async def ${2:limited}(${3:item}):',
        '\tasync with limiter:',
        '\t\treturn await ${4:work}(${3:item})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      body: [
        'limiter = anyio.CapacityLimiter(${1:10})',
        '',
        '',
        'async def ${2:limited}(${3:item}):',
        '\tasync with limiter:',
        '\t\treturn await ${4:work}(${3:item})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      body: [
        'semaphore = asyncio.Semaphore(${1:10})',
        '',
        '',
        'async def ${2:limited}(${3:item}):',
        '\tasync with semaphore:',
        '\t\treturn await ${4:work}(${3:item})',
        '$0',
      ],
    },
  ],
});
