import { beforeEach, describe, expect, test } from 'vitest';
import { applyEdits } from '../../../server/analysis/text.ts';
import type { FileResult } from '../../../server/workspace/results.ts';
import { type Progress, Workspace } from '../../../server/workspace/workspace.ts';
import { catalogue, documentOf, type Machine, machineWith } from './machine.ts';

let machine: Machine;
let workspace: Workspace;

function start(files: Record<string, string>): void {
  machine = machineWith(files);
  workspace = new Workspace(machine.ports, catalogue);
  workspace.setRoots(['/p']);
}

beforeEach(() => start({ '/p/a.ts': 'drop', '/p/b.py': 'drop drop', '/p/c.ts': '' }));

const countOf = (result: FileResult) => (result.kind === 'checked' ? result.findings.length : result.kind);
const starts = (result: FileResult) =>
  result.kind === 'checked' ? result.findings.map(({ range }) => range.start) : [];

/** A promise and the way to fulfil it. */
function gate(): { readonly promise: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

describe('check', () => {
  async function check(
    paths: readonly string[],
    options: Parameters<Workspace['check']>[1] = {},
  ): Promise<FileResult[]> {
    const results: FileResult[] = [];
    for await (const result of workspace.check(paths, options)) results.push(result);
    return results.sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  test('answers each path once, in both languages', async () => {
    expect((await check(['/p/a.ts', '/p/b.py', '/p/c.ts'])).map(countOf)).toEqual([1, 2, 0]);
  });

  test('says what cannot be checked', async () => {
    const results = await check(['/p/gone.ts', '/p/notes.md']);
    expect(results.map((result) => result.kind === 'unreadable' && result.reason)).toEqual([
      'there is no such file',
      'it is no TypeScript, JavaScript or Python file',
    ]);
  });

  test('says what is excluded', async () => {
    start({ '/p/async-pitfalls.json': '{"exclude": ["gen"]}', '/p/gen/a.ts': 'drop', '/p/a.ts': 'drop' });
    expect((await check(['/p/a.ts', '/p/gen/a.ts'])).map(countOf)).toEqual([1, 'excluded']);
    expect(machine.typescript.asked).toEqual(['/p/a.ts']);
  });

  test('says the same where the threads of one run judge which files are clean', async () => {
    const files = {
      '/p/async-pitfalls.json': '{"fileRoles": {"t": "test"}, "rules": {"missing-await": {"limit": 1}}}',
      '/p/a.ts': 'drop drop',
      '/p/b.py': '',
      '/p/bomb.ts': 'bomb',
      '/p/q/async-pitfalls.json': '{"rules": {"missing-await": "off"}}',
      '/p/q/c.py': 'drop',
      '/p/t/d.ts': 'drop',
    };
    start(files);
    const paths = Object.keys(files).filter((path) => !path.endsWith('.json'));
    const summary = (results: readonly FileResult[]) =>
      results.map((result) => [result.path, countOf(result), 'failures' in result && result.failures.length]);
    const expected = summary(await check(paths));
    workspace = new Workspace(machine.ports, catalogue, { isOneRun: true });
    workspace.setRoots(['/p']);
    expect(summary(await check(paths))).toEqual(expected);
    expect([...machine.typescript.clean, ...machine.python.clean]).toEqual(['/p/t/d.ts', '/p/b.py', '/p/q/c.py']);
  });

  test('tells how far it is', async () => {
    const progress: Progress[] = [];
    await check(['/p/a.ts', '/p/b.py', '/p/x.md'], { onProgress: (step) => progress.push(step) });
    expect(progress.map(({ done }) => done)).toEqual([1, 2, 3]);
    expect(progress.every(({ total }) => total === 3)).toBe(true);
  });

  test('stops when it is aborted', async () => {
    const abort = new AbortController();
    const results: FileResult[] = [];
    for await (const result of workspace.check(['/p/a.ts', '/p/c.ts'], { signal: abort.signal })) {
      results.push(result);
      abort.abort();
    }
    expect(results).toHaveLength(1);
  });

  test('lets no language wait for the other', async () => {
    const held = gate();
    machine.typescript.gate = held.promise;
    const results = workspace.check(['/p/a.ts', '/p/b.py'])[Symbol.asyncIterator]();
    expect((await results.next()).value?.path).toBe('/p/b.py');
    held.open();
    expect((await results.next()).value?.path).toBe('/p/a.ts');
    expect((await results.next()).done).toBe(true);
  });
});

describe('findings', () => {
  test('are those of the open text, and of the file once it is closed', async () => {
    workspace.open(documentOf('/p/a.ts', 'drop drop drop'));
    expect(countOf(await workspace.findings('/p/a.ts'))).toBe(3);
    workspace.close('/p/a.ts');
    expect(countOf(await workspace.findings('/p/a.ts'))).toBe(1);
  });

  test('are asked for once while nothing changes', async () => {
    const [one, other] = await Promise.all([workspace.findings('/p/a.ts'), workspace.findings('/p/a.ts')]);
    expect(one).toBe(other);
    expect(await workspace.findings('/p/a.ts')).toBe(one);
    expect(machine.typescript.asked).toEqual(['/p/a.ts']);
  });

  test('are asked for again when another file changes', async () => {
    await workspace.findings('/p/a.ts');
    workspace.open(documentOf('/p/c.ts', 'other'));
    await workspace.findings('/p/a.ts');
    workspace.filesChanged([{ path: '/p/d.ts', kind: 'created' }]);
    await workspace.findings('/p/a.ts');
    expect(machine.typescript.asked).toHaveLength(3);
  });

  test('of an older version give way to those of the newest', async () => {
    const held = gate();
    machine.typescript.gate = held.promise;
    workspace.open(documentOf('/p/a.ts', 'drop', 1));
    const first = workspace.findings('/p/a.ts');
    workspace.change(documentOf('/p/a.ts', '  drop', 2));
    const second = workspace.findings('/p/a.ts');
    workspace.change(documentOf('/p/a.ts', '    drop', 3));
    held.open();
    expect(starts(await first)).toEqual([4]);
    expect(starts(await second)).toEqual([4]);
    expect(machine.typescript.aborted).toBeGreaterThan(0);
  });

  test('of a file that is closed meanwhile are those of the file', async () => {
    const held = gate();
    machine.typescript.gate = held.promise;
    workspace.open(documentOf('/p/a.ts', '  drop', 1));
    const asked = workspace.findings('/p/a.ts');
    workspace.close('/p/a.ts');
    held.open();
    expect(starts(await asked)).toEqual([0]);
  });

  test('follow the language that the shell says, whatever the name', async () => {
    workspace.open({ path: '/p/script', language: 'python', version: 1, text: 'drop' });
    expect(countOf(await workspace.findings('/p/script'))).toBe(1);
    expect(machine.python.asked).toEqual(['/p/script']);
  });

  test('are suppressed by comments', async () => {
    workspace.open(documentOf('/p/a.ts', 'drop // async-pitfalls-ignore missing-await: fine\ndrop'));
    expect(starts(await workspace.findings('/p/a.ts'))).toEqual([50]);
  });

  test("are suppressed by other tools' comments about the same flaw", async () => {
    workspace.open(documentOf('/p/a.ts', '// eslint-disable-next-line x/floating\ndrop\ndrop'));
    expect(starts(await workspace.findings('/p/a.ts'))).toEqual([44]);
  });

  test('of rules that are off do not make their suppressions useless', async () => {
    start({ '/p/async-pitfalls.json': '{"rules": {"missing-await": "off"}}' });
    workspace.open(documentOf('/p/a.ts', 'drop // async-pitfalls-ignore missing-await: fine\n'));
    expect(countOf(await workspace.findings('/p/a.ts'))).toBe(0);
  });
});

describe('a rule that throws', () => {
  test('loses only its own findings and is logged once a version', async () => {
    workspace.open(documentOf('/p/a.ts', 'drop bomb', 4));
    const result = await workspace.findings('/p/a.ts');
    expect(countOf(result)).toBe(1);
    expect(result.kind === 'checked' && result.failures.map(({ rule }) => rule)).toEqual(['blocking-call']);
    workspace.filesChanged([{ path: '/p/c.ts', kind: 'changed' }]);
    await workspace.findings('/p/a.ts');
    expect(machine.logged).toEqual(['blocking-call failed on /p/a.ts, version 4']);
    workspace.change(documentOf('/p/a.ts', 'drop bomb', 5));
    await workspace.findings('/p/a.ts');
    expect(machine.logged).toHaveLength(2);
  });
});

describe('configuration', () => {
  test('of the nearest folder holds', async () => {
    start({
      '/p/async-pitfalls.json': '{"rules": {"missing-await": "hint"}}',
      '/p/pkg/package.json': '{"name": "pkg", "async-pitfalls": {"rules": {"missing-await": "warning"}}}',
      '/p/a.ts': 'drop',
      '/p/pkg/src/a.ts': 'drop',
    });
    const levelOf = async (path: string) => {
      const result = await workspace.findings(path);
      return result.kind === 'checked' ? result.findings[0]?.level : undefined;
    };
    expect(await levelOf('/p/a.ts')).toBe('hint');
    expect(await levelOf('/p/pkg/src/a.ts')).toBe('warning');
  });

  test('is read again when its file changes', async () => {
    expect(countOf(await workspace.findings('/p/a.ts'))).toBe(1);
    machine.files.set('/p/pyproject.toml', '[tool.async-pitfalls.rules]\nmissing-await = "off"\n');
    workspace.filesChanged([{ path: '/p/pyproject.toml', kind: 'created' }]);
    expect(countOf(await workspace.findings('/p/a.ts'))).toBe(0);
  });

  test('gives files their roles and rules their options', async () => {
    start({
      '/p/async-pitfalls.jsonc': `{
        // comments are fine
        "rules": { "missing-await": { "limit": 2 } },
        "fileRoles": { "checks/**": "test" },
      }`,
      '/p/a.ts': 'drop drop drop',
      '/p/checks/a.ts': 'drop',
    });
    expect(countOf(await workspace.findings('/p/a.ts'))).toBe(2);
    expect(countOf(await workspace.findings('/p/checks/a.ts'))).toBe(0);
  });

  test('from the editor adds to the files, and never overrules them', async () => {
    start({ '/p/async-pitfalls.json': '{"rules": {"missing-await": "hint"}}', '/p/a.ts': 'drop', '/q/a.ts': 'drop' });
    expect(workspace.configure({ rules: { 'missing-await': { level: 'off', limit: 1 } } })).toEqual([]);
    expect(countOf(await workspace.findings('/p/a.ts'))).toBe(1);
    expect(countOf(await workspace.findings('/q/a.ts'))).toBe(0);
    expect(workspace.configure({ rules: { 'mising-await': 'off' } })[0]?.message.en).toContain('did you mean');
  });

  test('tells the front ends of the calls that a configuration names', async () => {
    start({
      '/p/a.ts': '',
      '/p/store/a.ts': '',
      '/p/store/async-pitfalls.json': '{"rules": {"blocking-call": {"callees": ["store.load", "disk.*"]}}}',
    });
    await workspace.findings('/p/a.ts');
    expect(machine.typescript.settings?.tracedCalls).toEqual([]);
    await workspace.findings('/p/store/a.ts');
    expect(machine.typescript.settings?.tracedCalls).toEqual(['store.load', 'disk.*']);
    expect(machine.python.settings?.namesOfInterest).toEqual(expect.arrayContaining(['drop', 'lose', 'load', '*']));
  });

  test('tells the front ends what rules want to know', () => {
    expect(machine.python.settings).toEqual({
      roots: ['/p'],
      namesOfInterest: expect.arrayContaining(['drop', 'lose']),
      tracedCalls: ['os.drop'],
    });
    workspace.configure({ pythonInterpreter: '/venv/bin/python' });
    expect(machine.python.settings?.pythonInterpreter).toBe('/venv/bin/python');
  });
});

test('fixing all applies the safe fixes', async () => {
  workspace.open(documentOf('/p/a.ts', 'drop; drop;'));
  const { edits } = workspace.fixAll(await workspace.findings('/p/a.ts'));
  expect(applyEdits('drop; drop;', edits)).toBe('await drop; await drop;');
  expect(workspace.fixAll(await workspace.findings('/p/gone.ts')).edits).toEqual([]);
});

test('disposing ends the front ends', async () => {
  await workspace.dispose();
  expect([machine.typescript.disposed, machine.python.disposed]).toEqual([true, true]);
});
