import { defineSnippet } from '../snippet.ts';

export const aioGatherSafe = defineSnippet({
  word: 'aioGatherSafe',
  language: 'python',
  title: { en: 'Gather and look at every failure', zh: 'gather 并检查每一个失败' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-call', 3: 'async-call' },
      body: [
        '${1:results} = await asyncio.gather(${2:first()}, ${3:second()}, return_exceptions=True)',
        'for ${4:result} in ${1:results}:',
        '\tif isinstance(${4:result}, BaseException):',
        '\t\tprint(f"failed: {${4:result}!r}")',
        '$0',
      ],
    },
  ],
});
