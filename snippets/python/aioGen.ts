import { defineSnippet } from '../snippet.ts';

export const aioGen = defineSnippet({
  word: 'aioGen',
  language: 'python',
  title: { en: 'An async generator', zh: 'async 生成器' },
  place: 'anywhere',
  forms: [
    {
      needs: { pythonVersion: [3, 9] },
      imports: [
        { module: 'collections.abc', name: 'AsyncIterator' },
        { module: 'collections.abc', name: 'Iterable' },
      ],
      names: { 6: 'async-function' },
      body: [
        'async def ${1:generate}(${2:items}: Iterable[${3:str}]) -> AsyncIterator[${4:str}]:',
        '\tfor ${5:item} in ${2:items}:',
        '\t\tyield await ${6:load}(${5:item})',
        '$0',
      ],
    },
    {
      // Older Pythons cannot evaluate these annotations.
      names: { 4: 'async-function' },
      body: [
        'async def ${1:generate}(${2:items}):',
        '\tfor ${3:item} in ${2:items}:',
        '\t\tyield await ${4:load}(${3:item})',
        '$0',
      ],
    },
  ],
});
