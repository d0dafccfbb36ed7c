/** Whatever is typed, the facts of the file are those of a front end that has just started, and so is what is found elsewhere. */

import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../rules/catalogue.ts';
import { analyze } from '../../../server/analysis/analyze.ts';
import { tracedCalls } from '../../harness/analyseProjects.ts';
import { loadFixtures } from '../../harness/fixtures.ts';
import { textsWhileTyping } from '../../harness/randomEdits.ts';
import { randomNumbers } from '../../harness/randomNumbers.ts';
import { type MemoryWorkspace, memoryWorkspace } from './memoryWorkspace.ts';

const editsPerFile = 12;

const settings = { tracedCalls: tracedCalls('python') };

/** What other files are found to mean rests on each of these files, through callers, heirs, assignments and imports. */
const tangle: Readonly<Record<string, string>> = {
  'main.py': `import shop.store as store
from shop.store import Base, connect, make, run
from shop.mixin import Closing

class Own(Closing, Base):
    def load(self):
        return self.fetch()
    async def fetch(self):
        return await self.client.get()

def plain(*args): return 1

async def main(own: Own):
    own.close()
    own.load()
    connect(own)
    make().save()
    (await run(own)).save()
    run(own)
    store.helper()

store.helper = plain
Base.save = plain
connect(Own())
`,
  'shop/__init__.py': '',
  'shop/store.py': `from main import Own

class Client:
    async def get(self): ...

class Base:
    def __init__(self):
        self.client = Client()
    async def save(self): ...
    def load(self): ...

async def helper(): ...

def connect(owner):
    owner.fetch()
    owner.save()
    return owner

def make():
    return Own()

async def run(owner):
    owner.load()
    return owner
`,
  'shop/mixin.py': `from shop.store import connect, helper

class Closing:
    def close(self):
        self.save()
        self.fetch()
        connect(self).load()
        helper()
`,
};

const fixtures = loadFixtures('python')
  .filter(({ files }) => files.size > 1)
  .map(({ rule, name, files }) => ({
    name: `${rule}/${name}`,
    texts: Object.fromEntries([...files].map(([file, { text }]) => [file, text])),
  }));

const projects = [...fixtures, { name: 'files that rest on each other', texts: tangle }];

describe('while somebody types', () => {
  test.each(projects)('in the files of $name', ({ name, texts }) => {
    const files = Object.keys(texts).filter((file) => file.endsWith('.py'));
    const current = { ...texts };
    const edited = memoryWorkspace(texts, settings);
    const random = randomNumbers(name.length);
    for (const file of files) {
      let version = 0;
      for (const text of textsWhileTyping(texts[file] ?? '', editsPerFile, random)) {
        version += 1;
        current[file] = text;
        open(edited, file, text, version);
        const fresh = memoryWorkspace(current, settings);
        expect(edited.facts(file)).toEqual(fresh.facts(file));
        for (const other of files) expect(foundIn(edited, other, current)).toEqual(foundIn(fresh, other, current));
      }
    }
  });
});

function open({ frontEnd }: MemoryWorkspace, file: string, text: string, version: number): void {
  frontEnd.open({ path: `/work/space/${file}`, language: 'python', version, text });
}

function foundIn(
  workspace: MemoryWorkspace,
  file: string,
  texts: Readonly<Record<string, string>>,
): readonly unknown[] {
  const document = { path: `/work/space/${file}`, language: 'python' as const, version: 0, text: texts[file] ?? '' };
  const { findings } = analyze(document, workspace.facts(file), catalogue);
  return findings.map(({ rule, message, range, related }) => ({ rule, message, range, related }));
}
