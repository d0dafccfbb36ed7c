import { defineSnippet } from '../snippet.ts';

export const aioSleep = defineSnippet({
  word: 'aioSleep',
  language: 'typescript',
  title: { en: 'Wait a while without blocking', zh: '等待一段时间而不阻塞' },
  place: 'async',
  forms: [
    {
      needs: { dependency: '@types/node' },
      imports: [{ module: 'node:timers/promises', name: 'setTimeout', local: 'sleep' }],
      body: ['await sleep(${1:1_000});', '$0'],
    },
    {
      body: ['await new Promise((resolve) => setTimeout(resolve, ${1:1_000}));', '$0'],
    },
  ],
});
