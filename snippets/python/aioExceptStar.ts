import { defineSnippet } from '../snippet.ts';

export const aioExceptStar = defineSnippet({
  word: 'aioExceptStar',
  language: 'python',
  title: { en: 'Handle the errors of a TaskGroup by type', zh: '按类型处理 TaskGroup 的错误' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 11] },
      imports: [{ module: 'asyncio' }],
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
