/** Imports as the file writes them: what is imported already, and the edit that imports one name more. */

import type { Document } from '../../analysis/document.ts';
import { literally } from '../../analysis/patterns.ts';
import { contains, type Edit, insertion, type Range, replacement, textAt } from '../../analysis/text.ts';
import type { Facts, ImportFact } from '../../facts/facts.ts';

/** How the file names an export that one of its imports makes known: `readFile`, `fs.readFile`. */
export function knownName(facts: Facts, module: string, name: string, isType = false): string | undefined {
  const known = facts.imports.filter(
    (fact) => fact.isTopLevel && (isType || !fact.isTypeOnly) && fact.local !== '' && isSameModule(fact.module, module),
  );
  // What `require` gives is the module itself and its default export at once.
  const direct = known.find(
    (fact) => fact.imported === name || (name === 'default' && fact.form === 'require' && fact.imported === '*'),
  );
  if (direct !== undefined) return direct.local;
  if (name === 'default' || name === '*') return undefined;
  const isNode = module.startsWith('node:');
  const whole = known.find((fact) => fact.imported === '*' || (isNode && fact.imported === 'default'));
  return whole === undefined ? undefined : `${whole.local}.${name}`;
}

export interface NewImport {
  readonly module: string;
  /** `default` for the default export. */
  readonly name: string;
  readonly local: string;
  /** Written as `import type`. */
  readonly isType?: boolean;
}

/** One edit: the name beside others of its module, or a line below the imports. Two fixes that need the same share it. */
export function addedImport(document: Document, facts: Facts, added: NewImport): Edit {
  const key = `import ${added.isType === true ? 'type ' : ''}${added.module}`;
  const beside = facts.imports.find(
    (fact) =>
      fact.isTopLevel &&
      (added.isType === true ? /^import\s+type\b/.test(textAt(document.text, fact.range)) : !fact.isTypeOnly) &&
      added.name !== 'default' &&
      isSameModule(fact.module, added.module),
  );
  const clause = beside === undefined ? undefined : lastNameOf(document, beside);
  if (beside !== undefined && clause !== undefined) {
    return insertion(clause, `, ${specifier(added, beside.form === 'require')}`, key);
  }
  return insertion(...newLine(document, facts, statement(facts, added)), key);
}

/** The import by name that nothing but the given place uses. */
export function importUsedOnlyAt(document: Document, facts: Facts, local: string): ImportFact | undefined {
  if (!/^[\w$]+$/.test(local)) return undefined;
  const uses = document.text.match(new RegExp(`(?<![\\w$])${literally(local)}(?![\\w$])`, 'g')) ?? [];
  const named = facts.imports.find((fact) => fact.isTopLevel && fact.local === local && fact.imported === local);
  return uses.length === 2 ? named : undefined;
}

/** The edits, which may add imports, together with those that take an import away that they leave unused. */
export function withoutImport(document: Document, unused: ImportFact, edits: readonly Edit[]): readonly Edit[] {
  const text = textAt(document.text, unused.range);
  const clause = /\{([^{}]*)\}/.exec(text);
  if (clause === null || /\/[/*]/.test(text)) return edits;
  const names = (clause[1] ?? '').split(',').filter((name) => name.trim() !== '');
  const found = new RegExp(`(?<![\\w$])${literally(unused.local)}(?![\\w$])`).exec(clause[0]);
  if (found === null) return edits;
  const start = unused.range.start + clause.index + found.index;
  const name = { start, end: start + unused.local.length };
  if (names.length > 1) return [removedFromList(document, name), ...edits];
  if (!/^(?:import|const|let|var)\s*\{/.test(text)) return edits;
  const beside = edits.find(({ range, text: added }) => contains(unused.range, range) && added.startsWith(','));
  if (beside !== undefined)
    return [{ ...beside, range: name, text: beside.text.replace(/^,\s*/, '') }, ...others(edits, beside)];
  const line = edits.find((edit) => /^\r?\n/.test(edit.text));
  if (line !== undefined)
    return [{ ...line, range: unused.range, text: line.text.trimStart() }, ...others(edits, line)];
  const end = lineEnd(document.text, unused.range.end);
  const newline = /^\r?\n/.exec(document.text.slice(end))?.[0].length ?? 0;
  return [replacement({ start: unused.range.start, end: end + newline }, ''), ...edits];
}

