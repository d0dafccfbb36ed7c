import { defineSnippet } from '../snippet.ts';

export const aioRetry = defineSnippet({
  word: 'aioRetry',
  language: 'python',
  title: { en: 'Try again after a failure, waiting longer each time', zh: '失败后重试,每次等待更久' },
  place: 'async',
  forms: [
    {
      // Since 3.11 an expired limit is an OSError, too.
      needs: { asyncLibrary: 'asyncio', pythonVersion: [3, 11] },
      imports: [{ module: 'asyncio' }],
      body: [
        'for attempt in range(${1:3}):',
        '\ttry:',
        '\t\tasync with asyncio.timeout(${2:10}):',
        '\t\t\t${3:result} = await ${4:work()}',
        '\t\tbreak',
        '\texcept ${5:OSError}:',
        '\t\tif attempt == ${1:3} - 1:',
        '\t\t\traise',
        '\t\tawait asyncio.sleep(2**attempt)',
        '$0',
      ],
    },
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      body: [
        'for attempt in range(${1:3}):',
        '\ttry:',
        '\t\t${2:result} = await asyncio.wait_for(${3:work()}, timeout=${4:10})',
        '\t\tbreak',
        '\texcept (${5:OSError}, asyncio.TimeoutError):',
        '\t\tif attempt == ${1:3} - 1:',
        '\t\t\traise',
        '\t\tawait asyncio.sleep(2**attempt)',
        '$0',
      ],
    },
  ],
});
