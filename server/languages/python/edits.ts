/** The kit that rules build Python fixes from: names and imports, where statements stand, what `await` needs. */

import type { Document } from '../../analysis/document.ts';
import { contains, type Edit, insertion, type Range, replacement, textAt } from '../../analysis/text.ts';
import type { AsyncLibrary, CallFact, Facts, FunctionFact, ImportFact, LoopId } from '../../facts/facts.ts';
import { asyncioVersions } from './asyncioVersions.ts';
import { belowImports, importEdit, membersEdit } from './importBlock.ts';
import { indentationAt as indentationIn, lineEnd, lineStart } from './lines.ts';

/** A name from another module: how to write it in this file, and the edits that make it known here. */
export interface ImportedName {
  readonly reference: string;
  readonly edits: readonly Edit[];
}

/**
 * The name as this file would write it: `sleep` or `asyncio.sleep`, adding an import where there is none. Left out where
 * the file uses the module's name for something else.
 */
export function importedName(document: Document, facts: Facts, module: string, name: string): ImportedName | undefined {
  const direct = knownMember(facts, module, name);
  if (direct !== undefined) return { reference: direct, edits: [] };
  const whole = importedModule(document, facts, module);
  return whole && { reference: `${whole.reference}.${name}`, edits: whole.edits };
}

/** The module as this file calls it, adding an import where there is none; left out where its name is taken. */
export function importedModule(document: Document, facts: Facts, module: string): ImportedName | undefined {
  const known = usableImports(facts);
  const [parent, child] = splitModule(module);
  const whole =
    known.find((fact) => fact.form === 'import' && fact.module === module) ??
    known.find((fact) => fact.form === 'from-import' && fact.module === parent && fact.imported === child);
  if (whole !== undefined) return { reference: moduleReference(whole), edits: [] };
  // `import asyncio.subprocess` makes `asyncio` known, too.
  if (known.some((fact) => fact.form === 'import' && fact.local.startsWith(`${module}.`)))
    return { reference: module, edits: [] };
  const local = child ?? module;
  if (isTaken(facts, local, module)) return undefined;
  const added = child === undefined ? { module } : { module: parent, name: child };
  return { reference: local, edits: [importEdit(document, facts, added)] };
}

/** Names of a module, imported one by one as `from module import name`; left out where one of them is taken. */
export function importedMembers(
  document: Document,
  facts: Facts,
  module: string,
  names: readonly string[],
): { readonly references: ReadonlyMap<string, string>; readonly edits: readonly Edit[] } | undefined {
  const references = new Map<string, string>();
  const missing: string[] = [];
  for (const name of names) {
    const known = knownMember(facts, module, name);
    if (known === undefined && isTaken(facts, name, module)) return undefined;
    if (known === undefined) missing.push(name);
    references.set(name, known ?? name);
  }
  const edits = missing.length === 0 ? [] : [membersEdit(document, facts, module, missing)];
  return { references, edits };
}

/** What the file calls a name that it imports from the module. */
function knownMember(facts: Facts, module: string, name: string): string | undefined {
  return usableImports(facts).find((fact) => fact.module === module && fact.imported === name)?.local;
}

function usableImports(facts: Facts): readonly ImportFact[] {
  return facts.imports.filter((fact) => isUsableEverywhere(facts, fact));
}

/** Whether a module-level name stands for anything but the module, or a name of it, that only type checkers import. */
function isTaken(facts: Facts, local: string, module: string): boolean {
  const imported = facts.imports.filter((fact) => fact.local === local && (fact.isTopLevel || fact.isTypeOnly));
  if (imported.length > 0) return imported.some((fact) => !fact.isTypeOnly || fact.module !== module);
  return facts.moduleNames.includes(local);
}

/** A new module-level variable below the imports. Two fixes that need the same one share it. */
export function moduleVariable(document: Document, facts: Facts, name: string, value: string): Edit {
  return belowImports(document, facts, `${name}${value}`);
}

/**
 * The edits that replace a statement by `started`, an expression that makes a task, and keep the task in a set of the
 * module until it is done.
 */
export function keptTaskEdits(document: Document, facts: Facts, statement: Range, started: string): readonly Edit[] {
  const [tasks, declaration] = taskSet(document, facts);
  const task = freeName(document, 'task');
  const nextLine = facts.file.style.newline + indentationAt(document, statement.start);
  const lines = [`${task} = ${started}`, `${tasks}.add(${task})`, `${task}.add_done_callback(${tasks}.discard)`];
  return [...declaration, replacement(statement, lines.join(nextLine))];
}

/** The module's set of running tasks: the one that is there, or a new one. */
function taskSet(document: Document, facts: Facts): readonly [name: string, edits: readonly Edit[]] {
  const existing = /^(\w*tasks)(?:[ \t]*:[^=\n]*)?[ \t]*=[ \t]*set\(\)/m.exec(document.text)?.[1];
  if (existing !== undefined) return [existing, []];
  const name = freeName(document, 'background_tasks');
  const hasModule = facts.imports.some(({ module, local }) => module === 'asyncio' && local === module);
  return [
    name,
    [
      moduleVariable(
        document,
        facts,
        name,
        hasModule && supports(facts, 9, true) ? ': set[asyncio.Task] = set()' : ' = set()',
      ),
    ],
  ];
}

