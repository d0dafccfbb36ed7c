/**
 * What the findings of a run depend on, as one fingerprint: names, sizes and times of all files under the roots that an
 * analysis may read, of the configuration above them and of the installed packages. Whatever differs makes another one;
 * a change that differs in none of these, such as an edit inside of an installed package, is not seen.
 */

import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pythonPackageFolders } from '../node/installedPackages.ts';

export interface ProjectInputs {
  readonly roots: readonly string[];
  /** The files to check, in their order. */
  readonly paths: readonly string[];
  /** Whatever else the findings depend on. */
  readonly settings: string;
}

/** Sources, declarations, manifests, lockfiles and configuration, which `extends` may give any name. */
const readFiles =
  /\.(?:[cm]?[jt]sx?|jsonc?|json5|pyi?|ipynb|toml|cfg|ini|lock|lockb|ya?ml|patch)$|^\.git(?:ignore)?$|^pyvenv/i;
const configurationFiles =
  /^(?:[tj]sconfig[\w.-]*\.json|package\.json|pyproject\.toml|async-pitfalls\.jsonc?|\.gitignore)$/;
/** Tools' data; our own cache may lie in one of them. */
const foldersLeftOut = /^(?:\.git|\.hg|\.svn|\.cache|__pycache__|\.venv|venv|\.tox|\.nx|\.turbo|\.yarn)$/;
/** Beyond this, looking at the files would not be worth what it saves. */
const mostEntries = 60_000;

/** `undefined` where there is too much to look at. */
export function fingerprintOf({ roots, paths, settings }: ProjectInputs): string | undefined {
  const seen = new Fingerprint();
  seen.add(settings);
  for (const root of roots) {
    seen.addTree(root);
    // Installing a package writes what it is into this folder.
    for (const folder of pythonPackageFolders(root)) seen.addFile(folder);
    for (let at = root, above = path.dirname(at); above !== at; at = above, above = path.dirname(at))
      seen.addFolder(above, configurationFiles);
  }
  // What the user names may lie where nobody else looks, as behind a link or in a folder of tools.
  for (const file of paths) seen.addFile(file);
  return seen.entries > mostEntries ? undefined : seen.digest();
}

class Fingerprint {
  readonly #hash = createHash('sha256');
  readonly #seen = new Set<string>();

  get entries(): number {
    return this.#seen.size;
  }

  add(text: string): void {
    this.#hash.update(text).update('\0');
  }

  addTree(root: string): void {
    const folders = [root];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      if (this.entries > mostEntries) return;
      for (const entry of this.addFolder(folder, readFiles))
        if (entry.isDirectory() && !foldersLeftOut.test(entry.name) && entry.name !== 'node_modules')
          folders.push(`${folder}/${entry.name}`);
    }
  }

  /** The files of a folder whose names match, and the packages installed in it. */
  addFolder(folder: string, names: RegExp): readonly Dirent[] {
    const entries = entriesOf(folder);
    for (const entry of entries) {
      if (entry.name === 'node_modules') this.#addPackages(`${folder}/node_modules`);
      else if (!entry.isDirectory() && names.test(entry.name)) this.addFile(`${folder}/${entry.name}`);
    }
    return entries;
  }

  addFile(file: string): void {
    this.add(file);
    if (this.#seen.has(file)) return;
    this.#seen.add(file);
    const stats = statSync(file, { throwIfNoEntry: false });
    // The time of change also moves where a tool sets the time of the content back.
    this.add(stats === undefined ? '-' : `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`);
  }

  digest(): string {
    return this.#hash.digest('hex');
  }

  /** Package managers replace the folder of a package that they change, or write down what they did. */
  #addPackages(folder: string): void {
    for (const { name } of entriesOf(folder)) {
      if (name === '.cache') continue;
      if (name.startsWith('@'))
        for (const scoped of entriesOf(`${folder}/${name}`)) this.addFile(`${folder}/${name}/${scoped.name}`);
      else this.addFile(`${folder}/${name}`);
    }
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
