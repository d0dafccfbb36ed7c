import { defineSnippet } from '../snippet.ts';

export const aioExceptStar = defineSnippet({
  word: 'aioExceptStar',
  language: 'python',
  title: { en: 'Handle the errors of a TaskGroup by type', zh: '按类型处理 TaskGroup 的错误' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio', pythonVersion: [3, 11] },
      imports: [{ module: 'trio' }],
      names: { 2: 'async-start' },
      body: [
        'try:',
        '\tasync with trio.open_nursery() as ${1:nursery}:',
        '\t\t${1:nursery}.start_soon(${2:work})',
        'except* ${3:OSError} as errors:',
        '\tfor error in errors.exceptions:',
        '\t\tprint(f"failed: {error!r}")',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio', pythonVersion: [3, 11] },
      imports: [{ module: 'anyio' }],
      names: { 2: 'async-start' },
      body: [
        'try:',
        '\tasync with anyio.create_task_group() as ${1:group}:',
        '\t\t${1:group}.start_soon(${2:work})',
        'except* ${3:OSError} as errors:',
        '\tfor error in errors.exceptions:',
        '\t\tprint(f"failed: {error!r}")',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 11] },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-call' },
      body: [
        'try:',
        '\tasync with asyncio.TaskGroup() as ${1:group}:',
        '\t\t${1:group}.create_task(${2:work()})',
        'except* ${3:OSError} as errors:',
        '\tfor error in errors.exceptions:',
        '\t\tprint(f"failed: {error!r}")',
        '$0',
      ],
    },
  ],
});