/** The name itself, or with a number behind it where the text already uses it. */
export function freeName(document: Document, base: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!new RegExp(`\\b${name}\\b`).test(document.text)) return name;
  }
}

/** The edits that put `await` before an expression, in parentheses where its neighbours would tear it apart. */
export function awaitEdits(document: Document, range: Range, needsParentheses = false): readonly Edit[] {
  const isReceiver = isFollowedByTrailer(document.text, range.end);
  const before = `${isReceiver ? '(' : ''}await ${needsParentheses ? '(' : ''}`;
  const after = `${needsParentheses ? ')' : ''}${isReceiver ? ')' : ''}`;
  return after === ''
    ? [insertion(range.start, before)]
    : [insertion(range.start, before), insertion(range.end, after)];
}

/** Edits that await a value in a function, which they make async where it is not and may become so. */
export interface Awaiting {
  readonly edits: readonly Edit[];
  /** The function that becomes async; left out where none does. */
  readonly madeAsync?: string;
}

/** `undefined` where the function cannot await, or its text could not be parsed. */
export function awaitingIn(
  document: Document,
  facts: Facts,
  owner: FunctionFact | undefined,
  { range, needsParentheses }: { readonly range: Range; readonly needsParentheses: boolean },
): Awaiting | undefined {
  if (owner === undefined || !isWhole(facts, owner)) return undefined;
  const edits = awaitEdits(document, range, needsParentheses);
  if (owner.canAwait) return { edits };
  if (owner.asyncConversion.kind !== 'possible') return undefined;
  return { edits: [...owner.asyncConversion.edits, ...edits], madeAsync: owner.name };
}

/** The edits that make a plain function async, whatever its callers do; `undefined` where its text could not be parsed. */
export function asyncSignatureEdits(facts: Facts, owner: FunctionFact): readonly Edit[] | undefined {
  return isWhole(facts, owner) ? [insertion(owner.range.start, 'async ')] : undefined;
}

