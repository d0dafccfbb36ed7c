import { defineSnippet } from '../snippet.ts';

export const aioTaskState = defineSnippet({
  word: 'aioTaskState',
  language: 'python',
  title: { en: 'Tell how a task is doing', zh: '说明 task 的当前状态' },
  place: 'anywhere',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 9] },
      imports: [{ module: 'asyncio' }],
      body: [
        'def ${1:state_of}(task: asyncio.Task[object]) -> str:',
        '\tif not task.done():',
        '\t\treturn "running"',
        '\tif task.cancelled():',
        '\t\treturn "cancelled"',
        '\terror = task.exception()',
        '\treturn "done" if error is None else f"failed: {error!r}"',
        '$0',
      ],
    },
    {
      // Older Pythons cannot evaluate this annotation.
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      body: [
        'def ${1:state_of}(task) -> str:',
        '\tif not task.done():',
        '\t\treturn "running"',
        '\tif task.cancelled():',
        '\t\treturn "cancelled"',
        '\terror = task.exception()',
        '\treturn "done" if error is None else f"failed: {error!r}"',
        '$0',
      ],
    },
  ],
});
