/** Which configuration a file belongs to. Every answer is a configuration the compiler can open, real or overlaid. */

import { parse } from 'jsonc-parser';
import type { FrontEndHost } from '../../facts/frontEnd.ts';
import type { ParsedConfig } from './compiler.ts';
import { baseNameOf, type Folders, folderOf, isDeclarationFile, resolvedPath } from './folders.ts';
import { isRecord } from './jsonFiles.ts';
import { inferredOverlay, type OverlayInput, projectOverlay } from './overlayConfig.ts';
import type { Packages } from './packages.ts';
import type { WorkspacePackages } from './workspacePackages.ts';

/** A configuration on disk, as read. */
interface Config {
  readonly path: string;
  /** What the compiler opens: the path itself or its overlay. */
  readonly opened: string;
  readonly files: ReadonlySet<string>;
  readonly input: OverlayInput;
}

/** A project of files that no configuration lists. */
interface InferredProject {
  /** The configuration whose options it has. */
  readonly near: OverlayInput | undefined;
  readonly files: Set<string>;
}

/** A configuration, that which extends it, that which extends this one, and so on. */
type Chain = readonly [base: string, ...string[]];

export interface ProjectsOptions {
  readonly host: FrontEndHost;
  readonly folders: Folders;
  readonly packages: Packages;
  readonly workspacePackages: WorkspacePackages;
  /** `undefined` where the compiler fails at it. */
  parseConfig(path: string): ParsedConfig | undefined;
  /** An overlay that has other text now. */
  overlayChanged(path: string): void;
}

const overlaySuffix = '.async-pitfalls.json';
const inferredName = 'tsconfig.inferred.async-pitfalls.json';

export class Projects {
  readonly #options: ProjectsOptions;
  readonly #configs = new Map<string, Config | undefined>();
  /** By the nearest configuration. */
  readonly #groups = new Map<string, readonly Config[]>();
  readonly #overlays = new Map<string, string>();
  readonly #inferred = new Map<string, InferredProject>();
  #roots: readonly string[] = [];

  constructor(options: ProjectsOptions) {
    this.#options = options;
  }

  configure(roots: readonly string[]): void {
    this.#roots = roots;
  }

  /** The text of a configuration that exists in the compiler's eyes only. */
  overlay(path: string): string | undefined {
    const inferred = this.#inferred.get(path);
    return inferred === undefined ? this.#overlays.get(path) : inferredOverlay(inferred.near, [...inferred.files]);
  }

  /** Configurations may have changed, or the files they list. */
  forget(): void {
    this.#configs.clear();
    this.#groups.clear();
  }

  /**
   * The project to open for a file. A file that no configuration near it lists may still be imported by one of its
   * files: then the nearest is given, and `inferred` is to be asked when the file is not in it.
   */
  projectFor(path: string): string {
    const near = this.#near(path);
    for (const config of near) if (config.files.has(path)) return config.opened;
    return near[0]?.opened ?? this.inferredFor(path);
  }

  /** A project of our own making that holds the file. */
  inferredFor(path: string): string {
    const near = this.#near(path)[0];
    const folder = near === undefined ? this.#looseFolder(path) : folderOf(near.path);
    const config = `${folder}/${inferredName}`;
    const known = this.#inferred.get(config);
    const files = known?.files ?? new Set();
    if (known === undefined || known.near !== near?.input || !files.has(path)) {
      this.#inferred.set(config, { near: near?.input, files: files.add(path) });
      this.#options.overlayChanged(config);
    }
    return config;
  }

  /** Takes a file that is gone out of the inferred projects. */
  removed(path: string): void {
    for (const [config, { files }] of this.#inferred) if (files.delete(path)) this.#options.overlayChanged(config);
  }

  /** The configurations that may list the file: the nearest, those it refers to, and its neighbours. */
  #near(path: string): readonly Config[] {
    const nearest = this.#options.folders.nearest(folderOf(path), ['tsconfig.json', 'jsconfig.json']);
    if (nearest === undefined || nearest.includes('/node_modules/')) return [];
    const group = this.#groups.get(nearest) ?? this.#group(nearest);
    this.#groups.set(nearest, group);
    return group;
  }

