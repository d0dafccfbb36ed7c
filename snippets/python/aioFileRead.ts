import { defineSnippet } from '../snippet.ts';

export const aioFileRead = defineSnippet({
  word: 'aioFileRead',
  language: 'python',
  title: { en: 'Read a file without blocking', zh: '不阻塞地读取文件' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'trio' },
      imports: [{ module: 'trio' }],
      body: [
        'async with await trio.open_file(${1:path}, encoding="utf-8") as ${2:file}:',
        '\t${3:text} = await ${2:file}.read()',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'anyio' },
      imports: [{ module: 'anyio' }],
      body: [
        'async with await anyio.open_file(${1:path}, encoding="utf-8") as ${2:file}:',
        '\t${3:text} = await ${2:file}.read()',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', dependency: 'aiofiles' },
      imports: [{ module: 'aiofiles' }],
      body: [
        'async with aiofiles.open(${1:path}, encoding="utf-8") as ${2:file}:',
        '\t${3:text} = await ${2:file}.read()',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 9] },
      imports: [{ module: 'asyncio' }, { module: 'pathlib', name: 'Path' }],
      body: ['${1:text} = await asyncio.to_thread(Path(${2:path}).read_text, encoding="utf-8")', '$0'],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }, { module: 'pathlib', name: 'Path' }],
      body: [
        '${1:text} = await asyncio.get_running_loop().run_in_executor(None, Path(${2:path}).read_text, "utf-8")',
        '$0',
      ],
    },
  ],
});
