import { defineSnippet } from '../snippet.ts';

export const aioRunner = defineSnippet({
  word: 'aioRunner',
  language: 'python',
  title: { en: 'Run several coroutines on one event loop', zh: '在同一个 event loop 上依次运行多个 coroutine' },
  place: 'module',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 11] },
      imports: [{ module: 'asyncio' }],
      names: { 3: 'async-call' },
      body: ['with asyncio.Runner() as ${1:runner}:', '\t${2:result} = ${1:runner}.run(${3:work()})', '\t$0'],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 3: 'async-call' },
      body: [
        '${1:loop} = asyncio.new_event_loop()',
        'try:',
        '\t${2:result} = ${1:loop}.run_until_complete(${3:work()})',
        '\t$0',
        'finally:',
        '\t${1:loop}.run_until_complete(${1:loop}.shutdown_asyncgens())',
        '\t${1:loop}.close()',
      ],
    },
  ],
});
