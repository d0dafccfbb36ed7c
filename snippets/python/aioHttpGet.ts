import { defineSnippet } from '../snippet.ts';

export const aioHttpGet = defineSnippet({
  word: 'aioHttpGet',
  language: 'python',
  title: { en: 'Get JSON by HTTP', zh: '通过 HTTP 获取 JSON' },
  place: 'async',
  forms: [
    {
      needs: { dependency: 'httpx' },
      body: [
        '${1:response} = await ${2:client}.get(${3:url}, timeout=${4:10})',
        '${1:response}.raise_for_status()',
        '${5:data} = ${1:response}.json()',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', dependency: 'aiohttp' },
      imports: [{ module: 'aiohttp' }],
      body: [
        'async with ${1:session}.get(${3:url}, timeout=aiohttp.ClientTimeout(total=${4:10})) as ${2:response}:',
        '\t${2:response}.raise_for_status()',
        '\t${5:data} = await ${2:response}.json()',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 9] },
      imports: [{ module: 'asyncio' }, { module: 'urllib.request', name: 'urlopen' }],
      body: [
        'def ${1:fetch}() -> bytes:',
        '\twith urlopen(${2:url}, timeout=${3:10}) as response:',
        '\t\treturn response.read()',
        '',
        '',
        '${4:body} = await asyncio.to_thread(${1:fetch})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }, { module: 'urllib.request', name: 'urlopen' }],
      body: [
        'def ${1:fetch}() -> bytes:',
        '\twith urlopen(${2:url}, timeout=${3:10}) as response:',
        '\t\treturn response.read()',
        '',
        '',
        '${4:body} = await asyncio.get_running_loop().run_in_executor(None, ${1:fetch})',
        '$0',
      ],
    },
  ],
});
