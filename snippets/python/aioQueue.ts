import { defineSnippet } from '../snippet.ts';

export const aioQueue = defineSnippet({
  word: 'aioQueue',
  language: 'python',
  title: { en: 'Take work from a queue', zh: '从队列中取出工作' },
  place: 'anywhere',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 3: 'async-function' },
      body: [
        'async def ${1:consume}(receiver) -> None:',
        '\tasync with receiver:',
        '\t\tasync for ${2:item} in receiver:',
        '\t\t\tawait ${3:load}(${2:item})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 3: 'async-function' },
      body: [
        'async def ${1:consume}(receiver) -> None:',
        '\tasync with receiver:',
        '\t\tasync for ${2:item} in receiver:',
        '\t\t\tawait ${3:load}(${2:item})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 9] },
      imports: [{ module: 'asyncio' }],
      names: { 4: 'async-function' },
      body: [
        'async def ${1:consume}(queue: asyncio.Queue[${2:str}]) -> None:',
        '\twhile True:',
        '\t\t${3:item} = await queue.get()',
        '\t\ttry:',
        '\t\t\tawait ${4:load}(${3:item})',
        '\t\tfinally:',
        '\t\t\tqueue.task_done()',
        '$0',
      ],
    },
    {
      // Older Pythons cannot evaluate this annotation.
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 3: 'async-function' },
      body: [
        'async def ${1:consume}(queue) -> None:',
        '\twhile True:',
        '\t\t${2:item} = await queue.get()',
        '\t\ttry:',
        '\t\t\tawait ${3:load}(${2:item})',
        '\t\tfinally:',
        '\t\t\tqueue.task_done()',
        '$0',
      ],
    },
  ],
});
