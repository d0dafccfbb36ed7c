import { defineSnippet } from '../snippet.ts';

export const aioTaskDone = defineSnippet({
  word: 'aioTaskDone',
  language: 'python',
  title: { en: 'Report the error of a task when it is done', zh: 'task 完成时报告它的错误' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 9] },
      imports: [{ module: 'asyncio' }],
      names: { 3: 'async-call' },
      body: [
        'def ${1:report_error}(task: asyncio.Task[object]) -> None:',
        '\tif not task.cancelled() and (error := task.exception()) is not None:',
        '\t\tprint(f"{task.get_name()} failed: {error!r}")',
        '',
        '',
        '${2:task} = asyncio.create_task(${3:work()})',
        '${2:task}.add_done_callback(${1:report_error})',
        '$0',
        'await asyncio.wait([${2:task}])',
      ],
    },
    {
      // Older Pythons cannot evaluate this annotation.
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 3: 'async-call' },
      body: [
        'def ${1:report_error}(task):',
        '\tif not task.cancelled() and task.exception() is not None:',
        '\t\tprint(f"{task.get_name()} failed: {task.exception()!r}")',
        '',
        '',
        '${2:task} = asyncio.create_task(${3:work()})',
        '${2:task}.add_done_callback(${1:report_error})',
        '$0',
        'await asyncio.wait([${2:task}])',
      ],
    },
  ],
});
