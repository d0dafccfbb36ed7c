/** The language server as a process: the call graph that an editor draws, and the protocol's call hierarchy. */

import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
} from 'vscode-languageserver/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CallGraphMessage } from '../../server/lsp/callGraphRequest.ts';
import { bundleServer, type ServerBundle } from './bundle.ts';
import { Editor, type EditorOptions, pullingClient } from './editor.ts';

const files = {
  'main.py': 'import store\n\n\nasync def main():\n    store.check()\n    await store.save()\n',
  'store.py': 'import time\n\n\ndef check():\n    time.sleep(1)\n\n\nasync def save():\n    check()\n',
};
const script =
  'export async function load() { return 1; }\nexport async function run() {\n  await Promise.all([load(), load()]);\n}\n';

let bundle: ServerBundle;
let editor: Editor;

beforeAll(async () => {
  bundle = await bundleServer();
});
afterEach(() => editor.kill());
afterAll(() => bundle.remove());

async function open(options: Partial<EditorOptions> = {}): Promise<void> {
  editor = new Editor({ script: bundle.script, files, ...options });
  await editor.initialized;
  await editor.open('main.py', 'python');
}

interface Asked {
  readonly root: unknown;
  readonly direction?: string;
  readonly depth?: number;
}

function graph({ root, direction = 'callees', depth = 3 }: Asked): Promise<CallGraphMessage | null> {
  return editor.connection.sendRequest('asyncPitfalls/callGraph', { root, direction, depth, expanded: [] });
}

function at(name: string, line: number, character: number) {
  return { textDocument: { uri: editor.uri(name) }, position: { line, character } };
}

describe('a call graph', () => {
  test('leads from the function at the cursor through other files, each place with its line', async () => {
    await open();
    const answer = await graph({ root: at('main.py', 4, 6) });
    expect(answer?.nodes.map(({ name, location }) => [name, location.uri, location.range.start.line])).toEqual([
      ['main', editor.uri('main.py'), 3],
      ['check', editor.uri('store.py'), 3],
      ['save', editor.uri('store.py'), 7],
    ]);
    const [main] = answer?.nodes ?? [];
    expect(main?.steps.map(({ order, how, locations }) => [order, how, locations[0]?.range.start.line])).toEqual([
      [1, 'called', 4],
      [2, 'awaited', 5],
    ]);
    expect(main?.steps[0]?.blocks).toMatchObject({
      kind: 'sleep',
      calleeText: 'time.sleep',
      chain: [{ function: 'check', location: { uri: editor.uri('store.py'), range: { start: { line: 4 } } } }],
    });
  });

  test('is about the text that is typed, and finds its function again by id', async () => {
    await open();
    const first = await graph({ root: at('main.py', 3, 12) });
    await editor.edit('main.py', '    store.check()\n', '');
    await editor.edit('main.py', 'import store\n', 'import store\nimport asyncio\n');
    const again = await graph({ root: { id: first?.root } });
    expect(again?.nodes[0]?.steps.map(({ calleeText }) => calleeText)).toEqual(['store.save']);
    expect(again?.nodes[0]?.location.range.start.line).toBe(4);
    await editor.edit('main.py', 'async def main', 'async def other');
    expect(await graph({ root: { id: first?.root } })).toBeNull();
  });

  test('leads to the callers in files that are not open', async () => {
    await open();
    await editor.open('store.py', 'python');
    await editor.close('main.py');
    const answer = await graph({ root: at('store.py', 3, 5), direction: 'callers' });
    expect(answer?.nodes.map(({ name }) => name)).toEqual(['check', 'save', 'main']);
  });

  test('is made of TypeScript as well', async () => {
    await open({ files: { ...files, 'run.ts': script } });
    await editor.open('run.ts', 'typescript');
    const answer = await graph({ root: at('run.ts', 2, 4) });
    expect(answer?.nodes[0]?.steps).toMatchObject([{ how: 'together', order: 1, locations: [{}, {}] }]);
  });

  test.each([[{}], [null], [{ root: 3 }], [{ root: { id: 'nowhere' } }]])('is none for %j', async (asked) => {
    await open();
    expect(await editor.connection.sendRequest('asyncPitfalls/callGraph', asked)).toBeNull();
  });
});

describe('a call hierarchy', () => {
  const textDocument = { ...pullingClient.textDocument, callHierarchy: {} };
  const capabilities = { ...pullingClient, textDocument };

  async function itemAt(name: string, line: number, character: number): Promise<CallHierarchyItem> {
    const items = await editor.connection.sendRequest<CallHierarchyItem[]>(
      'textDocument/prepareCallHierarchy',
      at(name, line, character),
    );
    const [item] = items;
    if (item === undefined) throw new Error('there is no function');
    return item;
  }

  test('goes from the call at the cursor to the async functions that wait for it in the end', async () => {
    await open({
      capabilities,
      files: {
        ...files,
        'later.py': 'import store\nasync def later():\n    helper()\ndef helper():\n    store.check()\n',
      },
    });
    const item = await itemAt('main.py', 4, 12);
    expect(item).toMatchObject({ name: 'check', uri: editor.uri('store.py') });
    const incoming = await editor.connection.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
      item,
    });
    expect(incoming.map(({ from, fromRanges }) => [from.name, from.detail, fromRanges[0]?.start.line])).toEqual([
      ['save', 'store.py', 8],
      ['main', 'main.py', 4],
      ['later', 'later.py → helper', 2],
    ]);
  });

  test('goes from a function to what it waits for', async () => {
    await open({ capabilities });
    const item = await itemAt('main.py', 3, 12);
    const outgoing = await editor.connection.sendRequest<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item,
    });
    expect(outgoing.map(({ to, fromRanges }) => [to.name, fromRanges[0]?.start.line])).toEqual([
      ['check', 4],
      ['save', 5],
    ]);
  });

  test('is not offered to an editor that would show it in place of its own', async () => {
    await open({ capabilities, initializationOptions: { callHierarchy: false } });
    expect((await editor.initialized).capabilities.callHierarchyProvider).toBe(false);
  });
});
