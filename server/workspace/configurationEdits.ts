/** Edits of configuration files that add a value to a list among the options of a rule. */

import { applyEdits, type FormattingOptions, getNodeValue, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import type { Edit } from '../analysis/text.ts';
import { baseName } from './paths.ts';

/** A value that a rule's option is to hold as well. */
export interface OptionValueAdded {
  readonly rule: string;
  readonly option: string;
  readonly value: string;
}

/** The text of a configuration file that says nothing but this. */
export function newConfiguration({ rule, option, value }: OptionValueAdded): string {
  return `${JSON.stringify({ rules: { [rule]: { [option]: [value] } } }, undefined, 2)}\n`;
}

/** The edits to the text of a configuration file; `undefined` where its shape leaves no safe place for the value. */
export function configurationEdits(path: string, text: string, added: OptionValueAdded): readonly Edit[] | undefined {
  const name = baseName(path);
  if (name === 'pyproject.toml') return tomlEdits(text, added);
  return jsonEdits(text, name === 'package.json' ? ['async-pitfalls'] : [], added);
}

function jsonEdits(text: string, section: readonly string[], added: OptionValueAdded): readonly Edit[] | undefined {
  const { rule, option, value } = added;
  const keys = [...section, 'rules', rule];
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root === undefined && text.trim() !== '') return undefined;
  const node = root && findNodeAtLocation(root, [...keys]);
  const setting: unknown = node && getNodeValue(node);
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
            keys,
            { ...(typeof setting === 'string' ? { level: setting } : {}), [option]: [value] },
            {
              formattingOptions,
            },
          );
  const holds = parseTree(applyEdits(text, changes), [], { allowTrailingComma: true });
  const written = holds && findNodeAtLocation(holds, [...keys, option]);
  if (written === undefined || !contains(getNodeValue(written), value)) return undefined;
  return changes.map(({ offset, length, content }) => ({
    range: { start: offset, end: offset + length },
    text: content,
  }));
}

/** The TOML parser keeps no places, so text is only added where a header of ours says what it belongs to. */
function tomlEdits(text: string, added: OptionValueAdded): readonly Edit[] | undefined {
  const { rule, option, value } = added;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const header = new RegExp(`^[ \\t]*\\[tool\\.async-pitfalls\\.rules\\.${rule}\\][ \\t]*(?:#.*)?\\r?$`, 'm').exec(
    text,
  );
  const entry = `${option} = [${JSON.stringify(value)}]`;
  const edit = header === null ? appended(text, rule, entry, newline) : inSection(text, header, added, entry, newline);
  const changed = text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end);
  return contains(valueIn(changed, rule, option), value) ? [edit] : undefined;
}

function appended(text: string, rule: string, entry: string, newline: string): Edit {
  const gap = text === '' ? '' : text.endsWith('\n') ? newline : newline + newline;
  const section = `${gap}[tool.async-pitfalls.rules.${rule}]${newline}${entry}${newline}`;
  return { range: { start: text.length, end: text.length }, text: section };
}

function inSection(
  text: string,
  header: RegExpExecArray,
  { option, value }: OptionValueAdded,
  entry: string,
  newline: string,
): Edit {
  const start = header.index + header[0].length;
  const next = text.slice(start).search(/^[ \t]*\[/m);
  const section = text.slice(start, next < 0 ? text.length : start + next);
  const list = new RegExp(`^[ \\t]*${option}[ \\t]*=[ \\t]*\\[([^\\]]*)\\]`, 'm').exec(section);
  if (list === null) return { range: { start, end: start }, text: `${newline}${entry}` };
  const items = (list[1] ?? '').trimEnd();
  const end = start + list.index + list[0].length - 1;
  const at = end - ((list[1] ?? '').length - items.length);
  const separator = items.trim() === '' ? '' : items.endsWith(',') ? ' ' : ', ';
  return { range: { start: at, end: at }, text: separator + JSON.stringify(value) };
}

function valueIn(text: string, rule: string, option: string): unknown {
  try {
    let at: unknown = parseToml(text);
    for (const key of ['tool', 'async-pitfalls', 'rules', rule, option]) at = isTable(at) ? at[key] : undefined;
    return at;
  } catch {
    // Text that does not parse holds no value, before the edit or after.
    return undefined;
  }
}

function contains(list: unknown, value: string): boolean {
  return Array.isArray(list) && list.includes(value);
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function styleOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
