/** The kit that rules build TypeScript and JavaScript fixes from: names and imports, `await` and its parentheses, lines. */

import type { Document } from '../../analysis/document.ts';
import { contains, type Edit, insertion, type Range, replacement, textAt } from '../../analysis/text.ts';
import type { CallFact, Facts, FunctionFact } from '../../facts/facts.ts';
import { addedImport, importUsedOnlyAt, knownName, newLine, withoutImport } from './importEdits.ts';

/** A name from another module: how to write it in this file, and the edits that make it known here. */
export interface ImportedName {
  readonly reference: string;
  readonly edits: readonly Edit[];
}

/**
 * The name as this file would write it, `readFile` or `fsPromises.readFile`, adding an import in the file's style where
 * there is none. `name` is `default` for the default export, which is then called `local`.
 */
export function importedName(
  document: Document,
  facts: Facts,
  module: string,
  name: string,
  local: string = name,
  isType = false,
): ImportedName {
  const known = knownName(facts, module, name, isType);
  if (known !== undefined) return { reference: known, edits: [] };
  const reference = freeName(document, local, 'Async');
  return { reference, edits: [addedImport(document, facts, { module, name, local: reference, isType })] };
}

/**
 * The edits that replace the callee of a call, with the import of the old one taken away where nothing else uses it.
 * `imports` are those edits that add imports.
 */
export function calleeEdits(
  document: Document,
  facts: Facts,
  call: CallFact,
  reference: string,
  imports: readonly Edit[],
): readonly Edit[] {
  const unused = importUsedOnlyAt(document, facts, textAt(document.text, call.callee));
  const tidy = unused === undefined ? imports : withoutImport(document, unused, imports);
  return [...tidy, replacement(call.callee, reference)];
}

/** The local name of the module itself where the file imports it whole: `fs` for `import * as fs from 'node:fs'`. */
export function moduleName(facts: Facts, module: string): string | undefined {
  const whole = knownName(facts, module, '*') ?? knownName(facts, module, 'default');
  return whole?.includes('.') ? undefined : whole;
}

/** New lines of the module below the imports; given after an edit that adds one, they land below that. */
export function moduleStatement(document: Document, facts: Facts, lines: readonly string[]): Edit {
  const { newline } = facts.file.style;
  const [offset, text] = newLine(document, facts, lines.join(newline));
  return insertion(offset, text.startsWith(newline) ? newline + text : text);
}

/** The name itself, or with the suffix and then numbers behind it where the text already uses it as a variable. */
export function freeName(document: Document, base: string, suffix = ''): string {
  const candidates = [base, ...(suffix === '' ? [] : [`${base}${suffix}`])];
  for (const name of candidates) if (!isUsed(document.text, name)) return name;
  for (let number = 2; ; number += 1) {
    const name = `${base}${suffix}${number}`;
    if (!isUsed(document.text, name)) return name;
  }
}

/** Members (`store.readFile`) and keys (`readFile:`) do not count; words in comments do, which costs a longer name only. */
function isUsed(text: string, name: string): boolean {
  return new RegExp(`(?<![.\\w$])${name}(?![\\w$]|\\s*:[^:])`).test(text);
}

/** The edits that put `await` before an expression, in parentheses where its neighbours would tear it apart. */
export function awaitEdits(document: Document, facts: Facts, range: Range, needsParentheses = false): readonly Edit[] {
  const isOperand = isFollowedByTrailer(document.text, range.end);
  const guard = isOperand && needsStatementGuard(document, facts, range.start) ? ';' : '';
  const before = `${guard}${isOperand ? '(' : ''}await ${needsParentheses ? '(' : ''}`;
  const after = `${needsParentheses ? ')' : ''}${isOperand ? ')' : ''}`;
  const edits = [insertion(range.start, before)];
  return after === '' ? edits : [...edits, insertion(range.end, after)];
}

