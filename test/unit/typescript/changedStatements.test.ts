/** Which statements an edit may have changed types in. Edits are written in place: `‹before›after›`. */

import { isFunctionDeclaration, type SourceFile } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changedStatements } from '../../../server/languages/typescript/changedStatements.ts';
import { rowOf } from '../../../server/languages/typescript/nodeTable.ts';
import { treeDifference } from '../../../server/languages/typescript/treeDifference.ts';
import { TreeVersion } from '../../../server/languages/typescript/treeVersion.ts';

const folder = import.meta.dirname;
const config = `${folder}/edited.tsconfig.json`;
const file = `${folder}/edited.ts`;
let text = '';
let api: API;

beforeAll(() => {
  const options = JSON.stringify({ compilerOptions: { noLib: true, types: [] }, files: [file] });
  api = new API({ fs: { readFile: (path) => (path === config ? options : path === file ? text : undefined) } });
});
afterAll(() => api.close());

test.each<[name: string, code: string, expected: string]>([
  ['a call that is awaited', 'a(); await b(‹c›d›); e(c);', 'await b(d);'],
  ['a call of a call', 'a(); expect(‹b›c›).toBe(b); b();', 'expect(c).toBe(b);'],
  ['a declaration and its uses', 'a(); const b = ‹c›d›(); e(); f(b); g();', 'const b = d(); e(); f(b);'],
  ['uses of uses', 'const b = ‹c›d›(); const e = b.f; g(); h(e); i();', 'const b = d(); const e = b.f; g(); h(e);'],
  ['a variable that was there before', 'let b; b.a(); c(); b = ‹d›e›; f();', 'let b; b.a(); c(); b = e;'],
  [
    'what a function inside assigns',
    'let b; a(() => { b = ‹c›d›; }); b.e(); f();',
    'let b; a(() => { b = d; }); b.e();',
  ],
  ['what a function inside declares', 'a(() => { let b = ‹c›d›; b = c; }); b.e();', 'a(() => { let b = d; b = c; });'],
  [
    'what a block inside hides',
    'let b; a(() => { { let b; } b = ‹c›d›; }); b.e(); f();',
    'let b; a(() => { { let b; } b = d; }); b.e();',
  ],
  [
    'what a function inside hides',
    'let b; a(() => { (b) => b; b = ‹c›d›; }); b.e(); f();',
    'let b; a(() => { (b) => b; b = d; }); b.e();',
  ],
  [
    'what a loop inside declares',
    'let b; a(() => { for (let b of c) b.e(); b = ‹c›d›; }); b.e(); f();',
    'let b; a(() => { for (let b of c) b.e(); b = d; }); b.e();',
  ],
  ['a list without a type', 'const b = []; b.push(‹c›d›); a(); e(b);', 'const b = []; b.push(d); a(); e(b);'],
  ['a test', 'if (‹b›c›) d(); a(); e(c); f();', 'if (c) d(); a(); e(c);'],
  ['a way out', 'a(); if (b) return ‹c›d›; e(); f();', 'if (b) return d; e(); f();'],
  ['a loop', 'for (const a of ‹b›c›) d(a); e();', 'for (const a of c) d(a); e();'],
  ['a call that never comes back', 'a(); stop(‹b›c›); d();', 'stop(c); d();'],
  ['one in parentheses', 'a(); (stop)(‹b›c›); d();', '(stop)(c); d();'],
  ['the inside of a block', 'if (a) { b(); c(‹d›e›).f(); return; } g();', 'c(e).f();'],
  ['what a block does to others', 'let d; if (a) { d = ‹e›f›; } b(); d.c();', 'let d; if (a) { d = f; } b(); d.c();'],
  [
    'the inside of a function inside',
    'a(function () { this.b(); c(‹d›e›).f(); }); g();',
    'a(function () { this.b(); c(e).f(); });',
  ],
  ['a new statement and its like beside it', 'a(); ‹›b();› c(); d();', 'b(); c();'],
  ['a new statement of another kind', 'a(); ‹›if (b) b();› c();', 'if (b) b();'],
  ['a last statement that is gone', 'a(); ‹b();››', ''],
  ['a new declaration', 'a(); ‹›const b = c();› d(); b.e();', 'const b = c(); d(); b.e();'],
])('%s', (_name, code, expected) => {
  const [before, after] = versionsOf(`async function edited() { ${code} }`);
  expect(partOf(before, after, bodyIn(after))).toBe(expected);
});

test.each<[name: string, code: string, expected: string | undefined]>([
  ['a call', 'a(); b(‹c›d›).e(); f();', 'b(d).e();'],
  ['a declaration', 'a(); const b = ‹c›d›; e();', undefined],
  ['an export', 'a(); export default ‹c›d›; e();', undefined],
])('at the top of a file: %s', (_name, code, expected) => {
  const [before, after] = versionsOf(code);
  expect(partOf(before, after, 0)).toBe(expected);
});

/** The text of what may have changed. */
function partOf(before: TreeVersion, after: TreeVersion, body: number): string | undefined {
  const difference = treeDifference(before, after);
  if (difference === undefined) throw new Error('nothing differs');
  const decidesFlow = (call: { getText(): string }) => /^\(?stop/.test(call.getText());
  const changed = changedStatements(before, after, body, difference, { before: decidesFlow, after: decidesFlow });
  if (changed === undefined) return undefined;
  const { first, endAfter } = changed.places;
  if (first === endAfter) return '';
  const places = after.rows.slice(first, endAfter).map((row) => after.table.end(row));
  return after.text.slice(after.table.position(after.rowAt(first)), Math.max(...places)).trim();
}

/** The place of the body of the only function at the top. */
function bodyIn(version: TreeVersion): number {
  const [declaration] = version.source.statements;
  if (declaration === undefined || !isFunctionDeclaration(declaration) || declaration.body === undefined)
    throw new Error('no function');
  return version.placeOf(rowOf(declaration.body));
}

function versionsOf(code: string): readonly [TreeVersion, TreeVersion] {
  const edit = /‹(.*?)›(.*?)›/s;
  return [versionOf(code.replace(edit, '$1')), versionOf(code.replace(edit, '$2'))];
}

function versionOf(code: string): TreeVersion {
  text = code;
  const snapshot = api.updateSnapshot({
    openProjects: [config],
    fileChanges: { changed: [file], created: [], deleted: [] },
  });
  const source: SourceFile | undefined = snapshot.getProject(config)?.program.getSourceFile(file);
  if (source === undefined) throw new Error('the compiler does not know the file');
  return new TreeVersion(source);
}
