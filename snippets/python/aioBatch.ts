import { defineSnippet } from '../snippet.ts';

export const aioBatch = defineSnippet({
  word: 'aioBatch',
  language: 'python',
  title: { en: 'Many items in batches, one batch at a time', zh: '大量条目分批处理，每次一批' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 1: 'collection', 4: 'async-function' },
      body: [
        'for start in range(0, len(${1:items}), ${2:10}):',
        '\tasync with trio.open_nursery() as nursery:',
        '\t\tfor ${3:item} in ${1:items}[start : start + ${2:10}]:',
        '\t\t\tnursery.start_soon(${4:load}, ${3:item})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 1: 'collection', 4: 'async-function' },
      body: [
        'for start in range(0, len(${1:items}), ${2:10}):',
        '\tasync with anyio.create_task_group() as group:',
        '\t\tfor ${3:item} in ${1:items}[start : start + ${2:10}]:',
        '\t\t\tgroup.start_soon(${4:load}, ${3:item})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'collection', 4: 'async-function' },
      body: [
        '${1:results} = []',
        'for start in range(0, len(${2:items}), ${3:10}):',
        '\tbatch = ${2:items}[start : start + ${3:10}]',
        '\t${1:results} += await asyncio.gather(*(${4:load}(${5:item}) for ${5:item} in batch))',
        '$0',
      ],
    },
  ],
});
