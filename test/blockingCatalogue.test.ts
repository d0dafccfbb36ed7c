/** What is said to block exists where it can be looked up, and so does what is said to take its place. */

import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import type { Since } from '../server/blocking/blockingCall.ts';
import { packagePage } from '../server/blocking/documentation.ts';
import type { Group as NodeGroup } from '../server/blocking/nodeGroups.ts';
import { packages as nodePackages } from '../server/blocking/nodePackages.ts';
import { standardLibrary as nodeStandardLibrary } from '../server/blocking/nodeStandardLibrary.ts';
import { databases } from '../server/blocking/pythonDatabases.ts';
import type { Group as PythonGroup } from '../server/blocking/pythonGroups.ts';
import { packages as pythonPackages } from '../server/blocking/pythonPackages.ts';
import { standardLibrary as pythonStandardLibrary } from '../server/blocking/pythonStandardLibrary.ts';
import { pythonTwins } from '../server/blocking/pythonTwins.ts';
import { asyncioVersions } from '../server/languages/python/asyncioVersions.ts';
import { snippets } from '../snippets/catalogue.ts';

describe('Python', () => {
  const packages = [...databases, ...pythonPackages];
  const groups = [...pythonStandardLibrary, ...packages];
  const twinsUsed = groups.flatMap(({ instead }) => Object.values(instead ?? {}));

  test('no call is listed twice', () => {
    expect(repeated(groups.flatMap(namesOf))).toEqual([]);
  });

  test('each package has a page of documentation', () => {
    const owners = packages.flatMap(({ of }) => of.split(' '));
    expect(owners.filter((owner) => packagePage(owner) === undefined)).toEqual([]);
  });

  test('each twin is the answer to some call', () => {
    expect(Object.keys(pythonTwins).filter((name) => !twinsUsed.includes(name as keyof typeof pythonTwins))).toEqual(
      [],
    );
  });

  test('nothing of asyncio is offered under trio', () => {
    const plain = groups.flatMap(({ instead }) => (instead?.trio === undefined ? [] : [instead.trio]));
    expect(plain.filter((name) => name.startsWith('asyncio.') || name.startsWith('loop.'))).toEqual([]);
  });

  test.each(Object.entries(pythonTwins))('%s has a page, and a version if any', (_, { page, since }) => {
    expect(page).toMatch(/^https:\/\//);
    if (since !== undefined) expectVersion(since);
  });

  // By the minor version of Python that brought them, or as what not every system and version has.
  const younger: Readonly<Record<string, number | 'elsewhere'>> = {
    'pathlib.Path.is_junction': 12,
    'pathlib.Path.walk': 12,
    'pathlib.Path.copy': 14,
    'pathlib.Path.copy_into': 14,
    'pathlib.Path.move': 14,
    'pathlib.Path.move_into': 14,
    'os.path._joinrealpath': 'elsewhere',
    'select.devpoll.poll': 'elsewhere',
    'select.epoll.poll': 'elsewhere',
    'selectors.DevpollSelector.select': 'elsewhere',
    'selectors.EpollSelector.select': 'elsewhere',
    'selectors.KqueueSelector.select': 'elsewhere',
    'os.posix_spawn': 'elsewhere',
    'os.posix_spawnp': 'elsewhere',
  };
  const names = pythonStandardLibrary.flatMap(namesOf).filter((name) => !name.endsWith('*'));
  const ofAsyncio = Object.keys(pythonTwins).flatMap((name) =>
    name.startsWith('asyncio.')
      ? [name]
      : name.startsWith('loop.')
        ? [`asyncio.AbstractEventLoop.${name.slice(5)}`]
        : [],
  );
  const { minor, kinds } = askPython([...names, ...ofAsyncio, ...Object.keys(asyncioVersions)]);

  test('the standard library has what is said to block', () => {
    const unknown = names.filter((name) => kinds[name] === 'missing' && !isExpected(younger[name]));
    expect(unknown).toEqual([]);
    expect(names.filter((name) => kinds[name] === 'coroutine')).toEqual([]);
  });

  function isExpected(since: number | 'elsewhere' | undefined): boolean {
    return since === 'elsewhere' || (since !== undefined && since > minor);
  }

  test('asyncio has what is said to take its place', () => {
    expect(ofAsyncio.filter((name) => kinds[name] === 'missing')).toEqual([]);
  });

  test.each(Object.entries(asyncioVersions))('%s came with Python 3.%i', (name, since) => {
    expect(kinds[name] === 'missing').toBe(since > minor);
  });

  test('snippets ask for the Python that has what they write', () => {
    const forms = snippets.flatMap(({ word, forms: all, language }) =>
      language === 'python' ? all.map(({ body, needs }) => ({ word, text: body.join('\n'), needs })) : [],
    );
    const tooOld = forms.flatMap(({ word, text, needs }) =>
      Object.entries(asyncioVersions)
        .filter(([name]) => new RegExp(`\\b${name.replace('.', '\\.')}\\b`).test(text))
        .filter(([, since]) => (needs?.pythonVersion?.[1] ?? 0) < since)
        .map(([name]) => `${word}: ${name}`),
    );
    expect(tooOld).toEqual([]);
    expect(forms.some(({ text }) => text.includes('asyncio.TaskGroup'))).toBe(true);
  });
});

describe('Node', () => {
  const groups = [...nodeStandardLibrary, ...nodePackages];
  const calls = nodeStandardLibrary.flatMap(callsOf).filter(({ module }) => module.startsWith('node:'));
  const major = Number.parseInt(process.versions.node, 10);

  // By the version of Node that brought them, or as what other systems alone have.
  const younger: Readonly<Record<string, number | 'elsewhere'>> = {
    'node:fs.lchmodSync': 'elsewhere',
    'node:fs.globSync': 22,
    'node:fs.mkdtempDisposableSync': 24,
    'node:crypto.argon2Sync': 24,
    'node:crypto.argon2': 24,
    'node:zlib.zstdCompressSync': 22,
    'node:zlib.zstdCompress': 22,
    'node:zlib.zstdDecompressSync': 22,
    'node:zlib.zstdDecompress': 22,
    'node:sqlite.DatabaseSync.exec': 22,
    'node:sqlite.StatementSync.run': 22,
    'node:sqlite.StatementSync.get': 22,
    'node:sqlite.StatementSync.all': 22,
    'node:sqlite.StatementSync.iterate': 22,
  };

  test('no call is listed twice', () => {
    expect(repeated(groups.flatMap(callsOf).map(({ module, name }) => `${module}.${name}`))).toEqual([]);
  });

  test.each(groups.flatMap(({ since }) => since ?? []))('$of $version is a version', expectVersion);

  test('this Node has what is said to block', () => {
    expect(calls.map(({ module, name }) => `${module}.${name}`).filter(isUnexpected)).toEqual([]);
  });

  test('this Node has what takes its place', () => {
    const twins = calls.flatMap(({ twin }) =>
      twin.how === 'export' || twin.how === 'promisify' ? [`${twin.module}.${twin.name}`] : [],
    );
    expect(twins.length).toBeGreaterThan(0);
    expect(twins.filter(isUnexpected)).toEqual([]);
  });

  function isUnexpected(fullName: string): boolean {
    const since = younger[fullName];
    return !exists(fullName) && since !== 'elsewhere' && (since === undefined || since <= major);
  }
});

function namesOf({ of, names }: PythonGroup): readonly string[] {
  return of.split(' ').flatMap((owner) => names.split(' ').map((name) => `${owner}.${name}`));
}

function callsOf({ modules, names, twin }: NodeGroup) {
  return modules.flatMap((module) =>
    names.split(' ').map((entry) => {
      const [name = '', twinName = name.replace(/^.*\./, '').replace(/Sync$/, '')] = entry.split('>');
      return { module, name, twin: twin(module, twinName) };
    }),
  );
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

function expectVersion({ of, version, year }: Since): void {
  expect(of).toMatch(/^[\w-]+$/);
  expect(version).toMatch(/^\d+(?:\.\d+)*$/);
  expect(year).toBeGreaterThan(2015);
}

/** Whether a module has a function, or a class with such a method: `node:fs.Dir.readSync`. */
function exists(fullName: string): boolean {
  const [module = '', ...names] = fullName.split(/\.(?!\/)/);
  let value: unknown;
  try {
    value = createRequire(import.meta.url)(module);
  } catch {
    return false;
  }
  for (const name of names) value = memberNamed(value, name) ?? memberNamed(memberNamed(value, 'prototype'), name);
  return typeof value === 'function';
}

function memberNamed(value: unknown, name: string): unknown {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
    ? Reflect.get(value, name)
    : undefined;
}

/** What Python makes of full names; a factory such as `threading.Lock` stands for what it makes. */
function askPython(names: readonly string[]): {
  readonly minor: number;
  readonly kinds: Readonly<Record<string, 'missing' | 'coroutine' | 'other'>>;
} {
  try {
    return JSON.parse(execFileSync('python3', ['-c', resolver], { encoding: 'utf8', input: JSON.stringify(names) }));
  } catch (cause) {
    throw new Error('this test looks names up in python3: install it and put it on PATH', { cause });
  }
}

const resolver = `
import importlib, inspect, json, multiprocessing, select, sys, threading
made = {"threading.Lock": threading.Lock, "threading.RLock": threading.RLock, "multiprocessing.Queue": multiprocessing.Queue}
if hasattr(select, "poll"):
    made["select.poll"] = select.poll

def find(name):
    owner, _, last = name.rpartition(".")
    if owner in made:
        return getattr(made[owner](), last)
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        for part in parts[end:]:
            found = getattr(found, part)
        return found
    raise AttributeError(name)

def kind(name):
    try:
        return "coroutine" if inspect.iscoroutinefunction(find(name)) else "other"
    except AttributeError:
        return "missing"

names = json.load(sys.stdin)
json.dump({"minor": sys.version_info[1], "kinds": {name: kind(name) for name in names}}, sys.stdout)
`;
