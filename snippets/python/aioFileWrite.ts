import { defineSnippet } from '../snippet.ts';

export const aioFileWrite = defineSnippet({
  word: 'aioFileWrite',
  language: 'python',
  title: { en: 'Write a file without blocking', zh: '不阻塞地写入文件' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      body: [
        'async with await trio.open_file(${1:path}, "w", encoding="utf-8") as ${2:file}:',
        '\tawait ${2:file}.write(${3:text})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      body: [
        'async with await anyio.open_file(${1:path}, "w", encoding="utf-8") as ${2:file}:',
        '\tawait ${2:file}.write(${3:text})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', dependency: 'aiofiles' },
      imports: [{ module: 'aiofiles' }],
      body: [
        'async with aiofiles.open(${1:path}, "w", encoding="utf-8") as ${2:file}:',
        '\tawait ${2:file}.write(${3:text})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 9] },
      imports: [{ module: 'asyncio' }, { module: 'pathlib', name: 'Path' }],
      body: ['await asyncio.to_thread(Path(${1:path}).write_text, ${2:text}, encoding="utf-8")', '$0'],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }, { module: 'pathlib', name: 'Path' }],
      body: [
        'await asyncio.get_running_loop().run_in_executor(None, Path(${1:path}).write_text, ${2:text}, "utf-8")',
        '$0',
      ],
    },
  ],
});
