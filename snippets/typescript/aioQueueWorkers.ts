import { defineSnippet } from '../snippet.ts';

export const aioQueueWorkers = defineSnippet({
  word: 'aioQueueWorkers',
  language: 'typescript',
  title: { en: 'Let a few workers empty a queue', zh: '用几个 worker 处理完一个队列' },
  place: 'async',
  forms: [
    {
      names: { 2: 'collection', 5: 'async-function' },
      body: [
        'const ${1:queue} = [...${2:items}];',
        'const ${3:worker} = async () => {',
        '\tfor (let ${4:item} = ${1:queue}.shift(); ${4:item} !== undefined; ${4:item} = ${1:queue}.shift()) {',
        '\t\tawait ${5:load}(${4:item});',
        '\t}',
        '};',
        'await Promise.all(Array.from({ length: ${6:5} }, ${3:worker}));',
        '$0',
      ],
    },
  ],
});
