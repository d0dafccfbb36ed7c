import { defineSnippet } from '../snippet.ts';

export const aioLoopDelay = defineSnippet({
  word: 'aioLoopDelay',
  language: 'typescript',
  title: { en: 'Watch how long the event loop is held up', zh: '监测事件循环被阻塞的时长' },
  place: 'anywhere',
  forms: [
    {
      imports: [{ module: 'node:perf_hooks', name: 'monitorEventLoopDelay' }],
      body: [
        'const ${1:delay} = monitorEventLoopDelay();',
        '${1:delay}.enable();',
        'setInterval(() => {',
        "\tconsole.log('event loop delay in ms, 99th percentile:', ${1:delay}.percentile(99) / 1e6);",
        '\t${1:delay}.reset();',
        '}, ${2:10_000}).unref();',
        '$0',
      ],
    },
  ],
});
