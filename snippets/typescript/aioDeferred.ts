import { defineSnippet } from '../snippet.ts';

export const aioDeferred = defineSnippet({
  word: 'aioDeferred',
  language: 'typescript',
  title: { en: 'Let many wait for one event', zh: '让多处等待同一个事件' },
  place: 'anywhere',
  forms: [
    {
      needs: { nodeVersion: 22, ecmaVersion: 2024, typed: true },
      body: ['const { promise: ${1:opened}, resolve: ${2:open} } = Promise.withResolvers<${3:void}>();', '$0'],
    },
    {
      needs: { nodeVersion: 22, ecmaVersion: 2024 },
      body: ['const { promise: ${1:opened}, resolve: ${2:open} } = Promise.withResolvers();', '$0'],
    },
    {
      needs: { typed: true },
      body: [
        'let ${1:open}: (value: ${2:void}) => void = () => {};',
        'const ${3:opened} = new Promise<${2:void}>((resolve) => {',
        '\t${1:open} = resolve;',
        '});',
        '$0',
      ],
    },
    {
      body: [
        'let ${1:open} = () => {};',
        'const ${2:opened} = new Promise((resolve) => {',
        '\t${1:open} = resolve;',
        '});',
        '$0',
      ],
    },
  ],
});
