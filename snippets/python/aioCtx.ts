import { defineSnippet } from '../snippet.ts';

export const aioCtx = defineSnippet({
  word: 'aioCtx',
  language: 'python',
  title: { en: 'A function to use in async with', zh: '可用于 async with 的函数' },
  place: 'anywhere',
  forms: [
    {
      needs: { pythonVersion: [3, 9] },
      imports: [
        { module: 'contextlib', name: 'asynccontextmanager' },
        { module: 'collections.abc', name: 'AsyncIterator' },
      ],
      names: { 3: 'async-call' },
      body: [
        '@asynccontextmanager',
        'async def ${1:opened}() -> AsyncIterator[${4:object}]:',
        '\t${2:resource} = await ${3:open_resource()}',
        '\ttry:',
        '\t\tyield ${2:resource}',
        '\tfinally:',
        '\t\tawait ${2:resource}.aclose()',
        '$0',
      ],
    },
    {
      // Older Pythons cannot evaluate this annotation.
      imports: [{ module: 'contextlib', name: 'asynccontextmanager' }],
      names: { 3: 'async-call' },
      body: [
        '@asynccontextmanager',
        'async def ${1:opened}():',
        '\t${2:resource} = await ${3:open_resource()}',
        '\ttry:',
        '\t\tyield ${2:resource}',
        '\tfinally:',
        '\t\tawait ${2:resource}.aclose()',
        '$0',
      ],
    },
  ],
});
