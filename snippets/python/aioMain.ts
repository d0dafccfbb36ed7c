import { defineSnippet } from '../snippet.ts';

export const aioMain = defineSnippet({
  word: 'aioMain',
  language: 'python',
  title: { en: 'An async program from its entry point on', zh: '从入口开始的 async 程序' },
  place: 'module',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      names: { 2: 'async-call' },
      body: [
        'async def ${1:main}() -> None:',
        '\tawait ${2:work()}$0',
        '',
        '',
        'if __name__ == "__main__":',
        '\ttrio.run(${1:main})',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      names: { 2: 'async-call' },
      body: [
        'async def ${1:main}() -> None:',
        '\tawait ${2:work()}$0',
        '',
        '',
        'if __name__ == "__main__":',
        '\tanyio.run(${1:main})',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-call' },
      body: [
        'async def ${1:main}() -> None:',
        '\tawait ${2:work()}$0',
        '',
        '',
        'if __name__ == "__main__":',
        '\tasyncio.run(${1:main}())',
      ],
    },
  ],
});
