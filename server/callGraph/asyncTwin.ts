/** The asynchronous twin of a helper that blocks: the same function beside it under the name that says so. */

import type { Finding } from '../analysis/finding.ts';
import { type Edit, rangeOf, replacement, textAt } from '../analysis/text.ts';
import type { CallFact, FunctionFact } from '../facts/facts.ts';
import * as python from '../languages/python/edits.ts';
import * as typescript from '../languages/typescript/edits.ts';
import { awaitingEdits } from './awaiting.ts';
import { type FactsSource, type FileFacts, type FunctionInFile, functionDefinedBy } from './functions.ts';

export interface AsyncTwin {
  /** Its last name. */
  readonly name: string;
  /** They call and await it instead. */
  readonly edits: readonly Edit[];
}

/** `undefined` where the helper has none, or where it cannot be called and awaited in its place. */
export async function asyncTwin(
  file: FileFacts,
  finding: Finding,
  source: FactsSource,
): Promise<AsyncTwin | undefined> {
  const { facts } = file;
  const { start, end } = finding.range;
  const call = facts.calls.find(({ range }) => range.start === start && range.end === end);
  const helper = call?.target && (await functionDefinedBy(call.target, source));
  if (call === undefined || helper === undefined || facts.functions[call.function]?.canAwait !== true) return undefined;
  const twin = helper.facts.functions.find((candidate) => isTwin(candidate, helper));
  const name = twin && lastName(twin);
  const written = name === undefined ? undefined : calleeEdits(file, call, helper, name);
  if (name === undefined || written === undefined) return undefined;
  const awaited = awaitingEdits(file, call);
  return awaited && { name, edits: [...written, ...awaited] };
}

function isTwin(candidate: FunctionFact, { document: { text, language }, fact }: FunctionInFile): boolean {
  if (!candidate.isAsync || candidate.isGenerator || candidate.kind !== fact.kind) return false;
  const owner = fact.name.slice(0, -lastName(fact).length);
  const names = (language === 'python' ? pythonNames : typescriptNames)(lastName(fact)).map((name) => owner + name);
  return names.includes(candidate.name) && parametersOf(text, candidate) === parametersOf(text, fact);
}

function typescriptNames(name: string): readonly string[] {
  return name.endsWith('Sync') ? [name.slice(0, -'Sync'.length)] : [`${name}Async`];
}

function pythonNames(name: string): readonly string[] {
  const plain = name.replace(/^sync_|_sync$/, '');
  return [...(plain === name ? [] : [plain]), `${plain}_async`, `async_${plain}`, `a${plain}`];
}

function lastName({ name }: FunctionFact): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The parameter list as written, without white space. */
function parametersOf(text: string, { nameRange, body }: FunctionFact): string {
  const header = text.slice(nameRange.end, body.start).replace(/\s+/g, '');
  return header.slice(0, header.lastIndexOf(')') + 1);
}

/** The callee's last name replaced; for an imported function with the import that it needs. */
function calleeEdits(
  { document, facts }: FileFacts,
  call: CallFact,
  helper: FunctionInFile,
  name: string,
): readonly Edit[] | undefined {
  const place = rangeOf(call.callee.end - call.name.length, call.callee.end);
  const isMember = place.start > call.callee.start;
  if (isMember || helper.document.path === document.path)
    return textAt(document.text, place) === lastName(helper.fact) ? [replacement(place, name)] : undefined;
  const imported = facts.imports.find(({ local }) => local === call.name);
  if (imported === undefined || imported.imported !== lastName(helper.fact) || imported.form === 'dynamic')
    return undefined;
  if (document.language === 'python') {
    const twin = python.importedName(document, facts, imported.module, name);
    return twin && [...twin.edits, replacement(place, twin.reference)];
  }
  const isExported = new RegExp(`export\\s+async\\s+function\\s+${name}\\b|export\\s*\\{[^}]*\\b${name}\\b`);
  if (!isExported.test(helper.document.text)) return undefined;
  const twin = typescript.importedName(document, facts, imported.module, name);
  return [...twin.edits, replacement(place, twin.reference)];
}
