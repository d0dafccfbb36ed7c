import { defineSnippet } from '../snippet.ts';

export const aioServer = defineSnippet({
  word: 'aioServer',
  language: 'typescript',
  title: { en: 'Serve connections at their own pace', zh: '提供网络服务，遵循每个连接的速度' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true },
      imports: [
        { module: 'node:net', name: 'createServer' },
        { module: 'node:stream/promises', name: 'pipeline' },
      ],
      body: [
        'const ${1:server} = createServer((socket) => {',
        '\tsocket.setTimeout(${2:30_000}, () => socket.destroy());',
        '\tpipeline(socket, ${3:answer}, socket).catch((error: unknown) => console.error(error));',
        '});',
        '${1:server}.listen(${4:8080});',
        '',
        'async function* ${3:answer}(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {',
        '\tfor await (const chunk of chunks) {',
        '\t\tyield chunk;',
        '\t}',
        '}',
        '$0',
      ],
    },
    {
      imports: [
        { module: 'node:net', name: 'createServer' },
        { module: 'node:stream/promises', name: 'pipeline' },
      ],
      body: [
        'const ${1:server} = createServer((socket) => {',
        '\tsocket.setTimeout(${2:30_000}, () => socket.destroy());',
        '\tpipeline(socket, ${3:answer}, socket).catch((error) => console.error(error));',
        '});',
        '${1:server}.listen(${4:8080});',
        '',
        'async function* ${3:answer}(chunks) {',
        '\tfor await (const chunk of chunks) {',
        '\t\tyield chunk;',
        '\t}',
        '}',
        '$0',
      ],
    },
  ],
});
