import { defineSnippet } from '../snippet.ts';

export const aioGroupResults = defineSnippet({
  word: 'aioGroupResults',
  language: 'python',
  title: { en: 'Collect the results of a TaskGroup', zh: '收集 TaskGroup 的结果' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 2: 'async-function', 5: 'collection' },
      body: [
        '${1:results} = {}',
        '',
        '',
        'async def collect(item) -> None:',
        '\t${1:results}[item] = await ${2:load}(item)',
        '',
        '',
        'async with trio.open_nursery() as ${3:nursery}:',
        '\tfor ${4:item} in ${5:items}:',
        '\t\t${3:nursery}.start_soon(collect, ${4:item})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 2: 'async-function', 5: 'collection' },
      body: [
        '${1:results} = {}',
        '',
        '',
        'async def collect(item) -> None:',
        '\t${1:results}[item] = await ${2:load}(item)',
        '',
        '',
        'async with anyio.create_task_group() as ${3:group}:',
        '\tfor ${4:item} in ${5:items}:',
        '\t\t${3:group}.start_soon(collect, ${4:item})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 11] },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-function', 4: 'collection' },
      body: [
        'async with asyncio.TaskGroup() as ${1:group}:',
        '\ttasks = [${1:group}.create_task(${2:load}(${3:item})) for ${3:item} in ${4:items}]',
        '${5:results} = [task.result() for task in tasks]',
        '$0',
      ],
    },
  ],
});
