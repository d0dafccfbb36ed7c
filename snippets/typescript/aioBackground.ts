import { defineSnippet } from '../snippet.ts';

export const aioBackground = defineSnippet({
  word: 'aioBackground',
  language: 'typescript',
  title: { en: 'Run in the background, able to wait for the rest', zh: '在后台运行，并能等待其余工作' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true },
      body: [
        'const backgroundJobs = new Set<Promise<void>>();',
        '',
        'function ${1:startInBackground}(work: () => Promise<void>): void {',
        '\tconst job = work()',
        '\t\t.catch((error: unknown) => console.error(error))',
        '\t\t.finally(() => backgroundJobs.delete(job));',
        '\tbackgroundJobs.add(job);',
        '}',
        '$0',
      ],
    },
    {
      body: [
        'const backgroundJobs = new Set();',
        '',
        'function ${1:startInBackground}(work) {',
        '\tconst job = work()',
        '\t\t.catch((error) => console.error(error))',
        '\t\t.finally(() => backgroundJobs.delete(job));',
        '\tbackgroundJobs.add(job);',
        '}',
        '$0',
      ],
    },
  ],
});
