import { defineSnippet } from '../snippet.ts';

export const aioWorker = defineSnippet({
  word: 'aioWorker',
  language: 'typescript',
  title: { en: 'Run heavy work in a worker thread', zh: '在 worker 线程中执行繁重计算' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true, moduleSystem: 'commonjs' },
      imports: [{ module: 'node:worker_threads', name: 'Worker' }],
      body: [
        'function ${1:runInWorker}(input: unknown): Promise<unknown> {',
        '\treturn new Promise((resolve, reject) => {',
        "\t\tconst worker = new Worker(require.resolve(${2:'./worker.js'}), { workerData: input });",
        "\t\tworker.once('message', resolve);",
        "\t\tworker.once('error', reject);",
        "\t\tworker.once('exit', () => reject(new Error('the worker ended without a result')));",
        '\t});',
        '}',
        '$0',
      ],
    },
    {
      needs: { typed: true },
      imports: [{ module: 'node:worker_threads', name: 'Worker' }],
      body: [
        'function ${1:runInWorker}(input: unknown): Promise<unknown> {',
        '\treturn new Promise((resolve, reject) => {',
        "\t\tconst worker = new Worker(new URL(${2:'./worker.js'}, import.meta.url), { workerData: input });",
        "\t\tworker.once('message', resolve);",
        "\t\tworker.once('error', reject);",
        "\t\tworker.once('exit', () => reject(new Error('the worker ended without a result')));",
        '\t});',
        '}',
        '$0',
      ],
    },
    {
      needs: { moduleSystem: 'commonjs' },
      imports: [{ module: 'node:worker_threads', name: 'Worker' }],
      body: [
        'function ${1:runInWorker}(input) {',
        '\treturn new Promise((resolve, reject) => {',
        "\t\tconst worker = new Worker(require.resolve(${2:'./worker.js'}), { workerData: input });",
        "\t\tworker.once('message', resolve);",
        "\t\tworker.once('error', reject);",
        "\t\tworker.once('exit', () => reject(new Error('the worker ended without a result')));",
        '\t});',
        '}',
        '$0',
      ],
    },
    {
      imports: [{ module: 'node:worker_threads', name: 'Worker' }],
      body: [
        'function ${1:runInWorker}(input) {',
        '\treturn new Promise((resolve, reject) => {',
        "\t\tconst worker = new Worker(new URL(${2:'./worker.js'}, import.meta.url), { workerData: input });",
        "\t\tworker.once('message', resolve);",
        "\t\tworker.once('error', reject);",
        "\t\tworker.once('exit', () => reject(new Error('the worker ended without a result')));",
        '\t});',
        '}',
        '$0',
      ],
    },
  ],
});
