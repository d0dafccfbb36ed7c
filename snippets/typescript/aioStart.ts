import { defineSnippet } from '../snippet.ts';

export const aioStart = defineSnippet({
  word: 'aioStart',
  language: 'typescript',
  title: { en: 'Start work now, await it later', zh: '现在启动工作，稍后再 await' },
  place: 'async',
  forms: [
    {
      names: { 2: 'async-call' },
      body: [
        'const ${1:job} = ${2:work()};',
        '${1:job}.catch(() => {}); // Its error surfaces at the await below.',
        '$0',
        'await ${1:job};',
      ],
    },
  ],
});
