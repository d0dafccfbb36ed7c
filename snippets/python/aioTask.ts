import { defineSnippet } from '../snippet.ts';

export const aioTask = defineSnippet({
  word: 'aioTask',
  language: 'python',
  title: { en: 'Start a task now, await it later', zh: '现在启动 task，稍后再 await' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-call' },
      body: ['${1:task} = asyncio.create_task(${2:work()})', '$0', 'await ${1:task}'],
    },
  ],
});
