import { defineSnippet } from '../snippet.ts';

export const aioUsing = defineSnippet({
  word: 'aioUsing',
  language: 'typescript',
  title: { en: 'Open something that is closed on every way out', zh: '打开资源，任何路径退出都会关闭' },
  place: 'async',
  forms: [
    {
      needs: { typed: true, nodeVersion: 20, dependency: '@types/node' },
      names: { 2: 'async-call' },
      body: ['await using ${1:resource} = await ${2:openResource()};', '$0'],
    },
    {
      needs: { typed: true, nodeVersion: 20, ecmaVersion: 2026 },
      names: { 2: 'async-call' },
      body: ['await using ${1:resource} = await ${2:openResource()};', '$0'],
    },
    {
      names: { 2: 'async-call' },
      body: [
        'const ${1:resource} = await ${2:openResource()};',
        'try {',
        '\t$0',
        '} finally {',
        '\tawait ${1:resource}.close();',
        '}',
      ],
    },
  ],
});
