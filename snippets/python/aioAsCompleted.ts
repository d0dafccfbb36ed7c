import { defineSnippet } from '../snippet.ts';

export const aioAsCompleted = defineSnippet({
  word: 'aioAsCompleted',
  language: 'python',
  title: { en: 'Handle results in the order they come', zh: '按完成的先后处理结果' },
  place: 'async',
  forms: [
    {
      needs: { asyncLibrary: 'asyncio' },
      imports: [{ module: 'asyncio' }],
      names: { 2: 'async-function', 4: 'collection' },
      body: [
        '${1:tasks} = [asyncio.create_task(${2:load}(${3:item})) for ${3:item} in ${4:items}]',
        'try:',
        '\tfor earliest in asyncio.as_completed(${1:tasks}):',
        '\t\t${5:result} = await earliest',
        '\t\tprint(${5:result})',
        'finally:',
        '\tfor task in ${1:tasks}:',
        '\t\ttask.cancel()',
        '\tawait asyncio.gather(*${1:tasks}, return_exceptions=True)',
        '$0',
      ],
    },
  ],
});
