import { describe, expect, test } from 'vitest';
import { pythonIn } from '../../../server/workspace/magics.ts';

/** The Python that a cell becomes, without the blanks at its end. */
function pythonOf(cell: string): string {
  const part = pythonIn(cell);
  if (part === 'foreign') return part;
  expect(part.skipped.length + part.python.length).toBe(cell.length);
  return part.python.replace(/[ \t]+$/gm, '');
}

describe('lines that are no Python', () => {
  test.each([
    ['!ls -l', '0'],
    ['%matplotlib inline', '0'],
    ['?list', '0'],
    ['list.append??', '0'],
    ['pip install httpx', '0'],
    ['if ready:\n    !ls\nrun()', 'if ready:\n    0\nrun()'],
    ['files = !ls *.py', 'files = 0'],
    ['a, b = %sql select 1', 'a, b = 0'],
    ['!ls \\\n  -l\nrun()', '0\n\nrun()'],
  ])('%j becomes %j', (cell, python) => expect(pythonOf(cell)).toBe(python));
});

describe('magics that run Python', () => {
  test.each([
    ['%time await fetch()', '0;    await fetch()'],
    ['%timeit -n 10 -r 3 fetch()', `0;${' '.repeat(17)}fetch()`],
    ['result = %time fetch()', 'result =       fetch()'],
    ['%time', '0'],
  ])('%j becomes %j', (cell, python) => expect(pythonOf(cell)).toBe(python));
});

describe('cell magics', () => {
  test('those of Python leave the rest', () => {
    expect(pythonIn('\n%%time\nawait fetch()')).toEqual({ skipped: '\n%%time\n', python: 'await fetch()' });
  });

  test.each(['%%bash\nls', '%%html', '%%python3\nsave()', '%%writefile shop.py\nsave()'])('%j is foreign', (cell) => {
    expect(pythonIn(cell)).toBe('foreign');
  });
});

describe('Python that looks like a magic', () => {
  test.each([
    'total = (a\n  % b\n  / c)',
    'text = """\n%time\n!ls\n"""',
    'text = "a\\\n!b"',
    "name = '('  # )\nvalue = 1",
    'total = a \\\n  % b',
    'a %= 2\nb = not a != 3',
    'question = "really?"',
    'rows = [\n  1,\n  2\n]',
  ])('%j stays', (cell) => expect(pythonIn(cell)).toEqual({ skipped: '', python: cell }));
});
