import { defineSnippet } from '../snippet.ts';

export const aioPipeline = defineSnippet({
  word: 'aioPipeline',
  language: 'typescript',
  title: { en: 'Connect streams, with their errors and pace', zh: '连接多个 stream，处理错误与背压' },
  place: 'async',
  forms: [
    {
      imports: [
        { module: 'node:fs', name: 'createReadStream' },
        { module: 'node:fs', name: 'createWriteStream' },
        { module: 'node:stream/promises', name: 'pipeline' },
        { module: 'node:zlib', name: 'createGzip' },
      ],
      body: ['await pipeline(createReadStream(${1:file}), ${2:createGzip()}, createWriteStream(${3:target}));', '$0'],
    },
  ],
});
