/** What a call without types is looked up in: the texts of the project, each read once. */

import { describe, expect, test } from 'vitest';
import { type DiskWorkspace, inWorkspace } from './diskWorkspace.ts';

const promising = 'class Store {\n  async save() {}\n}\nexport const store = new Store();\n';
const plain = 'class Store {\n  save() {}\n}\nexport const store = new Store();\n';
const main = 'export function run(config) {\n  config.store.save();\n}\n';
const files = {
  'jsconfig.json': '{}',
  'main.js': main,
  'store.js': promising,
  'config.js': "import { store } from './store.js';\nexport const config = {};\nconfig.store = store;\n",
  'other.js': 'async function save() {}\nsave();\n',
};

describe('a dropped call without types', () => {
  test('has the texts read once, and after an edit those that changed', () => {
    const reads: string[] = [];
    const run = (workspace: DiskWorkspace) => {
      const readsOf = (question: () => void) => {
        reads.length = 0;
        question();
        return reads.filter((path) => path.endsWith('.js')).map((path) => path.slice(workspace.root.length + 1));
      };
      workspace.type('main.js', main);
      expect(readsOf(() => workspace.facts('main.js'))).toEqual(
        expect.arrayContaining(['config.js', 'other.js', 'store.js']),
      );
      const edited = readsOf(() => {
        workspace.type('main.js', `${main}\n`);
        workspace.facts('main.js');
      });
      expect(edited).toEqual([]);
      const saved = readsOf(() => {
        workspace.write('other.js', '');
        workspace.facts('main.js');
      });
      expect(new Set(saved)).toEqual(new Set(['other.js']));
    };
    inWorkspace(files, run, { onRead: (path) => reads.push(path) });
  });

  test('follows the texts that change on disk and in editors', () =>
    inWorkspace(files, (workspace) => {
      const evidence = () => workspace.facts('main.js').dropped.map(({ awaitable }) => awaitable.evidence);
      expect(evidence()).toEqual(['assignment']);
      workspace.type('config.js', 'export const config = {};\n');
      expect(evidence()).not.toEqual(['assignment']);
      workspace.close('config.js');
      expect(evidence()).toEqual(['assignment']);
      workspace.write('store.js', plain);
      expect(evidence()).not.toEqual(['assignment']);
      workspace.write('store.js', promising);
      expect(evidence()).toEqual(['assignment']);
      workspace.remove('config.js');
      expect(evidence()).not.toEqual(['assignment']);
    }));
});
