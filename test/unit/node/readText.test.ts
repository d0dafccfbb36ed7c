import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFrontEndHost } from '../../../server/node/frontEndHost.ts';
import { decode, readText } from '../../../server/node/readText.ts';

const textOf = (bytes: Uint8Array) => {
  const result = decode(bytes);
  return result.kind === 'text' ? result.text : `(${result.reason})`;
};

describe('decode', () => {
  test('takes byte order marks off', () => {
    expect(textOf(Buffer.from('\uFEFFa = "é"', 'utf8'))).toBe('a = "é"');
    expect(textOf(Buffer.from('\uFEFFa = "é"', 'utf16le'))).toBe('a = "é"');
    expect(textOf(Buffer.from('\uFEFFa = "é"', 'utf16le').swap16())).toBe('a = "é"');
  });

  test('reads the encoding that a Python file names', () => {
    expect(textOf(Buffer.from('# -*- coding: latin-1 -*-\na = "é"', 'latin1'))).toContain('a = "é"');
    expect(textOf(Buffer.from('#!/usr/bin/python\n# coding=latin-1\na = "é"', 'latin1'))).toContain('a = "é"');
  });

  test('says why there is no text', () => {
    expect(textOf(Buffer.from('a = "é"', 'latin1'))).toBe('(it is not valid UTF-8)');
    expect(textOf(Buffer.from([0x7f, 0x45, 0, 0]))).toBe('(it is a binary file)');
    expect(textOf(Buffer.from([0xff, 0xfe, 0x41]))).toBe('(it is not valid UTF-16)');
  });
});

describe('files', () => {
  let folder: string;
  const inFolder = (name: string) => path.join(folder, name);
  const reasonFor = (name: string) => {
    const result = readText(inFolder(name));
    return result.kind === 'unreadable' ? result.reason : result.text;
  };

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'files-'));
    writeFileSync(inFolder('a.py'), 'a\r\n');
    writeFileSync(inFolder('huge.ts'), '');
    truncateSync(inFolder('huge.ts'), 3 * 1024 * 1024);
    symlinkSync('loop.py', inFolder('loop.py'));
    symlinkSync('nowhere.py', inFolder('broken.py'));
    symlinkSync('a.py', inFolder('linked.py'));
    mkdirSync(inFolder('package'));
    symlinkSync('..', inFolder('package/up'));
    symlinkSync('package', inFolder('alias'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a text is read as it is', () => expect(reasonFor('a.py')).toBe('a\r\n'));
  test('a huge file is left out', () => expect(reasonFor('huge.ts')).toBe('it is larger than 2 MB'));
  test('a link to itself has no text', () => expect(reasonFor('loop.py')).toBe('its links lead in a circle'));
  test('a vanished file has no text', () => expect(reasonFor('broken.py')).toBe('there is no such file'));
  test('a folder has no text', () => expect(reasonFor('package')).toBe('it is no regular file'));
  test.runIf(process.platform !== 'win32')('a pipe is not waited for', () => {
    execFileSync('mkfifo', [inFolder('pipe.py')]);
    expect(reasonFor('pipe.py')).toBe('it is no regular file');
  });

  test('folders are listed with links followed, except in circles', () => {
    const host = createFrontEndHost(() => {});
    const top = host.list(folder);
    expect([...(top?.files ?? [])].sort()).toEqual(['a.py', 'huge.ts', 'linked.py']);
    expect([...(top?.folders ?? [])].sort()).toEqual(['alias', 'package']);
    expect(host.list(inFolder('package'))?.folders).toEqual([]);
    expect(host.list(inFolder('a.py'))).toBeUndefined();
  });
});
