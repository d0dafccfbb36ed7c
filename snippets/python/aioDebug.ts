import { defineSnippet } from '../snippet.ts';

export const aioDebug = defineSnippet({
  word: 'aioDebug',
  language: 'python',
  title: {
    en: 'Run in debug mode, which names slow and forgotten work',
    zh: '以 debug 模式运行，指出缓慢与被遗忘的工作',
  },
  place: 'module',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }, { module: 'logging' }],
      names: { 1: 'async-call' },
      body: ['logging.basicConfig(level=logging.DEBUG)', 'asyncio.run(${1:work()}, debug=True)', '$0'],
    },
  ],
});
