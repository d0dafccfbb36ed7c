import { defineSnippet } from '../snippet.ts';

export const aioLimitMap = defineSnippet({
  word: 'aioLimitMap',
  language: 'python',
  title: { en: 'Run over many items, a few at a time, results in order', zh: '分批处理大量条目,结果保持顺序' },
  place: 'anywhere',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      body: [
        'async def ${1:limit_map}(function, items, limit=${2:10}):',
        '\t"""Results come in the order of the items; at most `limit` calls run at once."""',
        '\tsemaphore = asyncio.Semaphore(limit)',
        '',
        '\tasync def limited(item):',
        '\t\tasync with semaphore:',
        '\t\t\treturn await function(item)',
        '',
        '\treturn await asyncio.gather(*(limited(item) for item in items))',
        '$0',
      ],
    },
  ],
});
