import { defineSnippet } from '../snippet.ts';

export const aioMemo = defineSnippet({
  word: 'aioMemo',
  language: 'typescript',
  title: { en: 'Keep results, but no failures', zh: '缓存结果，但不缓存失败' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true },
      names: { 4: 'async-function' },
      body: [
        'const ${1:cache} = new Map<string, Promise<${2:string}>>();',
        '',
        'function ${3:cached}(key: string): Promise<${2:string}> {',
        '\tconst known = ${1:cache}.get(key);',
        '\tif (known !== undefined) return known;',
        '\tconst job = ${4:load}(key);',
        '\t${1:cache}.set(key, job);',
        '\tjob.catch(() => ${1:cache}.delete(key));',
        '\treturn job;',
        '}',
        '$0',
      ],
    },
    {
      names: { 3: 'async-function' },
      body: [
        'const ${1:cache} = new Map();',
        '',
        'function ${2:cached}(key) {',
        '\tconst known = ${1:cache}.get(key);',
        '\tif (known !== undefined) return known;',
        '\tconst job = ${3:load}(key);',
        '\t${1:cache}.set(key, job);',
        '\tjob.catch(() => ${1:cache}.delete(key));',
        '\treturn job;',
        '}',
        '$0',
      ],
    },
  ],
});
