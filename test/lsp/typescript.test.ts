/** The language server as a process, on TypeScript and JavaScript. */

import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundleServer, type ServerBundle } from './bundle.ts';
import { Editor, type EditorOptions } from './editor.ts';

const dropped = `export async function save(order: number): Promise<void> {
  await Promise.resolve(order);
}

export async function checkout(order: number) {
  save(order);
}
`;
const awaited = dropped.replace('  save(order)', '  await save(order)');
const configuration = '{"compilerOptions": {"strict": true, "target": "es2022", "module": "nodenext"}}';

let bundle: ServerBundle;
let editor: Editor;

beforeAll(async () => {
  bundle = await bundleServer();
});
afterEach(() => editor.kill());
afterAll(() => bundle.remove());

async function open(files: Record<string, string>, options: Partial<EditorOptions> = {}): Promise<void> {
  editor = new Editor({
    script: bundle.script,
    files: { 'tsconfig.json': configuration, 'package.json': '{"name": "shop", "type": "module"}', ...files },
    ...options,
  });
  await editor.initialized;
  for (const name of Object.keys(files)) if (name.endsWith('.ts')) await editor.open(name, 'typescript');
}

describe('findings', () => {
  test('are pulled', async () => {
    await open({ 'shop.ts': dropped });
    expect(await editor.findings('shop.ts')).toEqual(['missing-await: save(order)']);
  });

  test('are pushed to an editor that does not pull', async () => {
    await open({ 'shop.ts': dropped }, { capabilities: {} });
    const pushed = await editor.pushed('shop.ts', ({ diagnostics }) => diagnostics.length > 0);
    expect(pushed.diagnostics.map((diagnostic) => editor.marked('shop.ts', diagnostic))).toEqual([
      'missing-await: save(order)',
    ]);
  });

  test('are about the newest text, however many edits came', async () => {
    await open({ 'shop.ts': dropped });
    const asked = [editor.findings('shop.ts')];
    for (let count = 1; count <= 10; count++) {
      await editor.edit('shop.ts', 'export async function save', `// line ${count}\nexport async function save`);
      asked.push(editor.findings('shop.ts'));
    }
    for (const findings of await Promise.all(asked)) expect(findings).toEqual(['missing-await: save(order)']);
  });

  test('reach across files that are edited but not saved', async () => {
    await open({
      'store.ts': 'export function save(order: number) {\n  return order;\n}\n',
      'shop.ts': "import { save } from './store.js';\n\nexport async function run() {\n  save(1);\n}\n",
    });
    expect(await editor.findings('shop.ts')).toEqual([]);
    await editor.edit('store.ts', 'export function', 'export async function');
    expect(await editor.findings('shop.ts')).toEqual(['missing-await: save(1)']);
  });

  test('follow helpers in other files as these are edited', async () => {
    const helper = "export function commit() {\n  return '';\n}\n";
    await open({
      'git.ts': helper,
      'depot.ts':
        "import { execSync } from 'node:child_process';\n\nexport function commit() {\n  execSync('git');\n}\n",
      'index.ts': "export * from './git.js';\n",
      'shop.ts': "import { commit } from './index.js';\n\nexport async function run() {\n  commit();\n}\n",
    });
    const found = ['transitive-blocking-call: commit()'];
    expect(await editor.findings('shop.ts')).toEqual([]);
    await editor.edit('git.ts', "  return '';", "  require('node:child_process').execSync('git');");
    expect(await editor.findings('shop.ts')).toEqual(found);
    await editor.edit('git.ts', 'export function', '/** Moved. */\nexport function');
    expect(await editor.findings('shop.ts')).toEqual(found);
    await editor.edit('git.ts', 'function commit() {', 'async function commit() {\n  await null;');
    expect(await editor.findings('shop.ts')).toEqual(['missing-await: commit()']);
    await editor.edit('index.ts', './git.js', './depot.js');
    expect(await editor.findings('shop.ts')).toEqual(found);
    await editor.edit('depot.ts', "  execSync('git');", '');
    expect(await editor.findings('shop.ts')).toEqual([]);
  });

  test('follow files that are renamed on disk', async () => {
    await open({ 'shop.ts': "import { save } from './store.js';\n\nexport async function run() {\n  save(1);\n}\n" });
    await editor.change(
      'store.ts',
      'export async function save(order: number) {\n  await null;\n  console.log(order);\n}\n',
    );
    expect(await editor.findings('shop.ts')).toEqual(['missing-await: save(1)']);
    await editor.rename('store.ts', 'depot.ts');
    expect(await editor.findings('shop.ts')).toEqual([]);
    await editor.rename('depot.ts', 'store.ts');
    expect(await editor.findings('shop.ts')).toEqual(['missing-await: save(1)']);
  });

  test('survive half-typed text', async () => {
    await open({ 'shop.ts': dropped });
    await editor.edit('shop.ts', 'export async function checkout', 'const x = (\n\nexport async function checkout');
    expect((await editor.pull('shop.ts')).kind).toBe('full');
    await editor.edit('shop.ts', 'const x = (\n\n', '');
    expect(await editor.findings('shop.ts')).toEqual(['missing-await: save(order)']);
  });

  test('are there in JavaScript and in documents without a file', async () => {
    await open({});
    const text = 'async function save() {}\nasync function run() {\n  save();\n}\nrun().catch(() => {});\n';
    await editor.open('untitled:Untitled-1', 'typescript', text);
    await editor.open('untitled:Untitled-2', 'javascript', text);
    expect(await editor.findings('untitled:Untitled-1')).toEqual(['missing-await: save()']);
    expect(await editor.findings('untitled:Untitled-2')).toEqual(['missing-await: save()']);
  });
});

