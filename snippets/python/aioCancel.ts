import { defineSnippet } from '../snippet.ts';

export const aioCancel = defineSnippet({
  word: 'aioCancel',
  language: 'python',
  title: { en: 'Cancel a task and wait until it has ended', zh: '取消 task 并等到它结束' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 2: 'async-start' },
      body: [
        'async with trio.open_nursery() as ${1:nursery}:',
        '\t${1:nursery}.start_soon(${2:work})',
        '\t$0',
        '\t${1:nursery}.cancel_scope.cancel()',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 2: 'async-start' },
      body: [
        'async with anyio.create_task_group() as ${1:group}:',
        '\t${1:group}.start_soon(${2:work})',
        '\t$0',
        '\t${1:group}.cancel_scope.cancel()',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-call' },
      body: [
        '${1:task} = asyncio.create_task(${2:work()})',
        '$0',
        '${1:task}.cancel()',
        '# Unlike `except CancelledError`, this does not hide that we are cancelled ourselves.',
        'await asyncio.wait([${1:task}])',
        'if not ${1:task}.cancelled():',
        '\t${1:task}.result()',
      ],
    },
  ],
});
