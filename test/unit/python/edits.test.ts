import { describe, expect, test } from 'vitest';
import { emptyFacts } from '../../../server/facts/emptyFacts.ts';
import type { Document } from '../../../server/analysis/document.ts';
import { applyEdits, rangeOf } from '../../../server/analysis/text.ts';
import type { CallFact, Facts, FileFact, FunctionFact, ImportFact } from '../../../server/facts/facts.ts';
import {
  asyncLibraryOf,
  awaitEdits,
  freeName,
  functionAndArguments,
  importedName,
  isWhole,
  moduleVariable,
  standsAlone,
  supports,
} from '../../../server/languages/python/edits.ts';

const file: FileFact = {
  role: 'application',
  asyncLibraries: [],
  dependencies: [],
  style: { indent: '    ', newline: '\n', quote: '"', semicolons: true },
};

function documentOf(text: string): Document {
  return { path: '/app/main.py', language: 'python', version: 0, text };
}

function factsOf(text: string, changes: Partial<Facts> = {}): Facts {
  return {
    ...emptyFacts,
    imports: importsIn(text),
    file,
    ...changes,
  };
}

/** Imports that stand on a line of their own; those that are indented count as guarded. */
function importsIn(text: string): readonly ImportFact[] {
  const pattern = /^([ \t]*)(?:import ([\w.]+)(?: as (\w+))?|from ([\w.]+) import (\w+)(?: as (\w+))?)/gm;
  return [...text.matchAll(pattern)].map(([whole, margin = '', module, alias, from, name = '', nameAlias], index) => {
    const start = [...text.matchAll(pattern)][index]?.index ?? 0;
    const rest = {
      isTypeOnly: false,
      isTopLevel: margin === '',
      range: rangeOf(start + margin.length, start + whole.length),
    };
    return module === undefined
      ? { ...rest, module: from ?? '', imported: name, local: nameAlias ?? name, form: 'from-import' }
      : { ...rest, module, imported: '*', local: alias ?? module.split('.')[0] ?? '', form: 'import' };
  });
}

/** The file after the import that `reference` needs, and the reference itself. */
function withImport(text: string, module: string, name: string, changes: Partial<Facts> = {}) {
  const imported = importedName(documentOf(text), factsOf(text, changes), module, name);
  return imported && { reference: imported.reference, text: applyEdits(text, imported.edits) };
}

