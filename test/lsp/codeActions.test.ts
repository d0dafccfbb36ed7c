/** What quick fixes say about themselves, what they leave to the user, and how much of a file they take at once. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type CodeAction, CancellationTokenSource, type TextDocumentEdit } from 'vscode-languageserver/node';
import { bundleServer, type ServerBundle } from './bundle.ts';
import { Editor, type EditorOptions, pullingClient } from './editor.ts';

const dropped = `async def save(order):
    print(order)


async def checkout(order):
    if order:
        save(order)
`;

let bundle: ServerBundle;
let editor: Editor;

beforeAll(async () => {
  bundle = await bundleServer();
});
afterEach(() => editor.kill());
afterAll(() => bundle.remove());

async function open(text: string, options: Partial<EditorOptions> = {}): Promise<void> {
  editor = new Editor({ script: bundle.script, files: { 'shop.py': text }, ...options });
  await editor.initialized;
  await editor.open('shop.py', 'python');
}

/** The actions at the first finding; their edits are asked for. */
async function actionsAtFinding(...only: string[]): Promise<readonly CodeAction[]> {
  const [diagnostic] = await editor.diagnostics('shop.py');
  if (diagnostic === undefined) throw new Error('nothing is found');
  return Promise.all((await editor.actions('shop.py', diagnostic.range, ...only)).map((each) => editor.resolve(each)));
}

async function actionAtFinding(title: RegExp): Promise<CodeAction> {
  const actions = await actionsAtFinding();
  const action = actions.find((candidate) => title.test(candidate.title));
  if (action === undefined) throw new Error(`${title} is not among ${actions.map(({ title }) => title).join(' | ')}`);
  return action;
}

describe('a suggestion', () => {
  test('is marked as one, and explained where the change is previewed', async () => {
    await open(dropped);
    const { title, edit } = await actionAtFinding(/^Add `await`/);
    expect(title).toBe('Add `await` (suggestion)');
    const [change] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    const ids = change?.edits.map((each) => ('annotationId' in each ? each.annotationId : undefined)) ?? [];
    expect(ids).not.toEqual([]);
    for (const id of ids) {
      const note = edit?.changeAnnotations?.[id ?? ''];
      expect(note).toMatchObject({ label: 'Add `await`', description: expect.stringContaining('changes what') });
      expect(note?.needsConfirmation).toBeFalsy();
    }
  });

  test('is marked in Chinese for a Chinese editor', async () => {
    await open(dropped, { locale: 'zh-cn' });
    expect((await actionAtFinding(/await/)).title).toBe('添加 `await`（建议）');
  });

  test('is not annotated for an editor that knows no annotations', async () => {
    const workspace = { ...pullingClient.workspace, workspaceEdit: { documentChanges: true } };
    await open(dropped, { capabilities: { ...pullingClient, workspace } });
    expect(JSON.stringify((await actionAtFinding(/^Add `await`/)).edit)).not.toMatch(/annotation/i);
  });

  test('is what a safe fix is not', async () => {
    await open('import time\n\n\nasync def main():\n    time.sleep(1)\n');
    const { title, edit } = await actionAtFinding(/asyncio\.sleep/);
    expect(title).not.toContain('suggestion');
    expect(edit?.changeAnnotations).toBeUndefined();
  });
});

