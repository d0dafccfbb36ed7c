import { defineSnippet } from '../snippet.ts';

export const aioFirst = defineSnippet({
  word: 'aioFirst',
  language: 'typescript',
  title: {
    en: 'Write a function that gives the first success and stops the rest',
    zh: '编写函数：返回第一个成功的结果并停止其余工作',
  },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true },
      body: [
        'async function ${1:firstOf}<T>(...jobs: readonly ((signal: AbortSignal) => Promise<T>)[]): Promise<T> {',
        '\tconst controller = new AbortController();',
        '\ttry {',
        '\t\treturn await Promise.any(jobs.map((job) => job(controller.signal)));',
        '\t} finally {',
        '\t\tcontroller.abort();',
        '\t}',
        '}',
        '$0',
      ],
    },
    {
      body: [
        'async function ${1:firstOf}(...jobs) {',
        '\tconst controller = new AbortController();',
        '\ttry {',
        '\t\treturn await Promise.any(jobs.map((job) => job(controller.signal)));',
        '\t} finally {',
        '\t\tcontroller.abort();',
        '\t}',
        '}',
        '$0',
      ],
    },
  ],
});