  #group(nearest: string): readonly Config[] {
    const found = new Map<string, Config>();
    // What the nearest extends holds options for it; the files that it leaves out are of no project of their own.
    const bases = new Set([...this.#extendsChains(nearest)].map(([base]) => base));
    const queue = [nearest, ...this.#neighbours(nearest).filter((config) => !bases.has(config))];
    for (let config = queue.shift(); config !== undefined; config = queue.shift()) {
      const read = found.has(config) ? undefined : this.#config(config);
      if (read === undefined) continue;
      found.set(config, read);
      queue.push(...read.input.references);
    }
    const configs = [...found.values()];
    return [
      ...configs.filter((config) => config.files.size > 0),
      ...configs.filter((config) => config.files.size === 0),
    ];
  }

  /** `tsconfig.test.json` and its like beside the configuration. */
  #neighbours(config: string): readonly string[] {
    const folder = folderOf(config);
    const names = this.#options.folders.list(folder)?.files ?? [];
    return names
      .filter((name) => /^tsconfig\.[\w.-]+\.json$/.test(name) && name !== baseNameOf(config))
      .map((name) => `${folder}/${name}`);
  }

  #config(path: string): Config | undefined {
    if (!this.#configs.has(path)) this.#configs.set(path, this.#read(path));
    return this.#configs.get(path);
  }

  #read(path: string): Config | undefined {
    const { host, packages, parseConfig, workspacePackages } = this.#options;
    const problem = this.#problemOf(path);
    if (problem !== undefined) {
      host.log(`${path} is not used: ${problem}`);
      return undefined;
    }
    const parsed = parseConfig(path);
    if (parsed === undefined) return undefined;
    const { fileNames, options } = parsed;
    const version = packages.typeScriptVersion(folderOf(path));
    const references = this.#references(path);
    const declarations = fileNames.filter(isDeclarationFile);
    const input: OverlayInput = {
      config: path,
      options,
      references,
      declarations,
      packages: workspacePackages.pathsFor(folderOf(path)),
      ...(version === undefined ? {} : { version }),
    };
    const overlay = projectOverlay(input);
    const opened = overlay === undefined ? path : path.replace(/\.json$/, overlaySuffix);
    if (overlay !== undefined && overlay !== this.#overlays.get(opened)) {
      this.#overlays.set(opened, overlay);
      this.#options.overlayChanged(opened);
    }
    return { path, opened, files: new Set(fileNames), input };
  }

  /** Why a configuration cannot be opened; a circle of `extends` would hang the compiler. */
  #problemOf(path: string): string | undefined {
    if (this.#json(path) === undefined) return 'it is unreadable';
    for (const [base, ...chain] of this.#extendsChains(path))
      if (chain.includes(base)) return 'its `extends` goes in a circle';
    return undefined;
  }

  /** Each configuration that one extends, in any number of steps, and those that led there; a circle is followed once. */
  *#extendsChains(path: string): Iterable<Chain> {
    const queue: Chain[] = [[path]];
    for (let chain = queue.shift(); chain !== undefined; chain = queue.shift()) {
      for (const base of this.#extendedBy(chain[0])) {
        const longer: Chain = [base, ...chain];
        yield longer;
        if (!chain.includes(base)) queue.push(longer);
      }
    }
  }

  /** The files that a configuration extends; packages are left out. */
  #extendedBy(config: string): readonly string[] {
    const written: unknown = this.#json(config)?.extends;
    const bases: readonly unknown[] = Array.isArray(written) ? written : [written];
    return bases.flatMap((base) => {
      if (typeof base !== 'string' || !/^[./]/.test(base)) return [];
      const target = resolvedPath(folderOf(config), base);
      return target.endsWith('.json') ? target : `${target}.json`;
    });
  }

  #references(path: string): readonly string[] {
    const references = this.#json(path)?.references;
    if (!Array.isArray(references)) return [];
    const paths: string[] = [];
    for (const reference of references) {
      const written: unknown = isRecord(reference) ? reference.path : undefined;
      if (typeof written !== 'string') continue;
      const target = resolvedPath(folderOf(path), written);
      paths.push(target.endsWith('.json') ? target : `${target}/tsconfig.json`);
    }
    return paths;
  }

  #json(path: string): Readonly<Record<string, unknown>> | undefined {
    const file = this.#options.host.readText(path);
    if (file.kind === 'unreadable') return undefined;
    const value: unknown = parse(file.text, [], { allowTrailingComma: true });
    return isRecord(value) ? value : {};
  }

  /** Where the project of a file without any configuration lies, so that its imports resolve as they do at run time. */
  #looseFolder(path: string): string {
    const { folder } = this.#options.packages.nearest(path);
    if (folder !== '') return folder;
    return this.#roots.find((root) => path.startsWith(`${root}/`)) ?? folderOf(path);
  }
}
