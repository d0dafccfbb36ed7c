/**
 * Where the keys and values of a TOML text stand, also in one that is still being typed: the parser of its values keeps no
 * places and refuses half a line.
 */

import { type Range, rangeOf } from '../analysis/text.ts';

/** One part of a key, in a header, in an assignment or in an inline table. */
export interface TomlEntry {
  /** From the root down to this part. An array of tables counts as one table. */
  readonly keys: readonly string[];
  /** With its quotes. */
  readonly key: Range;
  /** Behind the `=` up to the end of the value; left out in headers and where there is no `=` yet. */
  readonly value?: Range;
}

/** What a header or the braces of an inline table hold. */
export interface TomlTable {
  readonly keys: readonly string[];
  readonly range: Range;
}

export interface TomlPlaces {
  readonly entries: readonly TomlEntry[];
  /** Inner ones come after those around them. */
  readonly tables: readonly TomlTable[];
}

export function tomlPlaces(text: string): TomlPlaces {
  return new Scanner(text).scan();
}

class Scanner {
  readonly #text: string;
  readonly #entries: TomlEntry[] = [];
  readonly #tables: TomlTable[] = [];
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): TomlPlaces {
    let table: readonly string[] = [];
    let tableStart = 0;
    const endTable = (end: number) => this.#tables.push({ keys: table, range: rangeOf(tableStart, end) });
    const inner: TomlTable[] = [];
    while (this.#offset < this.#text.length) {
      this.#skip(/\s*(?:#[^\n]*\s*)*/y);
      if (this.#offset >= this.#text.length) break;
      const start = this.#offset;
      if (this.#skip(/\[\[?[ \t]*/y)) {
        endTable(start);
        table = this.#keyPath([]);
        this.#skip(/[^\n]*/y);
        tableStart = this.#offset;
      } else {
        const before = this.#tables.length;
        this.#assignment(table, '\n');
        // Inline tables are found before the table around them has come to its end.
        inner.push(...this.#tables.splice(before));
        this.#skip(/[^\n]*/y);
      }
    }
    endTable(this.#text.length);
    return { entries: this.#entries, tables: [...this.#tables, ...inner] };
  }

  /** `key.path = value`, or as much of it as is there. */
  #assignment(table: readonly string[], end: '\n' | '}'): void {
    const first = this.#entries.length;
    const start = this.#offset;
    const keys = this.#keyPath(table);
    if (this.#skip(/[ \t]*=/y)) {
      const from = this.#offset;
      this.#skip(/[ \t]*/y);
      this.#value(keys);
      const value = rangeOf(from, this.#offset);
      for (let index = first; index < this.#entries.length; index++) {
        const entry = this.#entries[index];
        if (entry !== undefined && entry.key.end <= from) this.#entries[index] = { ...entry, value };
      }
    }
    // Something that is no key must not be looked at again.
    if (this.#offset === start) this.#skip(end === '\n' ? /[^\n]+/y : /[^\n,}]/y);
  }

  #keyPath(table: readonly string[]): readonly string[] {
    let keys = table;
    do {
      const start = this.#offset;
      const quoted = this.#match(/"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?/y);
      const name = quoted ?? this.#match(/[\p{L}\p{N}_/-]+/uy) ?? '';
      // Half a path, such as `tool.`, has a last part of no letters.
      if (name === '' && keys.length === table.length) return keys;
      keys = [...keys, quoted === undefined ? name : unquoted(quoted)];
      this.#entries.push({ keys, key: rangeOf(start, this.#offset) });
    } while (this.#skip(/[ \t]*\.[ \t]*/y));
    return keys;
  }

  #value(keys: readonly string[]): void {
    if (this.#skip(/"""[\s\S]*?(?:"""+|$)|'''[\s\S]*?(?:'''+|$)|"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?/y)) return;
    if (this.#skip(/\[/y)) this.#array(keys);
    else if (this.#skip(/\{/y)) this.#inlineTable(keys);
    else this.#skip(/[^\n,\]}#\s][^\n,\]}#]*(?<=\S)/y);
  }

  #array(keys: readonly string[]): void {
    while (this.#offset < this.#text.length) {
      this.#skip(/[\s,]*(?:#[^\n]*[\s,]*)*/y);
      if (this.#skip(/\]/y)) return;
      const start = this.#offset;
      this.#value(keys);
      if (this.#offset === start) return;
    }
  }

  #inlineTable(keys: readonly string[]): void {
    const start = this.#offset;
    const place = this.#tables.length;
    while (this.#offset < this.#text.length) {
      this.#skip(/[\s,]*(?:#[^\n]*[\s,]*)*/y);
      if (this.#text[this.#offset] === '}' || this.#text[this.#offset] === '[') break;
      this.#assignment(keys, '}');
    }
    this.#tables.splice(place, 0, { keys, range: rangeOf(start, this.#offset) });
    this.#skip(/\}/y);
  }

  #skip(pattern: RegExp): boolean {
    return this.#match(pattern) !== undefined;
  }

  /** What the sticky pattern matches here; nothing counts as nothing. */
  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const [found = ''] = pattern.exec(this.#text) ?? [];
    this.#offset += found.length;
    return found === '' ? undefined : found;
  }
}

function unquoted(key: string): string {
  const quote = key[0] ?? '';
  const inner = key.slice(1, key.length > 1 && key.endsWith(quote) ? -1 : undefined);
  return quote === "'" ? inner : inner.replace(/\\(.)/g, '$1');
}
