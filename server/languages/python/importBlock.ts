/** Where a new import goes, so that the file looks as if its author had written it. */

import type { Document } from '../../analysis/document.ts';
import { type Edit, insertion, type Range, rangeOf, replacement } from '../../analysis/text.ts';
import type { Facts, ImportFact } from '../../facts/facts.ts';
import { lineEnd, lineStart } from './lines.ts';
import { standardModules } from './standardModules.ts';

/** `import module`, or `from module import name`. */
export interface NewImport {
  readonly module: string;
  readonly name?: string;
}

type Section = 'future' | 'standard' | 'other' | 'local';

interface Statement {
  readonly range: Range;
  readonly module: string;
  readonly isFrom: boolean;
  readonly section: Section;
}

/** The edit that adds the import: after docstring and `__future__`, in the order that its section already has. */
export function importEdit(document: Document, facts: Facts, added: NewImport): Edit {
  const newline = facts.file.style.newline;
  const line = added.name === undefined ? `import ${added.module}` : `from ${added.module} import ${added.name}`;
  const blocks = leadingBlocks(document.text, facts.imports);
  const section = sectionOf(added.module);
  const home = blocks.find((block) => block.some((statement) => statement.section === section));
  if (home !== undefined) {
    const follower = followerIn(
      home.filter((statement) => statement.section === section),
      added,
    );
    if (follower.before !== undefined)
      return insertion(lineStart(document.text, follower.before.range.start), line + newline, line);
    return insertion(lineEnd(document.text, follower.after.range.end), newline + line, line);
  }
  const predecessor = blocks.filter((block) => block.every((other) => comesBefore(other.section, section))).at(-1);
  const lastStatement = predecessor?.at(-1);
  if (lastStatement !== undefined)
    return insertion(lineEnd(document.text, lastStatement.range.end), newline + newline + line, line);
  const firstStatement = blocks[0]?.[0];
  if (firstStatement !== undefined)
    return insertion(lineStart(document.text, firstStatement.range.start), line + newline + newline, line);
  return insertion(afterHeader(document.text), line + gapBefore(document.text, newline), line);
}

/** The edit that imports names from a module: beside others of it, or on a line of their own. */
export function membersEdit(document: Document, facts: Facts, module: string, names: readonly string[]): Edit {
  const beside = facts.imports.find(
    (fact) => fact.isTopLevel && fact.form === 'from-import' && fact.module === module && fact.imported !== '*',
  );
  const text = beside === undefined ? '' : document.text.slice(beside.range.start, beside.range.end);
  // A list with comments or over several lines is somebody's own layout.
  const listed =
    /^(from\s+[\w.]+\s+import\s+)([\w ,]+)$/.exec(text) ?? /^(from\s+[\w.]+\s+import\s*\()([\w ,]+)\)$/.exec(text);
  if (beside === undefined || listed === null)
    return importEdit(document, facts, { module, name: [...names].sort().join(', ') });
  const [, head = '', list = ''] = listed;
  const old = list.split(',').map((name) => name.trim());
  const isSorted = old.every((name, index) => index === 0 || (old[index - 1] ?? '') <= name);
  const all = [...old, ...names];
  const start = beside.range.start + head.length;
  return replacement(rangeOf(start, start + list.length), (isSorted ? all.sort() : all).join(', '));
}

/** The edit that adds a module-level statement below the imports; given after an `importEdit`, it lands below that. */
export function belowImports(document: Document, facts: Facts, statement: string): Edit {
  const newline = facts.file.style.newline;
  const last = leadingBlocks(document.text, facts.imports).at(-1)?.at(-1);
  if (last !== undefined)
    return insertion(lineEnd(document.text, last.range.end), newline + newline + statement, statement);
  return insertion(afterHeader(document.text), statement + gapBefore(document.text, newline), statement);
}

/** Import statements at the top of the module, split where blank lines or comments split them. */
function leadingBlocks(text: string, imports: readonly ImportFact[]): readonly (readonly Statement[])[] {
  const blocks: Statement[][] = [];
  let previous: Statement | undefined;
  for (const fact of imports) {
    if (!fact.isTopLevel || fact.range.start === previous?.range.start) continue;
    const statement: Statement = {
      range: fact.range,
      module: fact.module,
      isFrom: fact.form === 'from-import',
      section: sectionOf(fact.module),
    };
    const gap = previous === undefined ? '' : text.slice(previous.range.end, fact.range.start);
    // Imports below other code are there for a reason; new ones do not join them.
    if (gap.replace(/#.*/g, '').replace(/;/g, '').trim() !== '') break;
    const block = blocks.at(-1);
    if (block === undefined || (gap.match(/\n/g)?.length ?? 0) > 1) blocks.push([statement]);
    else block.push(statement);
    previous = statement;
  }
  return blocks;
}

type Neighbour =
  | { readonly before: Statement; readonly after?: undefined }
  | { readonly before?: undefined; readonly after: Statement };

/** The neighbour of the new import among the statements of its section, of which there is at least one. */
function followerIn(statements: readonly Statement[], added: NewImport): Neighbour {
  const isFrom = added.name !== undefined;
  const firstFrom = statements.findIndex((statement) => statement.isFrom);
  const isMixed = firstFrom >= 0 && statements.slice(firstFrom).some((statement) => !statement.isFrom);
  const peers = isMixed ? statements : statements.filter((statement) => statement.isFrom === isFrom);
  const before = peers.find((statement) => statement.module.toLowerCase() > added.module.toLowerCase());
  if (before !== undefined) return { before };
  const after = peers.at(-1);
  if (after !== undefined) return { after };
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) throw new Error('a section without statements');
  return isFrom ? { after: last } : { before: first };
}

const order: readonly Section[] = ['future', 'standard', 'other', 'local'];

function comesBefore(one: Section, other: Section): boolean {
  return order.indexOf(one) < order.indexOf(other);
}

/** Behind comments at the top, the docstring and the one blank line that belongs below it. */
function afterHeader(text: string): number {
  const header = /^(?:[ \t]*(?:#.*)?\r?\n)*/.exec(text)?.[0] ?? '';
  const docstring =
    /^[rRuU]?("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')[ \t]*(?:#.*)?\r?\n/.exec(
      text.slice(header.length),
    )?.[0];
  if (docstring === undefined) return header.length;
  const end = header.length + docstring.length;
  return end + (/^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0);
}

/** What separates a first import from the code below it, beyond the blank lines that are there. */
function gapBefore(text: string, newline: string): string {
  const below = text.slice(afterHeader(text));
  const blankLines = /^(?:[ \t]*\r?\n)*/.exec(below)?.[0] ?? '';
  const isDefinition = /^(?:async\s|def\s|class\s|@)/.test(below.slice(blankLines.length));
  const missing = (isDefinition ? 2 : 1) - (blankLines.match(/\n/g)?.length ?? 0);
  return newline.repeat(1 + Math.max(0, missing));
}

function sectionOf(module: string): Section {
  if (module === '__future__') return 'future';
  if (module.startsWith('.')) return 'local';
  return standardModules.has(module.split('.')[0] ?? '') ? 'standard' : 'other';
}
