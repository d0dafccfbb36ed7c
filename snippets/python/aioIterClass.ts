import { defineSnippet } from '../snippet.ts';

export const aioIterClass = defineSnippet({
  word: 'aioIterClass',
  language: 'python',
  title: { en: 'A class to go over with async for', zh: '可用 async for 遍历的类' },
  place: 'anywhere',
  forms: [
    {
      names: { 4: 'async-function' },
      body: [
        'class ${1:Pages}:',
        '\tdef __init__(self, ${2:items}) -> None:',
        '\t\tself._remaining = iter(${2:items})',
        '',
        '\tdef __aiter__(self) -> "${1:Pages}":',
        '\t\treturn self',
        '',
        '\tasync def __anext__(self):',
        '\t\tfor ${3:item} in self._remaining:',
        '\t\t\treturn await ${4:load}(${3:item})',
        '\t\traise StopAsyncIteration',
        '$0',
      ],
    },
  ],
});
