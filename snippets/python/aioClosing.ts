import { defineSnippet } from '../snippet.ts';

export const aioClosing = defineSnippet({
  word: 'aioClosing',
  language: 'python',
  title: { en: 'Leave an async generator early and close it', zh: '提前离开 async 生成器并关闭它' },
  place: 'async',
  forms: [
    {
      needs: { pythonVersion: [3, 10] },
      imports: [{ module: 'contextlib', name: 'aclosing' }],
      names: { 1: 'async-iterable' },
      body: [
        'async with aclosing(${1:stream()}) as ${2:items}:',
        '\tasync for ${3:item} in ${2:items}:',
        '\t\tif ${3:item}:',
        '\t\t\tbreak',
        '$0',
      ],
    },
    {
      names: { 2: 'async-iterable' },
      body: [
        '${1:items} = ${2:stream()}',
        'try:',
        '\tasync for ${3:item} in ${1:items}:',
        '\t\tif ${3:item}:',
        '\t\t\tbreak',
        'finally:',
        '\tawait ${1:items}.aclose()',
        '$0',
      ],
    },
  ],
});
