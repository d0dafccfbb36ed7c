import { defineSnippet } from '../snippet.ts';

export const aioBarrier = defineSnippet({
  word: 'aioBarrier',
  language: 'python',
  title: { en: 'Go on once all have arrived', zh: '全部到齐后再继续' },
  place: 'anywhere',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 11] },
      imports: [{ module: 'asyncio' }],
      names: { 4: 'async-call' },
      body: [
        '${1:barrier} = asyncio.Barrier(${2:2})',
        '',
        '',
        'async def ${3:together}():',
        '\tasync with ${1:barrier}:',
        '\t\treturn await ${4:work()}',
        '$0',
      ],
    },
  ],
});
