/** The texts of a project's own files: what is not in them needs no question to the compiler. */

import type { Project } from 'typescript/unstable/sync';
import { folderOf } from './folders.ts';
import { isTestFile } from './roles.ts';

/** The text of a file as the compiler reads it. */
export type ReadText = (file: string) => string | undefined;

/** Longer texts are not written by people. */
const longest = 500_000;

/** `async name(`, `async function name(`, `name = async` and `name: async`. */
const asyncName = /\basync\s+(?:function\b\s*\*?\s*)?([\w$]+)\s*\(|([\w$]+)\s*[:=]\s*async\b/g;

/** `name = await save(` and `name = await store.save(`. */
const awaitedResult = /([\w$]+)\s*=\s*await\s+(?:[\w$]+\??\.)*([\w$]+)\s*\(/g;

/** Holds as long as nothing in the project changes. Tests are left out: they put doubles where the program has others. */
export class ProjectTexts {
  readonly #project: Project;
  readonly #readText: ReadText;
  #files: readonly string[] | undefined;
  #asyncNames: ReadonlySet<string> | undefined;
  #awaitedResults: ReadonlySet<string> | undefined;

  constructor(project: Project, readText: ReadText) {
    this.#project = project;
    this.#readText = readText;
  }

  /** Whether some function of this name is async. */
  hasAsyncFunction(name: string): boolean {
    this.#asyncNames ??= this.#namesOfAsyncFunctions();
    return this.#asyncNames.has(name);
  }

  /** Whether some variable or property of this name is given the awaited result of a function of that name. */
  awaitsInto(name: string, callee: string): boolean {
    this.#awaitedResults ??= new Set(
      this.#ownFiles().flatMap((file) =>
        [...(this.#readText(file) ?? '').matchAll(awaitedResult)].map(([, given, called]) => `${given} ${called}`),
      ),
    );
    return this.#awaitedResults.has(`${name} ${callee}`);
  }

  filesMatching(pattern: RegExp): readonly string[] {
    return this.#ownFiles().filter((file) => pattern.test(this.#readText(file) ?? ''));
  }

  #namesOfAsyncFunctions(): ReadonlySet<string> {
    const names = new Set<string>();
    for (const file of this.#ownFiles())
      for (const [, called, assigned] of (this.#readText(file) ?? '').matchAll(asyncName)) {
        const name = called ?? assigned;
        if (name !== undefined) names.add(name);
      }
    return names;
  }

  #ownFiles(): readonly string[] {
    const { program, configFileName } = this.#project;
    const root = folderOf(configFileName);
    this.#files ??= program
      .getSourceFileNames()
      .filter(
        (file) =>
          !file.includes('/node_modules/') &&
          !/\.(?:json|d\.[mc]?ts)$/.test(file) &&
          !isTestFile(file, root) &&
          (this.#readText(file)?.length ?? longest) < longest,
      );
    return this.#files;
  }
}
