import { defineSnippet } from '../snippet.ts';

export const aioPool = defineSnippet({
  word: 'aioPool',
  language: 'typescript',
  title: { en: 'Run over many items, a few at a time, results in order', zh: '分批处理大量条目，结果保持顺序' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true },
      body: [
        'async function ${1:mapLimit}<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<R[]> {',
        '\tconst results: R[] = [];',
        '\tconst queue = items.entries();',
        '\tconst worker = async () => {',
        '\t\tfor (const [index, item] of queue) results[index] = await work(item);',
        '\t};',
        '\tawait Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));',
        '\treturn results;',
        '}',
        '$0',
      ],
    },
    {
      body: [
        'async function ${1:mapLimit}(items, limit, work) {',
        '\tconst results = [];',
        '\tconst queue = items.entries();',
        '\tconst worker = async () => {',
        '\t\tfor (const [index, item] of queue) results[index] = await work(item);',
        '\t};',
        '\tawait Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));',
        '\treturn results;',
        '}',
        '$0',
      ],
    },
  ],
});