describe('a suppression', () => {
  test('leaves the reason selected for the user to write', async () => {
    await open(dropped);
    const { edit } = await actionAtFinding(/on this line/);
    expect(edit?.documentChanges).toMatchObject([
      { edits: [{ snippet: { value: '        # async-pitfalls: ignore[missing-await] $' + '{1:reason}\n' } }] },
    ]);
  });

  test('has a word for the reason where the editor knows no placeholders', async () => {
    const workspace = { ...pullingClient.workspace, workspaceEdit: { documentChanges: true } };
    await open(dropped, { capabilities: { ...pullingClient, workspace }, locale: 'zh-cn' });
    const { edit } = await actionAtFinding(/在此行/);
    expect(edit?.documentChanges).toMatchObject([
      { edits: [{ newText: '        # async-pitfalls: ignore[missing-await] 原因\n' }] },
    ]);
  });

  test('is offered once for several findings of a rule', async () => {
    await open('import time\n\n\nasync def main():\n    time.sleep(time.sleep(1))\n');
    const titles = (await actionsAtFinding())
      .map(({ title }) => title)
      .filter((title) => title.includes('blocking-call'));
    expect(titles.length).toBeGreaterThan(1);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('for the whole project is written to the configuration, which is named', async () => {
    await open(dropped, { files: { 'shop.py': dropped, 'pyproject.toml': '[tool.async-pitfalls]\n' } });
    const { title, edit } = await actionAtFinding(/^Turn/);
    expect(title).toBe('Turn missing-await off in pyproject.toml');
    const [note] = Object.values(edit?.changeAnnotations ?? {});
    expect(note?.label).toContain('configuration');
    expect(edit?.documentChanges).toMatchObject([
      {
        textDocument: { uri: editor.uri('pyproject.toml') },
        edits: [{ newText: expect.stringContaining('missing-await = "off"') }],
      },
    ]);
    await editor.change(
      'pyproject.toml',
      '[tool.async-pitfalls]\n\n[tool.async-pitfalls.rules]\nmissing-await = "off"\n',
    );
    expect(await editor.findings('shop.py')).toEqual([]);
  });
});

describe('an unused suppression', () => {
  const unused = 'a = 1  # async-pitfalls: ignore[missing-await]\nb = 2  # async-pitfalls: ignore[blocking-call]\n';

  test('can be removed, alone or with all the others', async () => {
    await open(unused);
    const [one, all] = await actionsAtFinding('quickfix');
    expect(one?.title).toBe('Remove the unused suppression');
    expect(editor.applied('shop.py', one?.edit)).toBe(unused.replace('  # async-pitfalls: ignore[missing-await]', ''));
    expect(all?.title).toBe('Remove all unused suppressions in this file');
    expect(editor.applied('shop.py', all?.edit)).toBe('a = 1\nb = 2\n');
  });

  test('stays when everything safe is fixed', async () => {
    await open(`import asyncio\nimport time\n\n${unused}\n\nasync def main():\n    time.sleep(1)\n`);
    const [fixAll] = await actionsAtFinding('source.fixAll');
    expect(editor.applied('shop.py', fixAll?.edit)).toContain(unused);
  });
});

test('a request that is taken back is answered as such', async () => {
  await open(dropped);
  const source = new CancellationTokenSource();
  const everything = { start: { line: 0, character: 0 }, end: { line: 7, character: 0 } };
  const parameters = {
    textDocument: { uri: editor.uri('shop.py') },
    range: everything,
    context: { diagnostics: [], only: ['source.fixAll'] },
  };
  const answer = editor.connection.sendRequest('textDocument/codeAction', parameters, source.token);
  source.cancel();
  await expect(answer).rejects.toMatchObject({ code: -32800 });
  expect(await editor.findings('shop.py')).toEqual(['missing-await: save(order)']);
});

describe('a fix that is not possible', () => {
  const inConstructor = `async def save():
    print(1)


class Order:
    def __init__(self):
        save()
`;
  const refused = (actions: readonly CodeAction[]) =>
    actions.flatMap(({ title, kind, disabled }) => (disabled === undefined ? [] : [{ title, kind, ...disabled }]));

  test('says why to whoever looks for it', async () => {
    await open(inConstructor);
    const [diagnostic] = await editor.diagnostics('shop.py');
    if (diagnostic === undefined) throw new Error('nothing is found');
    const expected = {
      title: 'Add `await` and make `Order.__init__` async — A constructor cannot be async.',
      kind: 'refactor.rewrite',
      reason: 'A constructor cannot be async.',
    };
    expect(refused(await editor.actions('shop.py', diagnostic.range))).toEqual([expected]);
    expect(refused(await editor.actions('shop.py', diagnostic.range, 'refactor'))).toEqual([expected]);
    expect(refused(await editor.actions('shop.py', diagnostic.range, 'quickfix'))).toEqual([]);
    expect(refused(await editor.automaticActions('shop.py', diagnostic.range))).toEqual([]);
  });

  test('is not mentioned to an editor that cannot show it', async () => {
    const textDocument = { ...pullingClient.textDocument, codeAction: {} };
    await open(inConstructor, { capabilities: { ...pullingClient, textDocument } });
    const [diagnostic] = await editor.diagnostics('shop.py');
    const actions = diagnostic ? await editor.actions('shop.py', diagnostic.range) : [];
    expect(actions.length).toBeGreaterThan(0);
    expect(refused(actions)).toEqual([]);
  });

  test('is not mentioned where it is possible', async () => {
    await open(inConstructor.replace('__init__', 'place'));
    const [diagnostic] = await editor.diagnostics('shop.py');
    const actions = diagnostic ? await editor.actions('shop.py', diagnostic.range) : [];
    expect(actions.map(({ title }) => title)).toContain('Add `await` and make `Order.place` async (suggestion)');
    expect(refused(actions)).toEqual([]);
  });
});
