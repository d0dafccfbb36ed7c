import { defineSnippet } from '../snippet.ts';

export const aioSleep = defineSnippet({
  word: 'aioSleep',
  language: 'python',
  title: { en: 'Wait without blocking anybody', zh: '等待而不阻塞别人' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      body: ['await trio.sleep(${1:1})', '$0'],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      body: ['await anyio.sleep(${1:1})', '$0'],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      body: ['await asyncio.sleep(${1:1})', '$0'],
    },
  ],
});
