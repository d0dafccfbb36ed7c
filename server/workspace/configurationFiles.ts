/**
 * Finds the configuration that holds for a file: the nearest of `async-pitfalls.json`, `async-pitfalls.jsonc`,
 * `async-pitfalls` in `package.json` and `[tool.async-pitfalls]` in `pyproject.toml`, upwards from the file's folder.
 */

import picomatch from 'picomatch';
import type { LevelsByName } from '../analysis/levels.ts';
import type { RuleDefinition } from '../analysis/rule.ts';
import type { FileRole } from '../facts/facts.ts';
import {
  addConfiguration,
  type Configuration,
  emptyConfiguration,
  overruledBy,
  type ReadConfiguration,
  readConfiguration,
} from './configuration.ts';
import { configurationFileNames, isOwn, parseConfiguration } from './configurationText.ts';
import { notRead } from './configurationWords.ts';
import { folderOf, relativeTo } from './paths.ts';
import type { FileText } from '../facts/frontEnd.ts';
import type { Files } from './ports.ts';
import type { ConfigurationProblem } from './results.ts';

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
  /** Texts of files that an editor has open; they count instead of those on disk. */
  readonly #open = new Map<string, string>();
  /** The last configuration of each file whose text was whole: it stays in force while the text is broken. */
  readonly #lastWhole = new Map<string, Configuration>();
  #overrides: Overrides = {};
  #editor: ReadConfiguration = { configuration: emptyConfiguration, problems: [] };

  constructor(files: Files, rules: readonly RuleDefinition[]) {
    this.#files = files;
    this.#rules = rules;
  }

  /** Levels and options from an editor's settings; they hold where no file says otherwise. Returns their mistakes. */
  setEditorRules(rules: unknown): readonly ConfigurationProblem[] {
    const nowhere = { keyRange: () => undefined, valueRange: () => undefined, written: String };
    const value = rules === undefined ? {} : { rules };
    this.#editor = readConfiguration({ path: '', value, ...nowhere }, this.#rules);
    this.forget();
    return this.#editor.problems;
  }

  /** What holds whatever the files say. */
  override(overrides: Overrides): void {
    this.#overrides = overrides;
    this.forget();
  }

  /** Takes the text of a file that an editor has open. */
  open(path: string, text: string): void {
    this.#open.set(path, text);
    this.forget();
  }

  /** The file on disk counts again. */
  close(path: string): void {
    if (this.#open.delete(path)) this.forget();
  }

  /** The text of a file as it counts now. */
  read(path: string): FileText {
    const text = this.#open.get(path);
    return text === undefined ? this.#files.read(path) : { kind: 'text', text };
  }

  /** Mistakes in the configuration files that are open or were read so far. */
  problems(): readonly ConfigurationProblem[] {
    for (const path of this.#open.keys()) if (!this.#problems.has(path)) this.#readFile(path);
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
      const configuration = this.#open.has(path) || this.#files.exists(path) ? this.#readFile(path) : undefined;
      if (configuration === undefined) continue;
      const added = addConfiguration(configuration, this.#editor.configuration);
      return folderConfiguration(folder, { ...added, levels: overruledBy(levels, added.levels) }, path);
    }
    return undefined;
  }

  /** What a file says, and notes its mistakes; `undefined` where it says nothing to us. */
  #readFile(path: string): Configuration | undefined {
    const file = this.read(path);
    if (file.kind === 'unreadable') {
      if (isOwn(path)) this.#problems.set(path, [{ path, message: notRead(file.reason) }]);
      return undefined;
    }
    const { source, syntaxProblems } = parseConfiguration(path, file.text);
    const lastWhole = this.#lastWhole.get(path);
    const problems = syntaxProblems.map(({ range, message }) => ({
      path,
      range,
      message: message(lastWhole !== undefined),
    }));
    if (source === undefined) {
      this.#problems.set(path, problems);
      this.#lastWhole.delete(path);
      return undefined;
    }
    const read = readConfiguration(source, this.#rules);
    if (problems.length > 0 && lastWhole !== undefined) {
      this.#problems.set(path, problems);
      return lastWhole;
    }
    this.#problems.set(path, [...problems, ...read.problems]);
    if (problems.length === 0) this.#lastWhole.set(path, read.configuration);
    return read.configuration;
  }
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
