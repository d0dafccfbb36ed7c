import { defineSnippet } from '../snippet.ts';

export const aioMain = defineSnippet({
  word: 'aioMain',
  language: 'typescript',
  title: { en: 'Start a program whose failure is seen', zh: '启动程序，失败不会被吞掉' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true },
      names: { 1: 'async-call' },
      body: [
        'async function main(): Promise<void> {',
        '\tawait ${1:work()};',
        '}',
        '',
        'main().catch((error: unknown) => {',
        '\tconsole.error(error);',
        '\tprocess.exitCode = 1;',
        '});',
        '$0',
      ],
    },
    {
      names: { 1: 'async-call' },
      body: [
        'async function main() {',
        '\tawait ${1:work()};',
        '}',
        '',
        'main().catch((error) => {',
        '\tconsole.error(error);',
        '\tprocess.exitCode = 1;',
        '});',
        '$0',
      ],
    },
  ],
});
