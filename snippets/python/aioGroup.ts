import { defineSnippet } from '../snippet.ts';

export const aioGroup = defineSnippet({
  word: 'aioGroup',
  language: 'python',
  title: { en: 'Start tasks that end together', zh: '启动同生共死的一组 task' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 2: 'async-start', 3: 'async-start' },
      body: [
        'async with trio.open_nursery() as ${1:nursery}:',
        '\t${1:nursery}.start_soon(${2:first})',
        '\t${1:nursery}.start_soon(${3:second})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 2: 'async-start', 3: 'async-start' },
      body: [
        'async with anyio.create_task_group() as ${1:group}:',
        '\t${1:group}.start_soon(${2:first})',
        '\t${1:group}.start_soon(${3:second})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 11] },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-call', 3: 'async-call' },
      body: [
        'async with asyncio.TaskGroup() as ${1:group}:',
        '\t${1:group}.create_task(${2:first()})',
        '\t${1:group}.create_task(${3:second()})',
        '$0',
      ],
    },
  ],
});
