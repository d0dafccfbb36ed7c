import { defineSnippet } from '../snippet.ts';

export const aioLock = defineSnippet({
  word: 'aioLock',
  language: 'python',
  title: { en: 'Let only one in at a time', zh: '同一时刻只允许一个进入' },
  place: 'anywhere',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 3: 'async-call' },
      body: [
        '${1:lock} = trio.Lock()',
        '',
        '',
        'async def ${2:exclusively}():',
        '\tasync with ${1:lock}:',
        '\t\treturn await ${3:work()}',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 3: 'async-call' },
      body: [
        '${1:lock} = anyio.Lock()',
        '',
        '',
        'async def ${2:exclusively}():',
        '\tasync with ${1:lock}:',
        '\t\treturn await ${3:work()}',
        '$0',
      ],
    },
    {
      // Before 3.10 a lock made at import belongs to another event loop than the one `asyncio.run` starts.
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 10] },
      imports: [{ module: 'asyncio' }],
      names: { 3: 'async-call' },
      body: [
        '${1:lock} = asyncio.Lock()',
        '',
        '',
        'async def ${2:exclusively}():',
        '\tasync with ${1:lock}:',
        '\t\treturn await ${3:work()}',
        '$0',
      ],
    },
  ],
});
