/** Edits of configuration files that say one more thing about a rule: a value of a list among its options, or its level. */

import { applyEdits, type FormattingOptions, getNodeValue, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import type { Level } from '../analysis/finding.ts';
import { type Edit, insertion, rangeOf, replacement } from '../analysis/text.ts';
import { baseName } from './paths.ts';

export type RuleStatement =
  /** A value that an option is to hold as well. */
  | { readonly rule: string; readonly option: string; readonly value: string }
  | { readonly rule: string; readonly level: Level };

type AddedValue = Exclude<RuleStatement, { level: Level }>;
type ChosenLevel = Extract<RuleStatement, { level: Level }>;

/** The text of a configuration file that says nothing but this. */
export function newConfiguration(statement: RuleStatement): string {
  const setting = 'level' in statement ? statement.level : { [statement.option]: [statement.value] };
  return `${JSON.stringify({ rules: { [statement.rule]: setting } }, undefined, 2)}\n`;
}

/** The edits to the text of a configuration file; `undefined` where its shape leaves no safe place for the statement. */
export function configurationEdits(path: string, text: string, statement: RuleStatement): readonly Edit[] | undefined {
  const name = baseName(path);
  if (name === 'pyproject.toml')
    return 'level' in statement ? tomlLevelEdits(text, statement) : tomlValueEdits(text, statement);
  const keys = [...(name === 'package.json' ? ['async-pitfalls'] : []), 'rules', statement.rule];
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root === undefined && text.trim() !== '') return undefined;
  const node = root && findNodeAtLocation(root, [...keys]);
  const setting: unknown = node && getNodeValue(node);
  return 'level' in statement
    ? jsonLevelEdits(text, keys, setting, statement)
    : jsonValueEdits(text, keys, setting, statement);
}

function jsonLevelEdits(
  text: string,
  keys: readonly string[],
  setting: unknown,
  { level }: ChosenLevel,
): readonly Edit[] | undefined {
  const place = isTable(setting) ? [...keys, 'level'] : [...keys];
  const changes = modify(text, place, level, { formattingOptions: styleOf(text) });
  const holds = parseTree(applyEdits(text, changes), [], { allowTrailingComma: true });
  const written = holds && findNodeAtLocation(holds, place);
  return written !== undefined && getNodeValue(written) === level ? ours(changes) : undefined;
}

function jsonValueEdits(
  text: string,
  keys: readonly string[],
  setting: unknown,
  { option, value }: AddedValue,
): readonly Edit[] | undefined {
  const formattingOptions = styleOf(text);
  const list: unknown = isTable(setting) ? setting[option] : undefined;
  if (list !== undefined && !Array.isArray(list)) return undefined;
  const changes =
    list !== undefined
      ? modify(text, [...keys, option, list.length], value, { formattingOptions, isArrayInsertion: true })
      : isTable(setting)
        ? modify(text, [...keys, option], [value], { formattingOptions })
        : // A level that stood alone becomes one key of a table.
          modify(
            text,
            [...keys],
            { ...(typeof setting === 'string' ? { level: setting } : {}), [option]: [value] },
            {
              formattingOptions,
            },
          );
  const holds = parseTree(applyEdits(text, changes), [], { allowTrailingComma: true });
  const written = holds && findNodeAtLocation(holds, [...keys, option]);
  if (written === undefined || !contains(getNodeValue(written), value)) return undefined;
  return ours(changes);
}

function ours(changes: ReturnType<typeof modify>): readonly Edit[] {
  return changes.map(({ offset, length, content }) => ({
    range: { start: offset, end: offset + length },
    text: content,
  }));
}

/** The TOML parser keeps no places, so text is only added where a header of ours says what it belongs to. */
function tomlLevelEdits(text: string, { rule, level }: ChosenLevel): readonly Edit[] | undefined {
  const own = sectionOf(text, `rules.${rule}`);
  const all = sectionOf(text, 'rules');
  const edit =
    own !== undefined
      ? withLevel(text, own, 'level', level)
      : all !== undefined
        ? withLevel(text, all, rule, level)
        : appended(text, 'rules', `${rule} = "${level}"`);
  const holds = settingIn(changedBy(text, edit), rule);
  return holds === level || (isTable(holds) && holds.level === level) ? [edit] : undefined;
}

function tomlValueEdits(text: string, added: AddedValue): readonly Edit[] | undefined {
  const { rule, option, value } = added;
  const section = sectionOf(text, `rules.${rule}`);
  const entry = `${option} = [${JSON.stringify(value)}]`;
  const edit = section === undefined ? appended(text, `rules.${rule}`, entry) : withValue(text, section, added, entry);
  const holds = settingIn(changedBy(text, edit), rule);
  return isTable(holds) && contains(holds[option], value) ? [edit] : undefined;
}

/** What stands below a header of ours, up to the next one; it starts at the end of the header's line. */
interface Section {
  readonly start: number;
  readonly text: string;
}

function sectionOf(text: string, name: string): Section | undefined {
  const escaped = name.replaceAll('.', '\\.');
  const header = new RegExp(`^[ \\t]*\\[tool\\.async-pitfalls\\.${escaped}\\][ \\t]*(?:#.*)?\\r?$`, 'm').exec(text);
  if (header === null) return undefined;
  const start = header.index + header[0].length;
  const next = text.slice(start).search(/^[ \t]*\[/m);
  return { start, text: text.slice(start, next < 0 ? text.length : start + next) };
}

function appended(text: string, section: string, entry: string): Edit {
  const newline = newlineOf(text);
  const gap = text === '' ? '' : text.endsWith('\n') ? newline : newline + newline;
  const added = `${gap}[tool.async-pitfalls.${section}]${newline}${entry}${newline}`;
  return { range: { start: text.length, end: text.length }, text: added };
}

function withLevel(text: string, section: Section, key: string, level: Level): Edit {
  const known = new RegExp(`^([ \\t]*["']?${key}["']?[ \\t]*=[ \\t]*)(?:"[^"\\n]*"|'[^'\\n]*')`, 'm').exec(
    section.text,
  );
  if (known === null) return insertion(section.start, `${newlineOf(text)}${key} = "${level}"`);
  const start = section.start + known.index + (known[1]?.length ?? 0);
  return replacement(rangeOf(start, section.start + known.index + known[0].length), `"${level}"`);
}

function withValue(
  text: string,
  { start, text: section }: Section,
  { option, value }: AddedValue,
  entry: string,
): Edit {
  const list = new RegExp(`^[ \\t]*${option}[ \\t]*=[ \\t]*\\[([^\\]]*)\\]`, 'm').exec(section);
  if (list === null) return insertion(start, `${newlineOf(text)}${entry}`);
  const items = (list[1] ?? '').trimEnd();
  const end = start + list.index + list[0].length - 1;
  const at = end - ((list[1] ?? '').length - items.length);
  const separator = items.trim() === '' ? '' : items.endsWith(',') ? ' ' : ', ';
  return insertion(at, separator + JSON.stringify(value));
}

function changedBy(text: string, { range, text: added }: Edit): string {
  return text.slice(0, range.start) + added + text.slice(range.end);
}

function settingIn(text: string, rule: string): unknown {
  try {
    let at: unknown = parseToml(text);
    for (const key of ['tool', 'async-pitfalls', 'rules', rule]) at = isTable(at) ? at[key] : undefined;
    return at;
  } catch {
    // Text that does not parse says nothing, before the edit or after.
    return undefined;
  }
}

function contains(list: unknown, value: string): boolean {
  return Array.isArray(list) && list.includes(value);
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function newlineOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function styleOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: newlineOf(text),
  };
}
