import { defineSnippet } from '../snippet.ts';

export const aioEvent = defineSnippet({
  word: 'aioEvent',
  language: 'python',
  title: { en: 'Wait for a signal from elsewhere', zh: '等待别处发出的信号' },
  place: 'anywhere',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 4: 'async-call' },
      body: [
        '${1:ready} = trio.Event()',
        '',
        '',
        'async def ${2:when_ready}():',
        '\twith trio.fail_after(${3:10}):',
        '\t\tawait ${1:ready}.wait()',
        '\treturn await ${4:work()}',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 4: 'async-call' },
      body: [
        '${1:ready} = anyio.Event()',
        '',
        '',
        'async def ${2:when_ready}():',
        '\twith anyio.fail_after(${3:10}):',
        '\t\tawait ${1:ready}.wait()',
        '\treturn await ${4:work()}',
        '$0',
      ],
    },
    {
      // Before 3.10 an event made at import belongs to another event loop than the one `asyncio.run` starts.
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 10] },
      imports: [{ module: 'asyncio' }],
      names: { 4: 'async-call' },
      body: [
        '${1:ready} = asyncio.Event()',
        '',
        '',
        'async def ${2:when_ready}():',
        '\tawait asyncio.wait_for(${1:ready}.wait(), timeout=${3:10})',
        '\treturn await ${4:work()}',
        '$0',
      ],
    },
  ],
});
