import { defineSnippet } from '../snippet.ts';

export const aioMutex = defineSnippet({
  word: 'aioMutex',
  language: 'typescript',
  title: { en: 'Let only one run at a time', zh: '同一时间只运行一个' },
  place: 'anywhere',
  forms: [
    {
      needs: { dependency: 'async-mutex', typed: true },
      imports: [{ module: 'async-mutex', name: 'Mutex' }],
      body: [
        'const ${1:mutex} = new Mutex();',
        '',
        'function ${2:exclusively}<T>(work: () => Promise<T> | T): Promise<T> {',
        '\treturn ${1:mutex}.runExclusive(work);',
        '}',
        '$0',
      ],
    },
    {
      needs: { dependency: 'async-mutex' },
      imports: [{ module: 'async-mutex', name: 'Mutex' }],
      body: [
        'const ${1:mutex} = new Mutex();',
        '',
        'function ${2:exclusively}(work) {',
        '\treturn ${1:mutex}.runExclusive(work);',
        '}',
        '$0',
      ],
    },
    {
      needs: { typed: true },
      body: [
        'let ${1:lastJob}: Promise<unknown> = Promise.resolve();',
        '',
        'function ${2:exclusively}<T>(work: () => Promise<T> | T): Promise<T> {',
        '\tconst job = ${1:lastJob}.then(work);',
        '\t${1:lastJob} = job.catch(() => {});',
        '\treturn job;',
        '}',
        '$0',
      ],
    },
    {
      body: [
        'let ${1:lastJob} = Promise.resolve();',
        '',
        'function ${2:exclusively}(work) {',
        '\tconst job = ${1:lastJob}.then(work);',
        '\t${1:lastJob} = job.catch(() => {});',
        '\treturn job;',
        '}',
        '$0',
      ],
    },
  ],
});
