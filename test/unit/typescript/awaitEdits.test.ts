import { describe, expect, test } from 'vitest';
import type { Document } from '../../../server/analysis/document.ts';
import { applyEdits } from '../../../server/analysis/text.ts';
import { awaitEdits } from '../../../server/languages/typescript/edits.ts';
import { factsOfStyle } from './factsOfStyle.ts';

/** The text after putting `await` before the first `load()`. */
function awaited(text: string, { semicolons = true, needsParentheses = false } = {}): string {
  const document: Document = { path: '/app/load.ts', language: 'typescript', version: 0, text };
  const start = text.indexOf('load()');
  const facts = factsOfStyle({ semicolons });
  return applyEdits(text, awaitEdits(document, facts, { start, end: start + 'load()'.length }, needsParentheses));
}

describe('await', () => {
  test.each([
    ['const a = load();', 'const a = await load();'],
    ['use(load(), 1);', 'use(await load(), 1);'],
    ['const a = !load();', 'const a = !await load();'],
    ['const a = [...load()];', 'const a = [...await load()];'],
    ['if (load() !== 1) stop();', 'if (await load() !== 1) stop();'],
  ])('needs no parentheses in %s', (before, after) => expect(awaited(before)).toBe(after));

  test.each([
    ['load().length;', '(await load()).length;'],
    ['load()?.length;', '(await load())?.length;'],
    ['load()\n  // the rest\n  .split();', '(await load())\n  // the rest\n  .split();'],
    ['load()[0];', '(await load())[0];'],
    ['load()();', '(await load())();'],
    ['load()!.length;', '(await load())!.length;'],
    ['const a = load() ** 2;', 'const a = (await load()) ** 2;'],
  ])('stands in parentheses in %s', (before, after) => expect(awaited(before)).toBe(after));

  test('goes around an operand that it would tear apart', () => {
    expect(awaited('load();', { needsParentheses: true })).toBe('await (load());');
  });

  test('is kept from calling the line above where nobody writes semicolons', () => {
    expect(awaited('const a = 1\nload().length', { semicolons: false })).toBe('const a = 1\n;(await load()).length');
    expect(awaited('if (a) {\n  load().length\n}', { semicolons: false })).toBe('if (a) {\n  (await load()).length\n}');
  });
});
