import { chmodSync, mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { KeptFile } from '../../../server/node/keptFile.ts';
import { folderWith } from '../cli/temporaryFolder.ts';

const value = new Map([['main.py', { names: Uint32Array.of(1, 2), members: new Set(['save']) }]]);

function keptIn(folder: string): KeptFile {
  const file = new KeptFile(path.join(folder, 'a.names'));
  file.write('first', value);
  return file;
}

describe('a kept file gives back what it was given', () => {
  test('to whoever has the same fingerprint', () => {
    const file = keptIn(folderWith({}));
    expect(file.read('first')).toEqual(value);
    expect(file.read('second')).toBeUndefined();
  });

  test('in full, whoever else writes it', () => {
    const folder = folderWith({});
    const [one, other] = [keptIn(folder), new KeptFile(path.join(folder, 'a.names'))];
    other.write('second', 'of another process');
    expect(one.read('first')).toBeUndefined();
    expect(one.read('second')).toBe('of another process');
    one.write('first', value);
    expect(other.read('first')).toEqual(value);
    expect(readdirSync(folder)).toEqual(['a.names']);
  });
});

describe('a kept file holds nothing', () => {
  const damages: readonly (readonly [what: string, damage: (file: string) => void])[] = [
    ['has a byte changed', (file) => writeFileSync(file, readFileSync(file).fill(7, 50, 51))],
    ['ends early', (file) => truncateSync(file, 60)],
    ['is empty', (file) => truncateSync(file, 0)],
    ['is of another program', (file) => writeFileSync(file, 'SQLite format 3')],
  ];
  test.each(damages)('where it %s', (_, damage) => {
    const folder = folderWith({});
    const file = keptIn(folder);
    damage(path.join(folder, 'a.names'));
    expect(file.read('first')).toBeUndefined();
    file.write('first', value);
    expect(file.read('first')).toEqual(value);
  });

  test('where it was never written', () => {
    expect(new KeptFile(path.join(folderWith({}), 'gone/a.names')).read('first')).toBeUndefined();
  });

  test('where it cannot be written', () => {
    const folder = folderWith({ kept: 'a file' });
    chmodSync(path.join(folder, 'kept'), 0o400);
    const file = new KeptFile(path.join(folder, 'kept/a.names'));
    file.write('first', value);
    expect(file.read('first')).toBeUndefined();
  });
});

test('of many files the oldest go', () => {
  const folder = folderWith({});
  mkdirSync(path.join(folder, 'kept'));
  for (let count = 0; count < 40; count++) new KeptFile(path.join(folder, `kept/${count}.names`)).write('', count);
  new KeptFile(path.join(folder, 'kept/a.cache')).write('', 'another kind');
  expect(readdirSync(path.join(folder, 'kept')).filter((name) => name.endsWith('.names'))).toHaveLength(32);
  expect(readdirSync(path.join(folder, 'kept'))).toContain('a.cache');
});
