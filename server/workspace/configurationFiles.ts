/**
 * Finds the configuration that holds for a file: the nearest of `async-pitfalls.json`, `async-pitfalls.jsonc`,
 * `async-pitfalls` in `package.json` and `[tool.async-pitfalls]` in `pyproject.toml`, upwards from the file's folder.
 */

import { findNodeAtLocation, getNodeValue, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import picomatch from 'picomatch';
import { parse as parseToml, TomlError } from 'smol-toml';
import type { LevelsByName } from '../analysis/levels.ts';
import type { RuleDefinition } from '../analysis/rule.ts';
import { type Range, rangeOf } from '../analysis/text.ts';
import type { FileRole } from '../facts/facts.ts';
import {
  addConfiguration,
  type Configuration,
  type ConfigurationSource,
  emptyConfiguration,
  overruledBy,
  type ReadConfiguration,
  readConfiguration,
} from './configuration.ts';
import { baseName, folderOf, relativeTo } from './paths.ts';
import type { Files } from './ports.ts';
import type { ConfigurationProblem } from './results.ts';

/** In the order in which they win within one folder. */
export const configurationFileNames = ['async-pitfalls.json', 'async-pitfalls.jsonc', 'package.json', 'pyproject.toml'];

/** The configuration of a folder and what it says about single files. */
export interface FolderConfiguration {
  readonly configuration: Configuration;
  /** Absolute path of the file that says it; left out where there is none. */
  readonly file?: string;
  isExcluded(path: string): boolean;
  roleOf(path: string): FileRole | undefined;
}

/** What a user demands for one run, such as on a command line. */
export interface Overrides {
  readonly levels?: LevelsByName;
  /** Absolute path of the one file that holds for every folder; globs in it are relative to its own folder. */
  readonly configurationFile?: string;
}

export class ConfigurationFiles {
  readonly #files: Files;
  readonly #rules: readonly RuleDefinition[];
  readonly #byFolder = new Map<string, FolderConfiguration>();
  readonly #problems = new Map<string, readonly ConfigurationProblem[]>();
  #overrides: Overrides = {};
  #editor: ReadConfiguration = { configuration: emptyConfiguration, problems: [] };

  constructor(files: Files, rules: readonly RuleDefinition[]) {
    this.#files = files;
    this.#rules = rules;
  }

  /** Levels and options from an editor's settings; they hold where no file says otherwise. Returns their mistakes. */
  setEditorRules(rules: unknown): readonly ConfigurationProblem[] {
    const source = { path: '', value: rules === undefined ? {} : { rules }, rangeOf: () => undefined };
    this.#editor = readConfiguration(source, this.#rules);
    this.forget();
    return this.#editor.problems;
  }

  /** What holds whatever the files say. */
  override(overrides: Overrides): void {
    this.#overrides = overrides;
    this.forget();
  }

  /** Mistakes in the configuration files read so far. */
  problems(): readonly ConfigurationProblem[] {
    return [...this.#problems.values()].flat();
  }

  /** Reads everything anew when it is next asked for. */
  forget(): void {
    this.#byFolder.clear();
    this.#problems.clear();
  }

  configurationFor(path: string): FolderConfiguration {
    return this.#configurationOf(folderOf(this.#overrides.configurationFile ?? path));
  }

  #configurationOf(folder: string): FolderConfiguration {
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const parent = folderOf(folder);
    const configuration =
      this.#readFolder(folder) ?? (parent === folder ? this.#withoutFiles(folder) : this.#configurationOf(parent));
    this.#byFolder.set(folder, configuration);
    return configuration;
  }

  #withoutFiles(folder: string): FolderConfiguration {
    const { configuration } = this.#editor;
    const levels = overruledBy(this.#overrides.levels ?? {}, configuration.levels);
    return folderConfiguration(folder, { ...configuration, levels });
  }

  #readFolder(folder: string): FolderConfiguration | undefined {
    const { configurationFile, levels = {} } = this.#overrides;
    const candidates = configurationFileNames.map((name) =>
      folder.endsWith('/') ? folder + name : `${folder}/${name}`,
    );
    for (const path of configurationFile === undefined ? candidates : [configurationFile]) {
      if (!this.#files.exists(path)) continue;
      const file = this.#files.read(path);
      if (file.kind === 'unreadable') {
        if (isOwn(path)) this.#problems.set(path, [{ path, message: `the configuration is not read: ${file.reason}` }]);
        continue;
      }
      const parsed = path.endsWith('.toml') ? parsePyproject(path, file.text) : parseJson(path, file.text);
      if (parsed.source === undefined) {
        if (parsed.problems.length > 0) this.#problems.set(path, parsed.problems);
        continue;
      }
      const { configuration, problems } = readConfiguration(parsed.source, this.#rules);
      this.#problems.set(path, [...parsed.problems, ...problems]);
      const added = addConfiguration(configuration, this.#editor.configuration);
      return folderConfiguration(folder, { ...added, levels: overruledBy(levels, added.levels) }, path);
    }
    return undefined;
  }
}

/** Whether a file may hold configuration. */
export function isConfigurationFile(path: string): boolean {
  return configurationFileNames.includes(baseName(path));
}

interface Parsed {
  /** Left out where the file says nothing to us. */
  readonly source?: ConfigurationSource;
  readonly problems: readonly ConfigurationProblem[];
}

/** All of an own file is ours, whatever its name; the others only lend us a section. */
function isOwn(path: string): boolean {
  return !['package.json', 'pyproject.toml'].includes(baseName(path));
}

function parseJson(path: string, text: string): Parsed {
  const section = isOwn(path) ? [] : ['async-pitfalls'];
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const node = root && findNodeAtLocation(root, section);
  // A broken package.json without our key is somebody else's to report.
  if (node === undefined && !isOwn(path)) return { problems: [] };
  const problems = errors.map(({ error, offset, length }) => ({
    path,
    range: rangeOf(offset, offset + length),
    message: `this is not valid JSON (${inWords(printParseErrorCode(error))}), so the defaults hold for what is broken`,
  }));
  const placeOf = (keys: readonly string[]): Range | undefined => {
    const place = node && findNodeAtLocation(node, [...keys]);
    // The key itself where there is one: that is what a "did you mean" is mostly about.
    const shown = place?.parent?.type === 'property' ? (place.parent.children?.[0] ?? place) : place;
    return shown && rangeOf(shown.offset, shown.offset + shown.length);
  };
  return { source: { path, value: node === undefined ? {} : getNodeValue(node), rangeOf: placeOf }, problems };
}

/** `PropertyNameExpected` as `property name expected`. */
function inWords(code: string): string {
  return code.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase();
}

function parsePyproject(path: string, text: string): Parsed {
  const section = /^[ \t]*\[+[ \t]*tool[ \t]*\.[ \t]*["']?async-pitfalls\b/m.exec(text);
  const mention = section?.index ?? text.search(/async-pitfalls["']?\s*(?:=|\.)/);
  if (mention < 0) return { problems: [] };
  try {
    const tool = parseToml(text).tool;
    const value =
      typeof tool === 'object' && tool !== null && 'async-pitfalls' in tool ? tool['async-pitfalls'] : undefined;
    if (value === undefined) return { problems: [] };
    return { source: { path, value, rangeOf: (keys) => keyRange(text, mention, keys) }, problems: [] };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const start = offsetOf(text, error.line, error.column);
    const message = 'this is not valid TOML, so `[tool.async-pitfalls]` is not read and the defaults hold';
    return {
      source: { path, value: {}, rangeOf: () => undefined },
      problems: [{ path, range: rangeOf(start, start), message }],
    };
  }
}

/** Where the last key is first written after our section's header; the TOML parser itself keeps no places. */
function keyRange(text: string, from: number, keys: readonly string[]): Range | undefined {
  const key = keys.at(-1);
  const start = key === undefined ? -1 : text.indexOf(key, from);
  return key === undefined || start < 0 ? undefined : rangeOf(start, start + key.length);
}

/** `line` and `column` count from 1. */
function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let current = 1; current < line; current++) start = text.indexOf('\n', start) + 1;
  return Math.min(text.length, start + column - 1);
}

function folderConfiguration(folder: string, configuration: Configuration, file?: string): FolderConfiguration {
  const options = { dot: true };
  const isExcluded = picomatch(configuration.exclude.flatMap(withContents), options);
  const roles = configuration.fileRoles.map(([glob, role]) => ({
    matches: picomatch(withContents(glob), options),
    role,
  }));
  return {
    configuration,
    ...(file === undefined ? {} : { file }),
    isExcluded: (path) => configuration.exclude.length > 0 && isExcluded(relativeTo(folder, path)),
    roleOf: (path) => roles.find(({ matches }) => matches(relativeTo(folder, path)))?.role,
  };
}

/** `generated` also means all that is in it; a name without a slash is looked for at any depth. */
function withContents(glob: string): string[] {
  const plain = glob.replace(/^\.?\//, '').replace(/\/$/, '');
  const anywhere = glob.replace(/\/$/, '').includes('/') ? plain : `**/${plain}`;
  return [anywhere, `${anywhere}/**`];
}
