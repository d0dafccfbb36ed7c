/** Finds the folders in which the packages of a project are installed. Files are looked at; nothing is run. */

import { folderOf } from './modules.ts';
import type { Sources } from './sources.ts';

export interface EnvironmentSettings {
  readonly roots: readonly string[];
  /** Absolute path of the interpreter chosen in the editor. */
  readonly interpreter?: string;
}

/** Names that virtual environments have inside of a project. */
const usualNames = ['.venv', 'venv', '.env', 'env', '.virtualenv', 'virtualenv', '.pixi/envs/default'];

const farthest = 40;

export class Environments {
  private readonly sources: Sources;
  private readonly variable: (name: string) => string | undefined;
  private settings: EnvironmentSettings = { roots: [] };
  private byFolder = new Map<string, readonly string[]>();

  constructor(sources: Sources, variable: (name: string) => string | undefined) {
    this.sources = sources;
    this.variable = variable;
  }

  configure(settings: EnvironmentSettings): void {
    this.settings = settings;
    this.reset();
  }

  reset(): void {
    this.byFolder = new Map();
  }

  /** Absolute paths, in the order in which modules are looked for; none where no environment is found. */
  packageFolders(file: string): readonly string[] {
    const folder = folderOf(file);
    const known = this.byFolder.get(folder);
    if (known !== undefined) return known;
    const found = this.find(folder);
    const folders = [...found, ...found.flatMap((packages) => this.linkedFrom(packages))];
    this.byFolder.set(folder, folders);
    return folders;
  }

  /** The interpreter that was chosen, then what lies in the project, then what the shell and the tools say. */
  private find(folder: string): readonly string[] {
    const { interpreter } = this.settings;
    const chosen =
      interpreter === undefined ? [] : this.packagesIn(folderOf(folderOf(interpreter.replaceAll('\\', '/'))));
    if (chosen.length > 0) return chosen;
    for (let at = folder, step = 0; step < farthest; at = folderOf(at), step++) {
      const inside = this.ofProject(at);
      if (inside.length > 0) return inside;
      if (at === '/' || this.settings.roots.includes(at)) break;
    }
    for (const name of ['VIRTUAL_ENV', 'CONDA_PREFIX']) {
      const prefix = this.variable(name);
      const packages = prefix === undefined || prefix === '' ? [] : this.packagesIn(prefix.replaceAll('\\', '/'));
      if (packages.length > 0) return packages;
    }
    return [];
  }

  private ofProject(folder: string): readonly string[] {
    const prefix = folder === '/' ? '' : folder;
    const inside = this.variable('UV_PROJECT_ENVIRONMENT');
    const names = inside === undefined ? usualNames : [inside, ...usualNames];
    for (const name of names) {
      const packages = this.packagesIn(name.startsWith('/') ? name : `${prefix}/${name}`);
      if (packages.length > 0) return packages;
    }
    const local = this.versionsIn(`${prefix}/__pypackages__`, /^3\.\d+$/).map((version) => `${version}/lib`);
    return local.length > 0 ? local : this.keptByTools(folder);
  }

  /** Poetry and Pipenv keep environments in a folder of their own, named after the project and its place. */
  private keptByTools(folder: string): readonly string[] {
    const files = this.sources.list(folder)?.files ?? [];
    const home = this.variable('HOME') ?? this.variable('USERPROFILE') ?? '';
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    if (files.includes('poetry.lock')) {
      const cache = this.variable('POETRY_CACHE_DIR');
      const places = [
        this.variable('POETRY_VIRTUALENVS_PATH'),
        cache === undefined ? undefined : `${cache}/virtualenvs`,
        `${home}/.cache/pypoetry/virtualenvs`,
        `${home}/Library/Caches/pypoetry/virtualenvs`,
        `${home}/AppData/Local/pypoetry/Cache/virtualenvs`,
      ];
      return this.onlyOne(places, [this.projectName(folder) ?? name, name], /^-[\w-]{8}-py3\.\d+$/);
    }
    if (!files.includes('Pipfile')) return [];
    return this.onlyOne([this.variable('WORKON_HOME'), `${home}/.local/share/virtualenvs`], [name], /^-[\w-]{8}$/);
  }

  /** Two projects of one name cannot be told apart without running the tool. */
  private onlyOne(
    places: readonly (string | undefined)[],
    names: readonly string[],
    suffix: RegExp,
  ): readonly string[] {
    for (const place of places) {
      const folders = place === undefined ? [] : (this.sources.list(place)?.folders ?? []);
      const [only, ...others] = folders.filter((folder) =>
        names.some((name) => folder.startsWith(name) && suffix.test(folder.slice(name.length))),
      );
      if (only !== undefined && others.length === 0) return this.packagesIn(`${place}/${only}`);
    }
    return [];
  }

  private projectName(folder: string): string | undefined {
    const text = this.sources.readText(`${folder}/pyproject.toml`) ?? '';
    return /^name\s*=\s*["']([^"']+)["']/m
      .exec(text)?.[1]
      ?.toLowerCase()
      .replace(/[-_.]+/g, '-');
  }

  /** Of an environment: on Windows in `Lib`, elsewhere by version. */
  private packagesIn(prefix: string): readonly string[] {
    const onWindows = `${prefix}/Lib/site-packages`;
    if (this.sources.list(onWindows) !== undefined) return [onWindows];
    return this.versionsIn(`${prefix}/lib`, /^python3\.\d+$/)
      .map((version) => `${version}/site-packages`)
      .filter((packages) => this.sources.list(packages) !== undefined);
  }

  private versionsIn(folder: string, name: RegExp): readonly string[] {
    const versions = this.sources.list(folder)?.folders.filter((inner) => name.test(inner)) ?? [];
    const newest = versions.sort((one, other) => minorOf(other) - minorOf(one)).slice(0, 1);
    return newest.map((version) => `${folder}/${version}`);
  }

  /** What `.pth` files add: the sources of packages installed for editing. */
  private linkedFrom(packages: string): readonly string[] {
    const files = this.sources.list(packages)?.files.filter((file) => file.endsWith('.pth')) ?? [];
    return files.flatMap((file) => {
      const lines = this.sources.readText(`${packages}/${file}`)?.split(/\r?\n/) ?? [];
      return lines
        .filter((line) => line.startsWith('/') || /^[A-Za-z]:[\\/]/.test(line))
        .map((line) => line.trim().replaceAll('\\', '/'))
        .filter((folder) => this.sources.list(folder) !== undefined);
    });
  }
}

function minorOf(version: string): number {
  return Number(version.slice(version.lastIndexOf('.') + 1));
}
