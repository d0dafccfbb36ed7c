import { API, type Snapshot } from 'typescript/unstable/sync';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KeptTrees } from '../../../server/languages/typescript/keptTrees.ts';
import { childrenOf } from '../../../server/languages/typescript/nodes.ts';

const [both, shared, own] = ['/project/both.json', '/project/shared.json', '/project/own.json'];
const texts: Readonly<Record<string, string>> = {
  [both]: configOf('/project/a.ts', '/project/b.ts'),
  [shared]: configOf('/project/a.ts'),
  [own]: configOf('/project/b.ts'),
  '/project/a.ts': 'export const a = 1;\n',
  '/project/b.ts': 'export const b = [1, 2];\n',
};
let api: API;
let snapshot: Snapshot;
let trees: KeptTrees;

beforeEach(() => {
  api = new API({ fs: { readFile: (path) => texts[path], fileExists: (path) => path in texts || undefined } });
  snapshot = api.updateSnapshot({ openProjects: [both, shared, own] });
  trees = new KeptTrees(api, (project, path) => programOf(project)?.getSourceFileMetadata(path) !== undefined);
});
afterEach(() => api.close());

test('are there again after they were let go, as trees of their own', () => {
  const before = treeIn(both, '/project/b.ts');
  const kinds = before && childrenOf(before).map(({ kind }) => kind);
  api.clearSourceFileCache();
  const requests = requestsOf(api);
  const after = treeIn(both, '/project/b.ts');
  expect(requests()).toBe(0);
  expect(after).not.toBe(before);
  expect(after?.text).toBe(texts['/project/b.ts']);
  expect(after && childrenOf(after).map(({ kind }) => kind)).toEqual(kinds);
  expect(treeIn(both, '/project/b.ts')).toBe(after);
});

test('serve all projects that hold the file, and no other', () => {
  const tree = treeIn(both, '/project/a.ts');
  const requests = requestsOf(api);
  expect(treeIn(shared, '/project/a.ts')).toBe(tree);
  expect(requests()).toBe(0);
  expect(treeIn(own, '/project/a.ts')).toBeUndefined();
});

test('are asked for once more when a file has changed', () => {
  treeIn(both, '/project/a.ts');
  trees.forget();
  api.clearSourceFileCache();
  const requests = requestsOf(api);
  expect(treeIn(both, '/project/a.ts')?.text).toBe(texts['/project/a.ts']);
  expect(requests()).toBe(1);
});

function programOf(project: string) {
  return snapshot.getProject(project)?.program;
}

function treeIn(project: string, path: string) {
  return programOf(project)?.getSourceFile(path);
}

function configOf(...files: readonly string[]): string {
  return JSON.stringify({ compilerOptions: { noLib: true, types: [] }, files });
}

/** How many trees the compiler has been asked for since. */
function requestsOf(asked: API): () => number {
  const { client } = asked as unknown as { readonly client: { apiRequestBinary: () => unknown } };
  const requests = vi.spyOn(client, 'apiRequestBinary');
  return () => requests.mock.calls.length;
}
