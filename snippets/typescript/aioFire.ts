import { defineSnippet } from '../snippet.ts';

export const aioFire = defineSnippet({
  word: 'aioFire',
  language: 'typescript',
  title: { en: 'Start work and handle its error here', zh: '启动工作并就地处理错误' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true },
      names: { 1: 'async-call' },
      body: ['void ${1:work()}.catch((error: unknown) => {', '\tconsole.error(error);', '});', '$0'],
    },
    {
      names: { 1: 'async-call' },
      body: ['void ${1:work()}.catch((error) => {', '\tconsole.error(error);', '});', '$0'],
    },
  ],
});
