import { defineSnippet } from '../snippet.ts';

export const aioWait = defineSnippet({
  word: 'aioWait',
  language: 'python',
  title: { en: 'Wait for many with one time limit, keep what is done', zh: '限时等待多个任务，保留已完成的结果' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-function', 4: 'collection' },
      body: [
        '${1:tasks} = [asyncio.create_task(${2:load}(${3:item})) for ${3:item} in ${4:items}]',
        'try:',
        '\tdone, pending = await asyncio.wait(${1:tasks}, timeout=${5:10})',
        '\t${6:results} = [task.result() for task in done]',
        'finally:',
        '\tfor task in ${1:tasks}:',
        '\t\ttask.cancel()',
        '\tawait asyncio.gather(*${1:tasks}, return_exceptions=True)',
        '$0',
      ],
    },
  ],
});
