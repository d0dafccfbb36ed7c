import { defineSnippet } from '../snippet.ts';

export const aioGroupResults = defineSnippet({
  word: 'aioGroupResults',
  language: 'python',
  title: { en: 'Collect the results of a TaskGroup', zh: '收集 TaskGroup 的结果' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 11] },
      imports: [{ module: 'asyncio' }],
      body: [
        'async with asyncio.TaskGroup() as ${1:group}:',
        '\ttasks = [${1:group}.create_task(${2:load}(${3:item})) for ${3:item} in ${4:items}]',
        '${5:results} = [task.result() for task in tasks]',
        '$0',
      ],
    },
  ],
});
