/** One half-typed line leaves the functions around it as they were. */

import { describe, expect, test } from 'vitest';
import type { FunctionDef } from '../../../../server/languages/python/parser/nodes.ts';
import { parse } from '../../../../server/languages/python/parser/parser.ts';
import { walk } from '../../../../server/languages/python/parser/walk.ts';

const before = `
import asyncio

class Store:
    @property
    def first(self):
        """Says something."""
        return self.load(1)

    async def edited(self):
        data = await self.load(2)
`;

const after = `        return data

    @cached
    async def second(self, *, deep=True):
        """Says something else."""
        if deep:
            await self.first()

def third():
    return Store()
`;

/** The trees of all functions but the edited one, moved to where they would be without the edited line. */
function others(text: string, insertedAt: number, inserted: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  walk(parse(text).module, (node) => {
    if (node.kind !== 'FunctionDef' || node.name === 'edited' || node.name === 'half') return;
    found.set(node.name, treeOf(node, node.start >= insertedAt ? inserted : 0));
  });
  return found;
}

const offsets = new Set(['start', 'end', 'colon', 'defOffset', 'nameStart']);

function treeOf(node: FunctionDef, shift: number): string {
  return JSON.stringify(node, (key, value) => (offsets.has(key) ? Number(value) - shift : value));
}

describe('the other functions stay whole', () => {
  test.each([
    ['an open call', '        result = self.load('],
    ['an open call with arguments', '        result = self.load(1, key='],
    ['an open list of calls', '        tasks = [asyncio.create_task('],
    ['an open dictionary', '        lookup = {"a": [1, '],
    ['a trailing dot', '        await self.'],
    ['a lone await', '        await'],
    ['an open string', '        print("half'],
    ['an open f-string field', '        name = f"{self.first('],
    ['an open triple-quoted string', '        text = """half'],
    ['an open triple-quoted f-string', "        text = f'''{half"],
    ['a function head without its end', '    async def half(self, a'],
    ['a decorator alone', '    @'],
    ['an if without colon', '        if await self.load(1)'],
    ['a for without iterable', '        for row in'],
    ['a try alone', '        try:'],
    ['an else alone', '        else:'],
    ['a with half open', '        async with (open("a") as a,'],
    ['a match without cases', '        match data:'],
    ['an import half typed', '        from asyncio import ('],
    ['a stray bracket', '        self.load(1))'],
    ['a stray indent', '            self.load(1)'],
    ['a stray dedent', '  self.load(1)'],
    ['a lambda half typed', '        key = lambda row: ('],
    ['an unknown character', '        price = 3 € $'],
  ])('%s', (_, line) => {
    const edited = `${line}\n`;
    const text = before + edited + after;
    expect(parse(text).errors.length).toBeGreaterThan(0);
    const untouched = others(before + after, before.length, 0);
    expect([...untouched.keys()]).toEqual(['first', 'second', 'third']);
    expect(others(text, before.length, edited.length)).toEqual(untouched);
  });
});

test('a string that holds code is no half-typed string', () => {
  const text = 'code = """\ndef inside():\n    pass\n"""\n';
  expect(parse(text).errors).toEqual([]);
});
