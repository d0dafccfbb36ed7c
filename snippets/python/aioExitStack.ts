import { defineSnippet } from '../snippet.ts';

export const aioExitStack = defineSnippet({
  word: 'aioExitStack',
  language: 'python',
  title: { en: 'Open as many as there are and close them all', zh: '打开任意多个资源并全部关闭' },
  place: 'async',
  forms: [
    {
      imports: [{ module: 'contextlib', name: 'AsyncExitStack' }],
      names: { 4: 'collection' },
      body: [
        'async with AsyncExitStack() as ${1:stack}:',
        '\t${2:first_session} = await ${1:stack}.enter_async_context(${3:open_session()})',
        '\tif ${4:items}:',
        '\t\t${5:second_session} = await ${1:stack}.enter_async_context(${6:open_session()})',
        '\t${7:result} = await ${2:first_session}.${8:run}()',
        '$0',
      ],
    },
  ],
});