/** Whether `.name`, `[…]`, `(…)`, a template, `!` or `**` follows, which binds tighter than `await`. */
function isFollowedByTrailer(text: string, offset: number): boolean {
  const rest = text.slice(offset);
  return /^\s*(?:\/\/.*\s*)*(?:\?\.|\.(?!\.)|\*\*)/.test(rest) || /^[ \t]*(?:[[(`]|!(?!=))/.test(rest);
}

/** Without semicolons, a line that starts with a parenthesis would be read as a call of what stands before it. */
function needsStatementGuard(document: Document, facts: Facts, offset: number): boolean {
  if (facts.file.style.semicolons) return false;
  const before = document.text.slice(0, offset);
  return /(?:^|\n)[ \t]*$/.test(before) && /[^\s;{}(,=[&|?:+*/<>-]\s*$/.test(before);
}

/** Edits that await a value in a function, which they make async where it is not and may become so. */
export interface Awaiting {
  readonly edits: readonly Edit[];
  /** What a message calls the function that becomes async, in words of no language; left out where none does. */
  readonly madeAsync?: string;
}

/** `undefined` where the function cannot await, or its text could not be parsed. */
export function awaitingIn(
  document: Document,
  facts: Facts,
  owner: FunctionFact | undefined,
  { range, needsParentheses }: { readonly range: Range; readonly needsParentheses: boolean },
): Awaiting | undefined {
  const conversion = owner === undefined ? undefined : asyncEdits(owner);
  if (owner === undefined || conversion === undefined || !isWhole(facts, owner)) return undefined;
  const edits = [...conversion, ...awaitEdits(document, facts, range, needsParentheses)];
  if (conversion.length === 0) return { edits };
  return { edits, madeAsync: owner.name === '' ? '<anonymous>' : owner.name };
}

/** How a function comes to await: nothing to do, edits that make it async, or no way. */
export function asyncEdits(owner: FunctionFact): readonly Edit[] | undefined {
  if (owner.canAwait) return [];
  return owner.asyncConversion.kind === 'possible' ? owner.asyncConversion.edits : undefined;
}

/**
 * The edits that make a plain function async, whatever its callers do: the keyword, and a promise of the type that is
 * written for its result. `undefined` where its text is not what such a function looks like.
 */
export function asyncSignatureEdits(
  document: Document,
  facts: Facts,
  owner: FunctionFact,
): readonly Edit[] | undefined {
  const { text } = document;
  const { range, nameRange, body } = owner;
  if (!isWhole(facts, owner)) return undefined;
  const open = openingParenthesis(text, contains(range, nameRange) ? nameRange.end : range.start);
  const close = open === undefined ? undefined : closingBracket(text, open);
  if (close === undefined || close >= body.start) return undefined;
  const written = /^\s*:\s*([\s\S]*?)\s*(?:=>\s*)?\{?\s*$/.exec(text.slice(close, body.start))?.[1];
  if (written !== undefined && /\b(?:is|asserts)\b/.test(written)) return undefined;
  const start = close + text.slice(close, body.start).indexOf(written ?? '');
  const isTold = written === undefined || /^Promise\s*</.test(written);
  const type = isTold ? [] : [replacement({ start, end: start + written.length }, `Promise<${written}>`)];
  return [insertion(keywordOffset(text, owner), 'async '), ...type];
}

/** Before `function`, before the name of a method, and before the parameters of an arrow. */
function keywordOffset(text: string, { range, nameRange }: FunctionFact): number {
  if (!contains(range, nameRange)) return range.start;
  const keyword = /\bfunction\s*$/.exec(text.slice(range.start, nameRange.start));
  return keyword === null ? nameRange.start : range.start + keyword.index;
}

function openingParenthesis(text: string, from: number): number | undefined {
  const generic = /^\s*(?:<[^()]*>)?\s*\(/.exec(text.slice(from));
  return generic === null ? undefined : from + generic[0].length - 1;
}

/** The offset behind the bracket that closes the one at `open`; strings and comments in between are passed over. */
function closingBracket(text: string, open: number): number | undefined {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|[([{]|[)\]}]/g;
  token.lastIndex = open;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (/^[([{]$/.test(match[0])) depth++;
    else if (/^[)\]}]$/.test(match[0]) && --depth === 0) return match.index + 1;
  }
  return undefined;
}

/** Whether the function's own text could be parsed: in half-typed code, edits would only add to the confusion. */
export function isWhole(facts: Facts, owner: FunctionFact): boolean {
  return !facts.syntaxErrors.some((error) => contains(owner.range, error));
}

/** The whitespace before the first character of the line that holds `offset`. */
export function indentationAt(document: Document, offset: number): string {
  const start = document.text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(document.text.slice(start))?.[0] ?? '';
}

/** The range of the arguments between the parentheses of a call, without them. */
export function argumentsRange(document: Document, call: CallFact): Range {
  const open = document.text.indexOf('(', call.callee.end);
  return { start: open + 1, end: call.range.end - 1 };
}

/** Whether types may be written in the file. */
export function isTyped(document: Document): boolean {
  return /\.[mc]?tsx?$/.test(document.path);
}

/** A text without its comments. Of code in which a string or a template may look like one, ask the syntax tree. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\//g, '');
}