describe('importedName', () => {
  test.each([
    ['a name imported by itself', 'from asyncio import sleep\n', 'sleep'],
    ['a name under another name', 'from asyncio import sleep as pause\n', 'pause'],
    ['the module', 'import asyncio\n', 'asyncio.sleep'],
    ['the module under another name', 'import asyncio as aio\n', 'aio.sleep'],
  ])('takes %s as it is', (_, text, reference) => {
    expect(withImport(text, 'asyncio', 'sleep')).toEqual({ reference, text });
  });

  test.each([
    ['from anyio import to_thread\n', 'to_thread.run_sync'],
    ['import anyio.to_thread\n', 'anyio.to_thread.run_sync'],
  ])('takes a submodule from %j', (text, reference) => {
    expect(withImport(text, 'anyio.to_thread', 'run_sync')).toEqual({ reference, text });
  });

  test('imports a submodule from its package', () => {
    expect(withImport('import anyio\n', 'anyio.to_thread', 'run_sync')).toEqual({
      reference: 'to_thread.run_sync',
      text: 'import anyio\nfrom anyio import to_thread\n',
    });
  });

  test('says nothing where the module name means something else', () => {
    expect(withImport('import os\nasyncio = None\n', 'asyncio', 'sleep', { moduleNames: ['asyncio'] })).toBeUndefined();
  });

  test('uses a guarded import that the whole module sees', () => {
    const text = 'try:\n    import asyncio\nexcept ImportError:\n    pass\n';
    expect(withImport(text, 'asyncio', 'sleep', { moduleNames: ['asyncio'] })).toEqual({
      reference: 'asyncio.sleep',
      text,
    });
  });

  test('does not count on an import inside a function', () => {
    const text = 'def f():\n    import asyncio\n';
    expect(withImport(text, 'asyncio', 'sleep')?.text).toBe(`import asyncio\n\n\n${text}`);
  });

  test.each([
    ['before its follower', 'import os\nimport sys\n', 'import asyncio\nimport os\nimport sys\n'],
    ['between neighbours', 'import abc\nimport os\n', 'import abc\nimport asyncio\nimport os\n'],
    ['at the end', 'import abc\n\nx = 1\n', 'import abc\nimport asyncio\n\nx = 1\n'],
    ['before from-imports', 'import abc\nfrom os import path\n', 'import abc\nimport asyncio\nfrom os import path\n'],
    ['before a single from-import', 'from os import path\n', 'import asyncio\nfrom os import path\n'],
    ['into a mixed order', 'from abc import ABC\nimport os\n', 'from abc import ABC\nimport asyncio\nimport os\n'],
    ['behind a comment', 'import abc  # why\nx = 1\n', 'import abc  # why\nimport asyncio\nx = 1\n'],
    ['above other packages', 'import requests\n\nx = 1\n', 'import asyncio\n\nimport requests\n\nx = 1\n'],
    [
      'below the future',
      'from __future__ import annotations\n\nx = 1\n',
      'from __future__ import annotations\n\nimport asyncio\n\nx = 1\n',
    ],
    [
      'into the section of the standard library',
      'from __future__ import annotations\n\nimport os\n\nimport requests\n\nfrom . import x\n',
      'from __future__ import annotations\n\nimport asyncio\nimport os\n\nimport requests\n\nfrom . import x\n',
    ],
    ['without a last line break', 'import abc', 'import abc\nimport asyncio'],
  ])('adds an import %s', (_, before, after) => {
    expect(withImport(before, 'asyncio', 'sleep')?.text).toBe(after);
  });

  test.each([
    ['a docstring', '"""Says hello."""\n\nx = 1\n', '"""Says hello."""\n\nimport asyncio\n\nx = 1\n'],
    [
      'a long docstring',
      '"""Says\n\nhello.\n"""\n\ndef f(): ...\n',
      '"""Says\n\nhello.\n"""\n\nimport asyncio\n\n\ndef f(): ...\n',
    ],
    [
      'a docstring far above the code',
      '"Says hello."\n\n\ndef f(): ...\n',
      '"Says hello."\n\nimport asyncio\n\n\ndef f(): ...\n',
    ],
    ['a shebang', '#!/usr/bin/env python3\nx = 1\n', '#!/usr/bin/env python3\nimport asyncio\n\nx = 1\n'],
    ['nothing', 'async def f(): ...\n', 'import asyncio\n\n\nasync def f(): ...\n'],
  ])('adds the first import behind %s', (_, before, after) => {
    expect(withImport(before, 'asyncio', 'sleep')?.text).toBe(after);
  });

  test('adds other packages below the standard library', () => {
    expect(withImport('import os\n\nx = 1\n', 'trio', 'sleep')?.text).toBe('import os\n\nimport trio\n\nx = 1\n');
  });

  test('writes the line breaks of the file', () => {
    const text = 'import os\r\nx = 1\r\n';
    const style = { ...file.style, newline: '\r\n' } as const;
    expect(withImport(text, 'trio', 'sleep', { file: { ...file, style } })?.text).toBe(
      'import os\r\n\r\nimport trio\r\nx = 1\r\n',
    );
  });

  test('gives equal edits for equal imports, so that they merge', () => {
    const text = 'import os\n';
    const edits = () => importedName(documentOf(text), factsOf(text), 'asyncio', 'sleep')?.edits;
    expect(edits()).toEqual(edits());
    expect(edits()?.[0]?.key).toBe('import asyncio');
  });
});

test('moduleVariable stands below an import that is added with it', () => {
  const text = 'import os\n\nx = 1\n';
  const document = documentOf(text);
  const facts = factsOf(text);
  const imported = importedName(document, facts, 'trio', 'sleep');
  const edits = [...(imported?.edits ?? []), moduleVariable(document, facts, 'tasks', ' = set()')];
  expect(applyEdits(text, edits)).toBe('import os\n\nimport trio\n\ntasks = set()\n\nx = 1\n');
});

test('freeName puts a number behind a name that the text uses', () => {
  expect(freeName(documentOf('tasks = 1'), 'task')).toBe('task');
  expect(freeName(documentOf('task = task_2'), 'task')).toBe('task_3');
});