describe('actions', () => {
  test('apply a fix when it is chosen', async () => {
    await open({ 'shop.ts': dropped });
    expect(await editor.after('shop.ts', /await/i, 'quickfix')).toBe(awaited);
  });

  test('ignore a finding on its line', async () => {
    await open({ 'shop.ts': dropped });
    expect(await editor.after('shop.ts', /on this line/)).toBe(
      dropped.replace('  save(order)', '  // async-pitfalls-ignore missing-await: reason\n  save(order)'),
    );
  });

  test('say in the configuration that a call is safe to drop', async () => {
    await open({ 'shop.ts': dropped, 'package.json': '{ "name": "shop", "async-pitfalls": { "rules": {} } }\n' });
    const [change] = await editor.changes('shop.ts', /safe to drop/);
    if (change === undefined || !('edits' in change)) throw new Error('no edit of a file');
    expect(change.textDocument.uri).toBe(editor.uri('package.json'));
    expect(change.edits.map((edit) => ('newText' in edit ? edit.newText : '')).join()).toContain('"safeCallees"');
    await editor.change(
      'package.json',
      '{ "name": "shop", "async-pitfalls": { "rules": { "missing-await": { "safeCallees": ["sa*"] } } } }\n',
    );
    expect(await editor.findings('shop.ts')).toEqual([]);
  });

  test('make a configuration where there is none', async () => {
    await open({ 'shop.ts': dropped });
    const [created, change] = await editor.changes('shop.ts', /safe to drop/);
    expect(created).toMatchObject({ kind: 'create', uri: editor.uri('async-pitfalls.json') });
    expect(change).toMatchObject({ edits: [{ newText: expect.stringContaining('"safeCallees"') }] });
  });

  test("stand at the compiler's own message where that says the same", async () => {
    const text =
      'declare function isOpen(): Promise<boolean>;\n\nexport async function ship() {\n  if (isOpen()) return 1;\n  return 2;\n}\n';
    await open({ 'ship.ts': text });
    expect(await editor.findings('ship.ts')).toEqual([]);
    const range = { start: { line: 3, character: 6 }, end: { line: 3, character: 14 } };
    const message = 'This condition will always return true.';
    const [action] = await editor.actionsAt('ship.ts', { range, message, source: 'ts', code: 2801 });
    expect(action?.diagnostics?.map(({ code }) => code)).toEqual([2801]);
    const { edit } = action === undefined ? {} : await editor.resolve(action);
    expect(editor.applied('ship.ts', edit)).toContain('if (await isOpen())');
    expect(await editor.actions('ship.ts', range, 'quickfix')).toEqual([]);
  });

  test('bring the import that a fix needs', async () => {
    const text =
      "import { readFileSync } from 'node:fs';\n\nexport async function load() {\n  const text = readFileSync('a', 'utf8');\n  return text;\n}\n";
    await open({ 'load.ts': text });
    const after = await editor.after('load.ts', /readFile/, 'quickfix');
    expect(after).toContain('await readFile(');
    expect(after).toContain("from 'node:fs/promises'");
  });
});

describe('the compiler', () => {
  test.runIf(process.platform === 'linux')('may be killed, and findings come all the same', async () => {
    await open({ 'shop.ts': dropped });
    expect(await editor.findings('shop.ts')).toHaveLength(1);
    const compilers = childrenOf(editor.processId);
    expect(compilers).toHaveLength(1);
    for (const compiler of compilers) process.kill(compiler, 'SIGKILL');
    await editor.edit('shop.ts', 'export async function save', '\nexport async function save');
    expect(await editor.findings('shop.ts')).toEqual(['missing-await: save(order)']);
    expect(childrenOf(editor.processId)).not.toEqual(compilers);
  });

  test.runIf(process.platform === 'linux')('keeps nobody waiting who asks about something else', async () => {
    await open({
      'shop.ts': dropped,
      'shop.py': 'async def save():\n    pass\n\n\nasync def checkout():\n    save()\n',
    });
    await editor.open('shop.py', 'python');
    await editor.findings('shop.ts');
    const compilers = childrenOf(editor.processId);
    for (const compiler of compilers) process.kill(compiler, 'SIGSTOP');
    let isAnswered = false;
    await editor.edit('shop.ts', 'save(order);', 'save(order + 1);');
    const findings = editor.findings('shop.ts').finally(() => {
      isAnswered = true;
    });
    try {
      expect(await editor.findings('shop.py')).toEqual(['missing-await: save()']);
      expect(await editor.hover('shop.py', 'save()\n')).not.toBeNull();
      expect(isAnswered).toBe(false);
    } finally {
      for (const compiler of compilers) process.kill(compiler, 'SIGCONT');
    }
    expect(await findings).toEqual(['missing-await: save(order + 1)']);
  });

  test.runIf(process.platform === 'linux')('ends with the server', async () => {
    await open({ 'shop.ts': dropped });
    await editor.findings('shop.ts');
    const compilers = childrenOf(editor.processId);
    expect(compilers).toHaveLength(1);
    expect(await editor.quit()).toBe(0);
    await expect.poll(() => compilers.filter(isRunning)).toEqual([]);
  });
});

/** Processes that a process has started, by what Linux says. */
function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => parentOf(id) === parent);
}

function parentOf(id: number): number | undefined {
  return statusOf(id)?.parent;
}

/** A zombie has ended, even where nobody has asked for its exit code yet. */
function isRunning(id: number): boolean {
  const state = statusOf(id)?.state;
  return state !== undefined && state !== 'Z';
}

function statusOf(id: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    // The name in parentheses may hold blanks; the state and the parent follow it.
    const [state = '', parent] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
