import { defineSnippet } from '../snippet.ts';

export const aioHttpSession = defineSnippet({
  word: 'aioHttpSession',
  language: 'python',
  title: { en: 'One HTTP session for many requests', zh: '多次请求共用一个 HTTP session' },
  place: 'async',
  forms: [
    {
      needs: { dependency: 'httpx' },
      imports: [{ module: 'httpx' }],
      body: [
        'async with httpx.AsyncClient(timeout=${1:10}) as ${2:client}:',
        '\t${3:response} = await ${2:client}.get(${4:url})',
        '\t${3:response}.raise_for_status()',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio', dependency: 'aiohttp' },
      imports: [{ module: 'aiohttp' }],
      body: [
        'async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=${1:10})) as ${2:session}:',
        '\tasync with ${2:session}.get(${3:url}) as ${4:response}:',
        '\t\t${4:response}.raise_for_status()',
        '\t\t${5:data} = await ${4:response}.json()',
        '$0',
      ],
    },
  ],
});