/** Whether `.name`, `[…]` or `(…)` follows, which binds tighter than `await`. */
export function isFollowedByTrailer(text: string, offset: number): boolean {
  const rest = text.slice(offset);
  return /^(?:[ \t]|\\\r?\n)*[.[(]/.test(rest) || /^(?:\s|#.*\n)*\.\s*[^\W\d]/.test(rest);
}

/** Whether `await` there would turn a generator into an asynchronous one, which its consumer does not expect. */
export function isInGenerator(document: Document, facts: Facts, loop: LoopId | undefined): boolean {
  for (let id = loop; id !== undefined; ) {
    const fact = facts.loops[id];
    if (fact === undefined) return false;
    if (fact.kind === 'comprehension' && !/[[{]/.test(document.text[fact.range.start] ?? '')) return true;
    id = fact.parent;
  }
  return false;
}

/** Whether the function's own text could be parsed: in half-typed code, edits would only add to the confusion. */
export function isWhole(facts: Facts, owner: FunctionFact): boolean {
  return facts.syntaxErrors.every((error) => {
    if (!contains(owner.range, error)) return true;
    return facts.functions.some(
      (inner) => inner.id !== owner.id && contains(owner.range, inner.range) && contains(inner.range, error),
    );
  });
}

/** Whether only white space stands before the offset on its line. */
export function startsLine(document: Document, offset: number): boolean {
  return document.text.slice(lineStart(document.text, offset), offset).trim() === '';
}

/** Whether the statement has its lines to itself, so that others may be written above and below it. */
export function standsAlone(document: Document, statement: Range): boolean {
  const after = document.text.slice(statement.end, lineEnd(document.text, statement.end));
  return startsLine(document, statement.start) && /^\s*(?:#.*)?$/.test(after);
}

/** The edit that writes a statement below the last of a block; `undefined` where the block shares its lines with other code. */
export function statementBelow(document: Document, facts: Facts, block: Range, statement: string): Edit | undefined {
  if (!standsAlone(document, block)) return undefined;
  const line = facts.file.style.newline + indentationAt(document, block.start) + statement;
  return insertion(lineEnd(document.text, block.end), line);
}

/** The white space before the statement that starts at the offset. */
export function indentationAt(document: Document, offset: number): string {
  return indentationIn(document.text, offset);
}

/** The library whose API a fix may use in this file. */
export function asyncLibraryOf(facts: Facts): AsyncLibrary {
  const libraries = facts.file.asyncLibraries;
  // Code that imports anyio may run under either loop, so only anyio's own functions are right everywhere.
  if (libraries.includes('anyio')) return 'anyio';
  return libraries.includes('trio') && !libraries.includes('asyncio') ? 'trio' : 'asyncio';
}

/** Whether the project supports only versions from `[3, minor]` on, as far as it says. */
export function supports(facts: Facts, minor: number, whenUnknown: boolean): boolean {
  const version = facts.file.pythonVersion;
  if (version === undefined) return whenUnknown;
  return version[0] > 3 || (version[0] === 3 && version[1] >= minor);
}

/** Whether the project's Python has a name of asyncio, unless the project says otherwise. */
export function hasAsyncio(facts: Facts, name: keyof typeof asyncioVersions): boolean {
  return supports(facts, asyncioVersions[name], true);
}

/** The call as a function and its arguments, `f, x, key=y`, the way that runners of other threads take them. */
export function functionAndArguments(document: Document, facts: Facts, call: CallFact): string | undefined {
  const { text } = document;
  const callee = textAt(text, call.callee);
  const open = text.indexOf('(', call.callee.end);
  if (open < 0 || open >= call.range.end || text[call.range.end - 1] !== ')') return undefined;
  const inside = text.slice(open + 1, call.range.end - 1);
  const [only] = call.arguments;
  if (only === undefined) return inside.trim() === '' ? callee : undefined;
  // A generator may go without parentheses only while it is the sole argument.
  if (call.arguments.length === 1 && isBareGenerator(document, facts, only.value)) return undefined;
  const margin = /^\s*/.exec(inside)?.[0] ?? '';
  return margin.includes('\n') ? `${margin}${callee},${inside}` : `${callee}, ${inside.trimStart()}`;
}

function isBareGenerator(document: Document, facts: Facts, value: Range): boolean {
  if (/[([{]/.test(document.text[value.start] ?? '')) return false;
  return facts.loops.some(
    (loop) => loop.kind === 'comprehension' && loop.range.start <= value.start && contains(loop.range, value),
  );
}

function isUsableEverywhere(facts: Facts, fact: ImportFact): boolean {
  return !fact.isTypeOnly && fact.local !== '' && (fact.isTopLevel || facts.moduleNames.includes(fact.local));
}

function splitModule(module: string): readonly [parent: string, child?: string] {
  const dot = module.lastIndexOf('.');
  return dot < 0 ? [module] : [module.slice(0, dot), module.slice(dot + 1)];
}

/** `import a.b` binds `a` but is used as `a.b`. */
function moduleReference(fact: ImportFact): string {
  return fact.form === 'import' && fact.module.startsWith(`${fact.local}.`) ? fact.module : fact.local;
}

/** What hands a call to a worker thread: `asyncio.to_thread`, or what takes its place. */
interface ThreadRunner {
  readonly module: string;
  readonly name: string;
  /** What to write after the name, up to the function. */
  readonly opening: string;
  readonly takesKeywords: boolean;
}

function threadRunner(facts: Facts): ThreadRunner {
  switch (asyncLibraryOf(facts)) {
    case 'anyio':
      return { module: 'anyio.to_thread', name: 'run_sync', opening: '(', takesKeywords: false };
    case 'trio':
      return { module: 'trio', name: 'to_thread', opening: '.run_sync(', takesKeywords: false };
    case 'asyncio':
      return hasAsyncio(facts, 'asyncio.to_thread')
        ? { module: 'asyncio', name: 'to_thread', opening: '(', takesKeywords: true }
        : { module: 'asyncio', name: 'get_running_loop', opening: '().run_in_executor(None, ', takesKeywords: false };
  }
}

/** The full name of what runs a call in a worker thread, for the file's library and Python: `asyncio.to_thread`. */
export function threadRunnerName(facts: Facts): string {
  const { module, name, opening } = threadRunner(facts);
  return `${module}.${name}${withoutArguments(opening)}`;
}

/** The call that runs a function without parameters in a worker thread: `asyncio.to_thread(work)`. */
export function threadRun(document: Document, facts: Facts, work: string): ImportedName | undefined {
  const { module, name, opening } = threadRunner(facts);
  const runner = importedName(document, facts, module, name);
  return runner && { reference: `${runner.reference}${opening}${work})`, edits: runner.edits };
}

/**
 * The edits that run a call in a worker thread and await it, with the runner's name as it is written here; `undefined`
 * where its arguments cannot be handed on or a name is taken.
 */
export function threadEdits(
  document: Document,
  facts: Facts,
  call: CallFact,
): { readonly runner: string; readonly edits: readonly Edit[] } | undefined {
  const runner = threadRunner(facts);
  const name = importedName(document, facts, runner.module, runner.name);
  const inside = functionAndArguments(document, facts, call);
  if (name === undefined || inside === undefined) return undefined;
  const hasKeywords = call.arguments.some(
    (argument) => argument.keyword !== undefined || argument.spread === 'keywords',
  );
  const edits: Edit[] = [...name.edits];
  let passed = inside;
  if (hasKeywords && !runner.takesKeywords) {
    const partial = importedName(document, facts, 'functools', 'partial');
    if (partial === undefined) return undefined;
    edits.push(...partial.edits);
    passed = `${partial.reference}(${inside})`;
  }
  const awaited = `await ${name.reference}${runner.opening}${passed})`;
  edits.push(replacement(call.range, isFollowedByTrailer(document.text, call.range.end) ? `(${awaited})` : awaited));
  return { runner: `${name.reference}${withoutArguments(runner.opening)}`, edits };
}

function withoutArguments(opening: string): string {
  return opening.replace(/\(None, $|\($/, '');
}
