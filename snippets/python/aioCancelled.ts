import { defineSnippet } from '../snippet.ts';

export const aioCancelled = defineSnippet({
  word: 'aioCancelled',
  language: 'python',
  title: { en: 'Tidy up when we are cancelled', zh: '被取消时收尾' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 2: 'async-call' },
      body: [
        'try:',
        '\t${1:result} = await ${2:work()}',
        'except trio.Cancelled:',
        '\tprint("cancelled")',
        '\traise',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 2: 'async-call' },
      body: [
        'try:',
        '\t${1:result} = await ${2:work()}',
        'except anyio.get_cancelled_exc_class():',
        '\tprint("cancelled")',
        '\traise',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-call' },
      body: [
        'try:',
        '\t${1:result} = await ${2:work()}',
        'except asyncio.CancelledError:',
        '\tprint("cancelled")',
        '\traise',
        '$0',
      ],
    },
  ],
});
