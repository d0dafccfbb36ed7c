import { defineSnippet } from '../snippet.ts';

export const aioCtxClass = defineSnippet({
  word: 'aioCtxClass',
  language: 'python',
  title: { en: 'A class to use in async with', zh: '可用于 async with 的类' },
  place: 'anywhere',
  forms: [
    {
      names: { 3: 'async-call' },
      body: [
        'class ${1:Opened}:',
        '\tasync def __aenter__(self) -> "${1:Opened}":',
        '\t\tself.${2:resource} = await ${3:open_resource()}',
        '\t\treturn self',
        '',
        '\tasync def __aexit__(self, *details: object) -> None:',
        '\t\tawait self.${2:resource}.aclose()',
        '$0',
      ],
    },
  ],
});
