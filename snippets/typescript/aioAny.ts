import { defineSnippet } from '../snippet.ts';

export const aioAny = defineSnippet({
  word: 'aioAny',
  language: 'typescript',
  title: { en: 'Take the first success, or see every failure', zh: '取第一个成功的结果，全部失败时查看每个错误' },
  place: 'async',
  forms: [
    {
      names: { 2: 'async-call', 3: 'async-call' },
      body: [
        'try {',
        '\tconst ${1:fastest} = await Promise.any([${2:loadFirst()}, ${3:loadSecond()}]);',
        '\t$0',
        '} catch (error) {',
        '\tif (error instanceof AggregateError) console.error(error.errors);',
        '\tthrow error;',
        '}',
      ],
    },
  ],
});
