import { fileURLToPath } from 'node:url';
import type { Node } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { childrenOf } from '../../../server/languages/typescript/nodes.ts';
import { NodeTable, rowOf } from '../../../server/languages/typescript/nodeTable.ts';

const here = fileURLToPath(import.meta.url);
const config = `${here}.tsconfig.json`;
let api: API;

beforeAll(() => {
  const text = JSON.stringify({ compilerOptions: { noLib: true, types: [], noResolve: true }, files: [here] });
  api = new API({ fs: { readFile: (path) => (path === config ? text : undefined) } });
});
afterAll(() => api.close());

/** The table is no part of the compiler's interface, so that another version of it may break it. */
test('holds what the tree holds', () => {
  const source = api
    .updateSnapshot({ openProjects: [config] })
    .getProject(config)
    ?.program.getSourceFile(here);
  if (source === undefined) throw new Error('the compiler does not know this file');
  const table = new NodeTable(source);
  const seen: Node[] = [];
  const stack: Node[] = childrenOf(source);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    seen.push(node);
    stack.push(...childrenOf(node));
  }
  expect(seen.length).toBeGreaterThan(100);
  for (const node of seen) {
    const row = rowOf(node);
    expect(table.node(row)).toBe(node);
    expect([table.kind(row), table.position(row), table.end(row)]).toEqual([node.kind, node.pos, node.end]);
    expect(table.parent(row)).toBeLessThan(row);
    expect(table.flags(row)).toBe(node.flags);
    const next = table.next(row);
    if (next !== 0) expect([table.parent(next), next > row]).toEqual([table.parent(row), true]);
  }
});
