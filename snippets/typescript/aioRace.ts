import { defineSnippet } from '../snippet.ts';

export const aioRace = defineSnippet({
  word: 'aioRace',
  language: 'typescript',
  title: { en: 'Take whatever ends first and stop the others', zh: '取最先结束的结果，并停止其余工作' },
  place: 'async',
  forms: [
    {
      names: { 3: 'async-function', 4: 'async-function' },
      body: [
        'const ${1:controller} = new AbortController();',
        'try {',
        '\tconst ${2:winner} = await Promise.race([${3:first}(${1:controller}.signal), ${4:second}(${1:controller}.signal)]);',
        '\t$0',
        '} finally {',
        '\t${1:controller}.abort();',
        '}',
      ],
    },
  ],
});
