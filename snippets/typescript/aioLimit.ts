import { defineSnippet } from '../snippet.ts';

export const aioLimit = defineSnippet({
  word: 'aioLimit',
  language: 'typescript',
  title: { en: 'Let only a few run at once', zh: '限制同时运行的数量' },
  place: 'async',
  forms: [
    {
      needs: { dependency: 'p-limit' },
      imports: [{ module: 'p-limit', name: 'default', local: 'pLimit' }],
      names: { 3: 'collection', 5: 'async-function' },
      body: [
        'const limit = pLimit(${1:10});',
        'const ${2:results} = await Promise.all(${3:items}.map((${4:item}) => limit(() => ${5:load}(${4:item}))));',
        '$0',
      ],
    },
    {
      needs: { dependency: 'p-map' },
      imports: [{ module: 'p-map', name: 'default', local: 'pMap' }],
      names: { 2: 'collection', 4: 'async-function' },
      body: [
        'const ${1:results} = await pMap(${2:items}, (${3:item}) => ${4:load}(${3:item}), { concurrency: ${5:10} });',
        '$0',
      ],
    },
    {
      names: { 2: 'collection', 5: 'async-function' },
      body: [
        'const ${1:results} = [];',
        'for (let start = 0; start < ${2:items}.length; start += ${3:10}) {',
        '\tconst batch = ${2:items}.slice(start, start + ${3:10});',
        '\t${1:results}.push(...(await Promise.all(batch.map((${4:item}) => ${5:load}(${4:item})))));',
        '}',
        '$0',
      ],
    },
  ],
});
