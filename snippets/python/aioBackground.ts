import { defineSnippet } from '../snippet.ts';

export const aioBackground = defineSnippet({
  word: 'aioBackground',
  language: 'python',
  title: { en: 'Run in the background and keep a reference', zh: '在后台运行并保留引用' },
  place: 'anywhere',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 9] },
      imports: [{ module: 'asyncio' }, { module: 'collections.abc', name: 'Coroutine' }],
      body: [
        'background_tasks: set[asyncio.Task[object]] = set()',
        '',
        '',
        'def ${1:start_in_background}(work: Coroutine[object, object, object]) -> None:',
        '\t"""The event loop holds tasks weakly, so the set keeps them until they are done."""',
        '\ttask = asyncio.create_task(work)',
        '\tbackground_tasks.add(task)',
        '\ttask.add_done_callback(background_tasks.discard)',
        '$0',
      ],
    },
    {
      // Older Pythons cannot evaluate these annotations.
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      body: [
        'background_tasks = set()',
        '',
        '',
        'def ${1:start_in_background}(work):',
        '\t"""The event loop holds tasks weakly, so the set keeps them until they are done."""',
        '\ttask = asyncio.create_task(work)',
        '\tbackground_tasks.add(task)',
        '\ttask.add_done_callback(background_tasks.discard)',
        '$0',
      ],
    },
  ],
});
