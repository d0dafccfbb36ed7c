import { defineSnippet } from '../snippet.ts';

export const aioDisposeClass = defineSnippet({
  word: 'aioDisposeClass',
  language: 'typescript',
  title: { en: 'Define a class that await using closes', zh: '定义可由 await using 关闭的类' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true, nodeVersion: 20, dependency: '@types/node' },
      names: { 2: 'async-call' },
      body: [
        'class ${1:Resource} implements AsyncDisposable {',
        '\tasync close(): Promise<void> {',
        '\t\tawait ${2:work()};',
        '\t}',
        '',
        '\tasync [Symbol.asyncDispose](): Promise<void> {',
        '\t\tawait this.close();',
        '\t}',
        '}',
        '$0',
      ],
    },
    {
      needs: { typed: true, nodeVersion: 20, ecmaVersion: 2026 },
      names: { 2: 'async-call' },
      body: [
        'class ${1:Resource} implements AsyncDisposable {',
        '\tasync close(): Promise<void> {',
        '\t\tawait ${2:work()};',
        '\t}',
        '',
        '\tasync [Symbol.asyncDispose](): Promise<void> {',
        '\t\tawait this.close();',
        '\t}',
        '}',
        '$0',
      ],
    },
    {
      names: { 2: 'async-call' },
      body: [
        'class ${1:Resource} {',
        '\tasync close() {',
        '\t\tawait ${2:work()};',
        '\t}',
        '',
        '\tasync [Symbol.asyncDispose]() {',
        '\t\tawait this.close();',
        '\t}',
        '}',
        '$0',
      ],
    },
  ],
});
