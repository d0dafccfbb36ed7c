import { defineSnippet } from '../snippet.ts';

export const aioSocketLines = defineSnippet({
  word: 'aioSocketLines',
  language: 'typescript',
  title: { en: 'Read a socket line by line', zh: '逐行读取 socket' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true },
      imports: [{ module: 'node:net', name: 'Socket', isType: true }],
      body: [
        'async function* ${1:linesOf}(socket: Socket): AsyncGenerator<string> {',
        "\tlet rest = '';",
        "\tfor await (const chunk of socket.setEncoding('utf8')) {",
        "\t\tconst lines = (rest + chunk).split('\\n');",
        "\t\trest = lines.pop() ?? '';",
        '\t\tyield* lines;',
        '\t}',
        "\tif (rest !== '') yield rest;",
        '}',
        '$0',
      ],
    },
    {
      body: [
        'async function* ${1:linesOf}(socket) {',
        "\tlet rest = '';",
        "\tfor await (const chunk of socket.setEncoding('utf8')) {",
        "\t\tconst lines = (rest + chunk).split('\\n');",
        "\t\trest = lines.pop() ?? '';",
        '\t\tyield* lines;',
        '\t}',
        "\tif (rest !== '') yield rest;",
        '}',
        '$0',
      ],
    },
  ],
});
