/** The whole standard library of the machine's Python parses as CPython's own `ast` says. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { comparisonWith, type OracleHeader, rowsOf } from './rows.ts';

const script = path.join(import.meta.dirname, 'oracle.py');
const tenMinutes = 600_000;

function oracle(...parameters: readonly string[]): string {
  try {
    return execFileSync('python3', [script, ...parameters], { encoding: 'utf8', maxBuffer: 1 << 30 });
  } catch (error) {
    throw new Error('this test compares with the ast module of python3 3.8 or newer: install it and put it on PATH', {
      cause: error,
    });
  }
}

interface Difference {
  readonly file: string;
  readonly onlyTheirs: readonly string[];
  readonly onlyOurs: readonly string[];
}

/** The first rows that only one side has. */
function differenceIn(file: string, header: OracleHeader): Difference {
  const theirs = new Set(oracle('rows', file).trimEnd().split('\n'));
  const ours = new Set(rowsOf(readFileSync(file, 'utf8'), header));
  return {
    file,
    onlyTheirs: [...theirs].filter((row) => !ours.has(row)).slice(0, 5),
    onlyOurs: [...ours].filter((row) => !theirs.has(row)).slice(0, 5),
  };
}

describe('the standard library of python3', () => {
  test(
    'has the same tree with the same positions',
    () => {
      const { header, files, different } = comparisonWith(oracle('standard-library'));
      expect(files).toBeGreaterThan(150);
      expect(different.slice(0, 3).map((file) => differenceIn(file, header))).toEqual([]);
    },
    tenMinutes,
  );
});
