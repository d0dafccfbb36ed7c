import { defineSnippet } from '../snippet.ts';

export const aioSlow = defineSnippet({
  word: 'aioSlow',
  language: 'python',
  title: { en: 'Log whatever holds up the event loop', zh: '记录拖慢 event loop 的代码' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 3: 'async-call' },
      body: [
        '${1:loop} = asyncio.get_running_loop()',
        '${1:loop}.set_debug(True)',
        '${1:loop}.slow_callback_duration = ${2:0.1}',
        'await ${3:work()}',
        '$0',
      ],
    },
  ],
});
