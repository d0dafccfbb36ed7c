import { defineSnippet } from '../snippet.ts';

export const aioGather = defineSnippet({
  word: 'aioGather',
  language: 'python',
  title: { en: 'Wait for several awaitables at once', zh: '同时等待多个 awaitable' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 3: 'async-call', 4: 'async-call' },
      body: ['${1:first}, ${2:second} = await asyncio.gather(${3:load_first()}, ${4:load_second()})', '$0'],
    },
  ],
});
