import { defineSnippet } from '../snippet.ts';

export const aioWith = defineSnippet({
  word: 'aioWith',
  language: 'python',
  title: { en: 'Use something and close it, whatever happens', zh: '使用资源，无论如何都会关闭' },
  place: 'async',
  forms: [
    {
      body: ['async with ${1:open_session()} as ${2:session}:', '\t${3:result} = await ${2:session}.${4:run}()', '$0'],
    },
  ],
});
