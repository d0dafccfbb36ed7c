import { defineSnippet } from '../snippet.ts';

export const aioRetry = defineSnippet({
  word: 'aioRetry',
  language: 'typescript',
  title: { en: 'Try again after a failure, waiting longer each time', zh: '失败后重试，每次等待更久' },
  place: 'anywhere',
  forms: [
    {
      needs: { typed: true },
      body: [
        'async function ${1:retry}<T>(work: () => Promise<T>, attempts = ${2:3}): Promise<T> {',
        '\tfor (let attempt = 1; ; attempt++) {',
        '\t\ttry {',
        '\t\t\treturn await work();',
        '\t\t} catch (error) {',
        "\t\t\tconst isAborted = error instanceof Error && error.name === 'AbortError';",
        '\t\t\tif (isAborted || attempt >= attempts) throw error;',
        '\t\t\tawait new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 100));',
        '\t\t}',
        '\t}',
        '}',
        '$0',
      ],
    },
    {
      body: [
        'async function ${1:retry}(work, attempts = ${2:3}) {',
        '\tfor (let attempt = 1; ; attempt++) {',
        '\t\ttry {',
        '\t\t\treturn await work();',
        '\t\t} catch (error) {',
        "\t\t\tconst isAborted = error instanceof Error && error.name === 'AbortError';",
        '\t\t\tif (isAborted || attempt >= attempts) throw error;',
        '\t\t\tawait new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 100));',
        '\t\t}',
        '\t}',
        '}',
        '$0',
      ],
    },
  ],
});
