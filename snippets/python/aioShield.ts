import { defineSnippet } from '../snippet.ts';

export const aioShield = defineSnippet({
  word: 'aioShield',
  language: 'python',
  title: { en: 'Let work finish although we are cancelled', zh: '即使被取消也让工作完成' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 2: 'async-call' },
      body: ['with trio.CancelScope(shield=True):', '\t${1:result} = await ${2:work()}', '$0'],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 2: 'async-call' },
      body: ['with anyio.CancelScope(shield=True):', '\t${1:result} = await ${2:work()}', '$0'],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-call' },
      body: [
        '${1:task} = asyncio.create_task(${2:work()})',
        'try:',
        '\tawait asyncio.shield(${1:task})',
        'except asyncio.CancelledError:',
        '\tawait ${1:task}',
        '\traise',
        '$0',
      ],
    },
  ],
});
