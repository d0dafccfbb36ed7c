import { defineSnippet } from '../snippet.ts';

export const aioAllSettled = defineSnippet({
  word: 'aioAllSettled',
  language: 'typescript',
  title: { en: 'Wait for all and look at every failure', zh: '等待全部完成并检查每一个失败' },
  place: 'async',
  forms: [
    {
      names: { 2: 'async-call', 3: 'async-call' },
      body: [
        'const ${1:results} = await Promise.allSettled([${2:first()}, ${3:second()}]);',
        'for (const ${4:result} of ${1:results}) {',
        "\tif (${4:result}.status === 'rejected') {",
        '\t\tconsole.error(${4:result}.reason);',
        '\t}',
        '}',
        '$0',
      ],
    },
  ],
});
