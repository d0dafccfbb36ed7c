import { defineSnippet } from '../snippet.ts';

export const aioIterClass = defineSnippet({
  word: 'aioIterClass',
  language: 'typescript',
  title: { en: 'Define a class that for await goes over', zh: '定义可用 for await 遍历的类' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true },
      names: { 3: 'async-function' },
      body: [
        'class ${1:Pages} implements AsyncIterable<${2:string}> {',
        '\treadonly #sources: readonly string[];',
        '',
        '\tconstructor(sources: readonly string[]) {',
        '\t\tthis.#sources = sources;',
        '\t}',
        '',
        '\tasync *[Symbol.asyncIterator](): AsyncGenerator<${2:string}> {',
        '\t\tfor (const source of this.#sources) yield await ${3:load}(source);',
        '\t}',
        '}',
        '$0',
      ],
    },
    {
      names: { 2: 'async-function' },
      body: [
        'class ${1:Pages} {',
        '\t#sources;',
        '',
        '\tconstructor(sources) {',
        '\t\tthis.#sources = sources;',
        '\t}',
        '',
        '\tasync *[Symbol.asyncIterator]() {',
        '\t\tfor (const source of this.#sources) yield await ${2:load}(source);',
        '\t}',
        '}',
        '$0',
      ],
    },
  ],
});