describe('awaitEdits', () => {
  const awaited = (text: string, needsParentheses = false) => {
    const start = text.indexOf('f()');
    return applyEdits(text, awaitEdits(documentOf(text), rangeOf(start, start + 3), needsParentheses));
  };

  test.each([
    ['f()\n', 'await f()\n'],
    ['x = f().y\n', 'x = (await f()).y\n'],
    ['x = f()[0]\n', 'x = (await f())[0]\n'],
    ['x = (f()\n  .y)\n', 'x = ((await f())\n  .y)\n'],
    ['f()\n[0]\n', 'await f()\n[0]\n'],
    ['f()\n...\n', 'await f()\n...\n'],
    ['f()  # see a.b\n', 'await f()  # see a.b\n'],
    ['x = (f()  # first\n  .y)\n', 'x = ((await f())  # first\n  .y)\n'],
    ['2 ** f()\n', '2 ** await f()\n'],
  ])('turns %j into %j', (before, after) => expect(awaited(before)).toBe(after));

  test('puts the expression in parentheses where that is needed', () => {
    expect(awaited('f()\n', true)).toBe('await (f())\n');
  });
});

describe('functionAndArguments', () => {
  function passed(text: string): string | undefined {
    const open = text.indexOf('(');
    const inside = text.slice(open + 1, -1);
    const start = open + 1 + (inside.length - inside.trimStart().length);
    const value = rangeOf(start, text.length - 1);
    const call: CallFact = {
      id: 0,
      range: rangeOf(0, text.length),
      callee: rangeOf(0, open),
      calleeText: text.slice(0, open),
      name: 'f',
      function: 0,
      arguments: inside.trim() === '' ? [] : [{ range: value, value, spread: 'no' }],
      awaitable: { awaitability: 'never' },
      fate: 'ignored',
      isConstruction: false,
      isOptional: false,
    };
    const loop = { id: 0, kind: 'comprehension', range: value, body: value, function: 0 } as const;
    const facts = factsOf('', { calls: [call], loops: inside.includes(' for ') ? [loop] : [] });
    return functionAndArguments(documentOf(text), facts, call);
  }

  test.each([
    ['f()', 'f'],
    ['f(x, y=1)', 'f, x, y=1'],
    ['a.f(*x)', 'a.f, *x'],
    ['f(\n    x,  # why\n)', '\n    f,\n    x,  # why\n'],
    ['f([x for x in y])', 'f, [x for x in y]'],
  ])('takes %j apart', (text, expected) => expect(passed(text)).toBe(expected));

  test('leaves a bare generator alone, which must be the sole argument', () => {
    expect(passed('f(x for x in y)')).toBeUndefined();
  });
});

describe('isWhole', () => {
  const outer: FunctionFact = {
    id: 0,
    kind: 'function',
    name: 'outer',
    range: rangeOf(0, 100),
    nameRange: rangeOf(0, 5),
    body: rangeOf(10, 100),
    isAsync: true,
    isGenerator: false,
    canAwait: true,
    asyncConversion: { kind: 'not-needed' },
    runs: 'loop',
  };
  const inner: FunctionFact = { ...outer, id: 1, range: rangeOf(50, 80), parent: 0 };
  const facts = (error: number) =>
    factsOf('', { functions: [outer, inner], syntaxErrors: [rangeOf(error, error + 1)] });

  test('fails where the error is in the function itself', () => expect(isWhole(facts(20), outer)).toBe(false));
  test('holds where the error is outside', () => expect(isWhole(facts(20), inner)).toBe(true));
  test('holds where the error is in an inner function', () => expect(isWhole(facts(60), outer)).toBe(true));
  test('fails for the inner function then', () => expect(isWhole(facts(60), inner)).toBe(false));
});

test.each([
  ['    f()  # why\n', true],
  ['if x: f()\n', false],
  ['f(); g()\n', false],
])('standsAlone in %j is %s', (text, expected) => {
  const start = text.indexOf('f()');
  expect(standsAlone(documentOf(text), rangeOf(start, start + 3))).toBe(expected);
});

test('anyio comes first, and asyncio where nothing is known', () => {
  const library = (...asyncLibraries: FileFact['asyncLibraries']) =>
    asyncLibraryOf(factsOf('', { file: { ...file, asyncLibraries } }));
  expect(library()).toBe('asyncio');
  expect(library('trio')).toBe('trio');
  expect(library('asyncio', 'trio')).toBe('asyncio');
  expect(library('asyncio', 'anyio')).toBe('anyio');
});

test('supports compares with the oldest version of the project', () => {
  const facts = factsOf('', { file: { ...file, pythonVersion: [3, 9] } });
  expect(supports(facts, 9, false)).toBe(true);
  expect(supports(facts, 10, true)).toBe(false);
  expect(supports(factsOf(''), 10, true)).toBe(true);
});
