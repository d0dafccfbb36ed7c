import { defineSnippet } from '../snippet.ts';

export const aioHttpPost = defineSnippet({
  word: 'aioHttpPost',
  language: 'python',
  title: { en: 'Send JSON by HTTP', zh: '通过 HTTP 发送 JSON' },
  place: 'async',
  forms: [
    {
      needs: { dependency: 'httpx' },
      body: [
        '${1:response} = await ${2:client}.post(${3:url}, json=${4:payload}, timeout=${5:10})',
        '${1:response}.raise_for_status()',
        '${6:data} = ${1:response}.json()',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', dependency: 'aiohttp' },
      imports: [{ module: 'aiohttp' }],
      body: [
        'async with ${1:session}.post(${2:url}, json=${3:payload}, timeout=aiohttp.ClientTimeout(total=${4:10})) as ${5:response}:',
        '\t${5:response}.raise_for_status()',
        '\t${6:data} = await ${5:response}.json()',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 9] },
      imports: [
        { module: 'asyncio' },
        { module: 'json' },
        { module: 'urllib.request', name: 'Request' },
        { module: 'urllib.request', name: 'urlopen' },
      ],
      body: [
        'def ${1:send}() -> bytes:',
        '\trequest = Request(${2:url}, data=json.dumps(${3:payload}).encode(), headers={"Content-Type": "application/json"})',
        '\twith urlopen(request, timeout=${4:10}) as response:',
        '\t\treturn response.read()',
        '',
        '',
        '${5:body} = await asyncio.to_thread(${1:send})',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [
        { module: 'asyncio' },
        { module: 'json' },
        { module: 'urllib.request', name: 'Request' },
        { module: 'urllib.request', name: 'urlopen' },
      ],
      body: [
        'def ${1:send}() -> bytes:',
        '\trequest = Request(${2:url}, data=json.dumps(${3:payload}).encode(), headers={"Content-Type": "application/json"})',
        '\twith urlopen(request, timeout=${4:10}) as response:',
        '\t\treturn response.read()',
        '',
        '',
        '${5:body} = await asyncio.get_running_loop().run_in_executor(None, ${1:send})',
        '$0',
      ],
    },
  ],
});
