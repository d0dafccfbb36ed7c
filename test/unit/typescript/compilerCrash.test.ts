/** The native compiler is a process of its own: it may die at any time, or never live. */

import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { diskWorkspace } from './diskWorkspace.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'async-pitfalls-compiler-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const project = {
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler" } }',
  'package.json': '{}',
  'main.ts': "import { save } from './store';\nsave();\n",
  'store.ts': 'export async function save(): Promise<void> {}\n',
};
const plain = 'export function save(): void {}\n';

/** A program that stands in for the compiler: a shell script. */
function program(name: string, script: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** The compiler, which tells its process id each time it starts. */
function countedCompiler(name: string, before = '') {
  const log = path.join(folder, `${name}.pids`);
  writeFileSync(log, '');
  const require = createRequire(createRequire(import.meta.url).resolve('typescript/package.json'));
  const manifest = require.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`);
  const compiler = path.join(path.dirname(manifest), 'lib/tsc');
  const compilerPath = program(name, `echo $$ >> '${log}'\n${before}\nexec '${compiler}' "$@"`);
  const processes = () =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map(Number);
  return {
    compilerPath,
    processes,
    kill: () => process.kill(processes().at(-1) ?? Number.NaN, 'SIGKILL'),
  };
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

// A stand-in is a shell script, which other systems would not start.
describe.skipIf(process.platform === 'win32')('a compiler that dies', () => {
  test('between questions is started again, and the next answer is right', () => {
    const compiler = countedCompiler('between');
    const workspace = diskWorkspace(project, compiler);
    try {
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      compiler.kill();
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      expect(compiler.processes()).toHaveLength(2);
      expect(workspace.messages.join('\n')).toMatch(/The TypeScript compiler failed at .* and starts again/);
    } finally {
      workspace.dispose();
    }
  });

  test('does not forget what changed while it was dead', () => {
    const compiler = countedCompiler('changes');
    const workspace = diskWorkspace(project, compiler);
    try {
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      compiler.kill();
      workspace.type('store.ts', plain);
      expect(workspace.verdict('main.ts', 'save')).toBe('never');
      compiler.kill();
      workspace.close('store.ts');
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      compiler.kill();
      workspace.write('store.ts', plain);
      expect(workspace.verdict('main.ts', 'save')).toBe('never');
    } finally {
      workspace.dispose();
    }
  });

  test('keeps projects of files without a configuration', () => {
    const compiler = countedCompiler('inferred');
    const workspace = diskWorkspace({ 'main.ts': project['main.ts'], 'store.ts': project['store.ts'] }, compiler);
    try {
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      compiler.kill();
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
    } finally {
      workspace.dispose();
    }
  });

  test('in the middle of a question costs nothing but time', () => {
    const compiler = countedCompiler('during');
    let deaths = 0;
    const workspace = diskWorkspace(project, {
      ...compiler,
      // The manifest is read when the compiler has been asked for types and before the last questions about a file.
      onRead: (file) => {
        if (deaths > 0 || !file.endsWith('/package.json') || compiler.processes().length === 0) return;
        deaths += 1;
        compiler.kill();
      },
    });
    try {
      const answers = workspace.answers('main.ts', 'store.ts');
      expect(deaths).toBe(1);
      expect(answers.map(({ kind }) => kind)).toEqual(['facts', 'facts']);
      expect(workspace.messages.join('\n')).toContain('starts again');
      expect(compiler.processes()).toHaveLength(2);
    } finally {
      workspace.dispose();
    }
  });

  test('between two answers leaves the rest of them right', () => {
    const compiler = countedCompiler('answers');
    const workspace = diskWorkspace(
      { ...project, 'loose/tsconfig.json': '{ "files": [] }', 'loose/main.ts': 'Promise.resolve();' },
      compiler,
    );
    try {
      const kinds: string[] = [];
      for (const answer of workspace.frontEnd.facts(['main.ts', 'loose/main.ts'].map(workspace.pathOf))) {
        kinds.push(answer.kind);
        if (kinds.length === 1) compiler.kill();
      }
      expect(kinds).toEqual(['facts', 'facts']);
    } finally {
      workspace.dispose();
    }
  });
});

describe.skipIf(process.platform === 'win32')('a compiler that never lives', () => {
  test.each([
    ['ends at once', 'exit 3'],
    ['talks nonsense', 'echo hello; cat > /dev/null'],
    ['listens and ends', 'head -c 1 > /dev/null; exit 3'],
  ])('and %s makes all files unreadable, with the reason, after two starts', (_, script) => {
    const starts = path.join(folder, 'starts');
    writeFileSync(starts, '');
    const workspace = diskWorkspace(
      { ...project, 'loose/main.js': 'f();' },
      { compilerPath: program('fake', `echo start >> '${starts}'\n${script}`) },
    );
    try {
      const answers = workspace.answers('main.ts', 'store.ts', 'loose/main.js', 'gone.ts');
      expect(answers.map(({ kind }) => kind)).toEqual(['unreadable', 'unreadable', 'unreadable', 'unreadable']);
      for (const answer of answers)
        expect(answer.kind === 'unreadable' && answer.reason).toMatch(/^the TypeScript compiler does not start: ./);
      // One that ends at once may be gone before it has written its line.
      expect(readFileSync(starts, 'utf8').split('\n').length - 1).toBeLessThanOrEqual(2);
    } finally {
      workspace.dispose();
    }
  });

  test.each([
    ['is not there', '/nowhere/compiler'],
    ['may not be run', path.join(import.meta.dirname, 'diskWorkspace.ts')],
  ])('because it %s makes files unreadable and ends nothing else', async (_, compilerPath) => {
    const workspace = diskWorkspace(project, { compilerPath });
    try {
      expect(workspace.answer('main.ts')).toMatchObject({
        kind: 'unreadable',
        reason: expect.stringContaining('does not start'),
      });
      // A process that cannot be started says so later, to nobody in particular; that must not end this one.
      await new Promise((done) => setImmediate(done));
    } finally {
      workspace.dispose();
    }
  });

  test('is asked again when there is a new question', () => {
    const flag = path.join(folder, 'ready');
    const compiler = countedCompiler('late', `test -e '${flag}' || exit 1`);
    const workspace = diskWorkspace(project, compiler);
    try {
      expect(workspace.answer('main.ts').kind).toBe('unreadable');
      writeFileSync(flag, '');
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
    } finally {
      workspace.dispose();
    }
  });
});

describe.skipIf(process.platform === 'win32')('disposing', () => {
  test('leaves no process', async () => {
    const compiler = countedCompiler('disposed');
    const workspace = diskWorkspace(project, compiler);
    expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
    compiler.kill();
    expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
    expect(compiler.processes().some(isRunning)).toBe(true);
    workspace.dispose();
    await vi.waitFor(() => expect(compiler.processes().filter(isRunning)).toEqual([]));
  });

  test('before the first question starts nothing', () => {
    const compiler = countedCompiler('unused');
    const workspace = diskWorkspace(project, compiler);
    workspace.type('main.ts', 'f();');
    workspace.dispose();
    expect(compiler.processes()).toEqual([]);
  });
});
