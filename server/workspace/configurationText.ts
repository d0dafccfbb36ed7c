/** Reads the text of a configuration file: its value, and where in the text each of its keys and values stands. */

import { findNodeAtLocation, getNodeValue, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { parse as parseToml, TomlError } from 'smol-toml';
import type { LocalizedText } from '../analysis/locale.ts';
import { type Range, rangeOf } from '../analysis/text.ts';
import type { ConfigurationSource } from './configuration.ts';
import { invalidJson, invalidToml } from './configurationWords.ts';
import { baseName } from './paths.ts';
import { tomlPlaces } from './tomlPlaces.ts';

/** In the order in which they win within one folder. */
export const configurationFileNames = ['async-pitfalls.json', 'async-pitfalls.jsonc', 'package.json', 'pyproject.toml'];

/** Whether a file may hold configuration. */
export function isConfigurationFile(path: string): boolean {
  return configurationFileNames.includes(baseName(path));
}

/** All of an own file is ours, whatever its name; the others only lend us a section. */
export function isOwn(path: string): boolean {
  return !['package.json', 'pyproject.toml'].includes(baseName(path));
}

/** The keys under which a file keeps our configuration. */
export function sectionOf(path: string): readonly string[] {
  if (isOwn(path)) return [];
  return isToml(path) ? ['tool', 'async-pitfalls'] : ['async-pitfalls'];
}

export function isToml(path: string): boolean {
  return path.endsWith('.toml');
}

/** What is wrong with the text itself, so that no value can be told from it, or only a part. */
export interface SyntaxProblem {
  readonly range: Range;
  /** `isKnown`: an earlier text of the file was whole. */
  readonly message: (isKnown: boolean) => LocalizedText;
}

export interface ParsedConfiguration {
  /** Left out where the file says nothing to us. */
  readonly source?: ConfigurationSource;
  readonly syntaxProblems: readonly SyntaxProblem[];
}

export function parseConfiguration(path: string, text: string): ParsedConfiguration {
  return isToml(path) ? parsePyproject(path, text) : parseJson(path, text);
}

function parseJson(path: string, text: string): ParsedConfiguration {
  const section = [...sectionOf(path)];
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const node = root && findNodeAtLocation(root, section);
  // A broken package.json without our key is somebody else's to report.
  if (node === undefined && !isOwn(path)) return { syntaxProblems: [] };
  const syntaxProblems = errors.map(({ error, offset, length }) => ({
    range: rangeOf(offset, offset + length),
    message: (isKnown: boolean) => invalidJson(inWords(printParseErrorCode(error)), isKnown),
  }));
  const nodeAt = (keys: readonly string[]) => node && findNodeAtLocation(node, [...keys]);
  const source: ConfigurationSource = {
    path,
    value: node === undefined ? {} : getNodeValue(node),
    keyRange: (keys) => {
      const value = nodeAt(keys);
      const key = value?.parent?.type === 'property' ? value.parent.children?.[0] : value;
      return key && rangeOf(key.offset, key.offset + key.length);
    },
    valueRange: (keys) => {
      const value = nodeAt(keys);
      return value && rangeOf(value.offset, value.offset + value.length);
    },
    written: (word) => JSON.stringify(word),
  };
  return { source, syntaxProblems };
}

/** `PropertyNameExpected` as `property name expected`. */
function inWords(code: string): string {
  return code.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase();
}

function parsePyproject(path: string, text: string): ParsedConfiguration {
  const section = sectionOf(path);
  const { entries } = tomlPlaces(text);
  const isOurs = ({ keys }: { readonly keys: readonly string[] }) => section.every((key, index) => keys[index] === key);
  if (!entries.some(isOurs)) return { syntaxProblems: [] };
  const entryAt = (keys: readonly string[]) => {
    const path = [...section, ...keys];
    const sought = JSON.stringify(path);
    const found = entries.filter((entry) => JSON.stringify(entry.keys) === sought);
    return found.find(({ value }) => value !== undefined) ?? found[0];
  };
  const source: ConfigurationSource = {
    path,
    value: {},
    keyRange: (keys) => entryAt(keys)?.key,
    valueRange: (keys) => {
      const value = entryAt(keys)?.value;
      const blanks = value === undefined ? 0 : text.slice(value.start, value.end).search(/\S|$/);
      return value && rangeOf(value.start + blanks, value.end);
    },
    written: (word, as) => (as === 'key' && /^[\w-]+$/.test(word) ? word : JSON.stringify(word)),
  };
  try {
    return { source: { ...source, value: tableIn(parseToml(text), section) }, syntaxProblems: [] };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const start = offsetOf(text, error.line, error.column);
    return { source, syntaxProblems: [{ range: lineAround(text, start), message: invalidToml }] };
  }
}

function tableIn(value: unknown, keys: readonly string[]): unknown {
  let inner = value;
  for (const key of keys) inner = isTable(inner) ? inner[key] : undefined;
  return inner ?? {};
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `line` and `column` count from 1. */
function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let current = 1; current < line; current++) start = text.indexOf('\n', start) + 1;
  return Math.min(text.length, start + column - 1);
}

/** The parser names a place without a width, which no editor underlines. */
function lineAround(text: string, offset: number): Range {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? text.length : end);
  const blanks = line.search(/\S|$/);
  return line.trim() === '' ? rangeOf(offset, offset) : rangeOf(start + blanks, start + line.trimEnd().length);
}
