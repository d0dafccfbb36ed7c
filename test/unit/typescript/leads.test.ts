/** Files whose calls lead to what rules look for are found whatever the names on the way are. */

import { describe, expect, test } from 'vitest';
import { type DiskWorkspace, interest, inWorkspace } from './diskWorkspace.ts';

const reading = {
  'store.ts': `import { readFileSync } from 'node:fs';
export function load() { return readFileSync('x'); }
export default function () { return readFileSync('y'); }
export class Store {
  constructor() { readFileSync('z'); }
  static open() { return readFileSync('x'); }
  #inner() { return readFileSync('x'); }
  outer() { return this.#inner(); }
  get content() { return readFileSync('x'); }
}
export const tools = { pull() { return readFileSync('x'); } };
`,
  'named.ts':
    "import { readFileSync } from 'node:fs';\nexport default function fetchAll() { return readFileSync('x'); }\n",
  'older.cjs':
    "const { readFileSync } = require('node:fs');\nmodule.exports = function () { return readFileSync('x'); };\n",
  'grouped.cjs':
    "const { readFileSync } = require('node:fs');\nconst take = () => readFileSync('x');\nexports.grab = take;\n",
};

/** Each with an async function that leads to `readFileSync`. */
const leading: Readonly<Record<string, string>> = {
  'plain.ts': "import { load } from './store.ts';\nexport async function f() { return load(); }\n",
  'renamed.ts': "import { load as bring } from './store.ts';\nexport async function f() { return bring(); }\n",
  'whole.ts': "import * as store from './store.ts';\nexport async function f() { return store.load(); }\n",
  'byDefault.ts': "import anything from './store.ts';\nexport async function f() { return anything(); }\n",
  'byDefaultName.ts': "import anything from './named.ts';\nexport async function f() { return anything(); }\n",
  'made.ts': "import { Store } from './store.ts';\nexport async function f() { return new Store(); }\n",
  'member.ts': "import { Store } from './store.ts';\nexport async function f() { return Store.open(); }\n",
  'private.ts':
    "import type { Store } from './store.ts';\nexport async function f(store: Store) { return store.outer(); }\n",
  'inObject.ts': "import { tools } from './store.ts';\nexport async function f() { return tools.pull(); }\n",
  'handedOver.ts': "import { load } from './store.ts';\nexport async function f() { return ['x'].map(load); }\n",
  'helper.ts':
    "import { load } from './store.ts';\nfunction help() { return [1].map(() => load()); }\nexport async function f() { return help(); }\n",
  'shorthand.ts':
    "import { load as bring } from './store.ts';\nconst all = { bring };\nexport async function f() { return all.bring(); }\n",
  'property.ts':
    "import { load } from './store.ts';\nconst all = { start: load };\nexport async function f() { return all.start(); }\n",
  'variable.ts':
    "import { load } from './store.ts';\nconst start = load;\nexport async function f() { return start(); }\n",
  'required.cjs': "const take = require('./older.cjs');\nexports.f = async function () { return take(); };\n",
  'grouping.cjs': "const { grab } = require('./grouped.cjs');\nexports.f = async function () { return grab(); };\n",
  'passing.ts': "export { load as passed } from './store.ts';\n",
  'passedOn.ts': "import { passed } from './passing.ts';\nexport async function f() { return passed(); }\n",
  'ownGetter.ts':
    "import { readFileSync } from 'node:fs';\nclass A { get text() { return readFileSync('x'); } }\nexport async function f(a: A) { return a.text; }\n",
};

/** With the names of what leads there, for other things. */
const others: Readonly<Record<string, string>> = {
  'namesake.ts': 'function load() { return 1; }\nexport async function f() { return load(); }\n',
  'other.ts': "import { load } from './namesakes.ts';\nexport async function f() { return load(); }\n",
  'namesakes.ts': 'export function load() { return 1; }\n',
  'waiting.ts': "import { load } from './store.ts';\nexport function f() { return load(); }\n",
};

const files = { ...reading, ...leading, ...others };

describe('where all that is asked is whether files are clean', () => {
  test.each([
    ['of all files', Object.keys(files)],
    ['of some of a few', Object.keys(leading)],
    ['of one among many', ['helper.ts']],
  ])('files that lead to what rules look for have facts, %s', (_, asked) =>
    inWorkspace(
      files,
      (workspace) => {
        configure(workspace);
        const reached = asked.filter((path) => (workspace.facts(path)?.reached.length ?? 0) > 0);
        expect(reached).toEqual(asked.filter((path) => path in leading && path !== 'passing.ts'));
        expect(withFacts(workspace, asked)).toEqual(reached);
      },
      { hasNodeTypes: true },
    ),
  );
});

function configure({ frontEnd, root }: DiskWorkspace): void {
  frontEnd.configure({ roots: [root], namesOfInterest: interest, tracedCalls: ['node:fs.readFileSync'] });
}

/** In the order of `asked`. */
function withFacts({ frontEnd, pathOf }: DiskWorkspace, asked: readonly string[]): readonly string[] {
  const answers = [...(frontEnd.factsUnlessClean?.(asked.map(pathOf), (_, { reached }) => reached.length === 0) ?? [])];
  return asked.filter((path) => answers.some((answer) => answer.kind === 'facts' && answer.path === pathOf(path)));
}
