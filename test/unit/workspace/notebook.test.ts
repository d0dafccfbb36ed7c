import { describe, expect, test } from 'vitest';
import { cellsOfFile, notebookModule } from '../../../server/workspace/notebook.ts';

describe('the cells of a file', () => {
  const code = (source: unknown) => ({ cell_type: 'code', source, outputs: [], metadata: {} });
  const file = (cells: unknown, metadata: unknown = {}) => JSON.stringify({ nbformat: 4, metadata, cells });

  test('are those with code, numbered among all', () => {
    const cells = [{ cell_type: 'markdown', source: '# Title' }, code(['a = 1\n', 'b = 2']), code('c = 3')];
    expect(cellsOfFile(file(cells))).toEqual([
      { index: 1, text: 'a = 1\nb = 2' },
      { index: 2, text: 'c = 3' },
    ]);
  });

  test('are none where the notebook is in another language', () => {
    expect(cellsOfFile(file([code('1 + 1')], { kernelspec: { language: 'R' } }))).toEqual([]);
    expect(cellsOfFile(file([code('1 + 1')], { language_info: { name: 'python' } }))).toHaveLength(1);
  });

  test.each(['', '{', '[]', '{"worksheets": []}', '{"cells": 1}'])('are unknown in %j', (text) => {
    expect(cellsOfFile(text)).toBeUndefined();
  });

  test('may have any shape without doing harm', () => {
    expect(cellsOfFile(file([null, 1, {}, code(undefined)]))).toEqual([{ index: 3, text: '' }]);
  });
});

test('a module is made of the cells that are Python', () => {
  const texts = ['import os', '%%bash\nls', '%%time\nrun()\n', ''];
  const { text, cells } = notebookModule(texts.map((each, index) => ({ index, text: each })));
  expect(text).toBe('import os\nrun()\n\n\n');
  expect(cells.map(({ index, range, source }) => [index, text.slice(range.start, range.end), source])).toEqual([
    [0, 'import os', 'import os'],
    [2, 'run()\n', '%%time\nrun()\n'],
    [3, '', ''],
  ]);
});