function others(edits: readonly Edit[], taken: Edit): readonly Edit[] {
  return edits.filter((edit) => edit !== taken);
}

/** Takes a name and its comma out of a list of several. */
function removedFromList({ text }: Document, name: Range): Edit {
  const after = /^\s*,\s*/.exec(text.slice(name.end))?.[0] ?? '';
  const isLast = after === '' || text[name.end + after.length] === '}';
  if (!isLast) return replacement({ start: name.start, end: name.end + after.length }, '');
  const before = /,\s*$/.exec(text.slice(0, name.start))?.[0].length ?? 0;
  return replacement({ start: name.start - before, end: name.end }, '');
}

function statement(facts: Facts, added: NewImport): string {
  const { quote, semicolons } = facts.file.style;
  // Types vanish when the file runs, so that `import` is right for them in every file that may have them.
  const isRequired = added.isType !== true && usesRequire(facts);
  const source = `${quote}${spelling(facts, added.module)}${quote}`;
  const binding = added.name === 'default' ? added.local : `{ ${specifier(added, isRequired)} }`;
  const keyword = added.isType === true ? 'import type' : 'import';
  const text = isRequired ? `const ${binding} = require(${source})` : `${keyword} ${binding} from ${source}`;
  return semicolons ? `${text};` : text;
}

function specifier({ name, local }: NewImport, isRequired: boolean): string {
  if (name === local) return name;
  return isRequired ? `${name}: ${local}` : `${name} as ${local}`;
}

function usesRequire(facts: Facts): boolean {
  const written = facts.imports.find((fact) => fact.isTopLevel && (fact.form === 'require' || fact.form !== 'dynamic'));
  if (written !== undefined) return written.form === 'require';
  return facts.file.moduleSystem === 'commonjs';
}

/** `fs` where the file leaves the prefix of Node's modules out. */
function spelling(facts: Facts, module: string): string {
  if (!module.startsWith('node:')) return module;
  const bare = module.slice('node:'.length);
  const writesPrefix = facts.imports.some((fact) => fact.module.startsWith('node:'));
  const leavesOut = facts.imports.some((fact) => nodeModules.has(fact.module.split('/')[0] ?? ''));
  return leavesOut && !writesPrefix ? bare : module;
}

const nodeModules = new Set([
  'assert',
  'buffer',
  'child_process',
  'crypto',
  'events',
  'fs',
  'http',
  'https',
  'net',
  'os',
  'path',
  'process',
  'readline',
  'stream',
  'timers',
  'url',
  'util',
  'worker_threads',
  'zlib',
]);

function isSameModule(one: string, other: string): boolean {
  return one.replace(/^node:/, '') === other.replace(/^node:/, '');
}

/** The offset behind the last name in the braces of an import, or nothing where it has none. */
function lastNameOf(document: Document, fact: ImportFact): number | undefined {
  const text = textAt(document.text, fact.range);
  const close = text.indexOf('}');
  if (!text.includes('{') || close < 0 || /\/[/*]/.test(text)) return undefined;
  const names = text.slice(0, close).replace(/[\s,]+$/, '');
  return names.endsWith('{') ? undefined : fact.range.start + names.length;
}

/** Where a line of its own goes among the imports, and the line with its breaks. */
export function newLine(document: Document, facts: Facts, line: string): [offset: number, text: string] {
  const { newline } = facts.file.style;
  const last = facts.imports
    .filter((fact) => fact.isTopLevel && fact.form !== 'dynamic')
    .reduce((end, fact) => Math.max(end, lineEnd(document.text, fact.range.end)), -1);
  if (last >= 0) return [last, `${newline}${line}`];
  const start = headerEnd(document.text);
  const gap = /^\r?\n/.test(document.text.slice(start)) ? '' : newline;
  return [start, `${line}${newline}${gap}`];
}

/** Behind a `#!` line, leading comments and directives such as `'use strict'`. */
function headerEnd(text: string): number {
  const header =
    /^(?:#!.*\r?\n)?(?:\s*(?:\/\*[\s\S]*?\*\/|\/\/.*|(['"])use [a-z]+\1;?)[ \t]*\r?\n)*/.exec(text)?.[0] ?? '';
  return header.length;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}
