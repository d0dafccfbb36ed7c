/** The texts of a project's own files: what is not in them needs no question to the compiler. */

import type { Project } from 'typescript/unstable/sync';
import { folderOf } from './folders.ts';
import { isTestFile } from './roles.ts';

/** The text of a file as the compiler reads it. */
export type ReadText = (file: string) => string | undefined;

/** Longer texts are not written by people. */
const longest = 500_000;

// Both start at the keyword and look back from there, which costs a tenth of trying every name.
/** `async name(`, `async function name(`, `name = async` and `name: async`. */
const asyncName =
  /\basync\b(?<=(?:([\w$]+)\s*[:=]\s*)?async)(?:\s+(?:function\b\s*\*?\s*)?(?!function\b)([\w$]+)\s*\()?/g;
/** `name = await save(` and `name = await store.save(`. */
const awaitedResult = /\bawait\b(?<=([\w$]+)\s*=\s*await)\s+(?:[\w$]+\??\.)*([\w$]+)\s*\(/g;
/** `.name =` */
const writtenMember = /\.\s*([\w$]+)\s*=(?![=>])/g;

/** Names that the texts hold, found in one pass. */
interface WrittenNames {
  readonly files: readonly string[];
  readonly asyncFunctions: ReadonlySet<string>;
  readonly awaitedResults: ReadonlySet<string>;
  readonly writtenMembers: ReadonlySet<string>;
}

/** Holds as long as nothing in the project changes. Tests are left out: they put doubles where the program has others. */
export class ProjectTexts {
  readonly #project: Project;
  readonly #readText: ReadText;
  #found: WrittenNames | undefined;

  constructor(project: Project, readText: ReadText) {
    this.#project = project;
    this.#readText = readText;
  }

  /** Whether some function of this name is async. */
  hasAsyncFunction(name: string): boolean {
    return this.#names.asyncFunctions.has(name);
  }

  /** Whether some variable or property of this name is given the awaited result of a function of that name. */
  awaitsInto(name: string, callee: string): boolean {
    return this.#names.awaitedResults.has(`${name} ${callee}`);
  }

  /** Whether a value is assigned to a member of this name. */
  writesMember(name: string): boolean {
    return this.#names.writtenMembers.has(name);
  }

  /** Whether all objects of some class are given a member of this name, as a library that adds to promises does. */
  writesPrototype(name: string): boolean {
    if (!this.writesMember(name)) return false;
    return this.filesMatching(new RegExp(`\\.prototype\\.${name.replaceAll('$', '\\$')}\\s*=(?![=>])`)).length > 0;
  }

  filesMatching(pattern: RegExp): readonly string[] {
    return this.#names.files.filter((file) => pattern.test(this.#readText(file) ?? ''));
  }

  get #names(): WrittenNames {
    this.#found ??= this.#find();
    return this.#found;
  }

  #find(): WrittenNames {
    const files: string[] = [];
    const asyncFunctions = new Set<string>();
    const awaitedResults = new Set<string>();
    const writtenMembers = new Set<string>();
    const { program, configFileName } = this.#project;
    const root = folderOf(configFileName);
    for (const file of program.getSourceFileNames()) {
      if (file.includes('/node_modules/') || /\.(?:json|d\.[mc]?ts)$/.test(file) || isTestFile(file, root)) continue;
      const text = this.#readText(file);
      if (text === undefined || text.length >= longest) continue;
      files.push(file);
      for (const [, ...names] of text.matchAll(asyncName))
        for (const name of names) if (name !== undefined) asyncFunctions.add(name);
      for (const [, given, called] of text.matchAll(awaitedResult)) awaitedResults.add(`${given} ${called}`);
      for (const [, name = ''] of text.matchAll(writtenMember)) writtenMembers.add(name);
    }
    return { files, asyncFunctions, awaitedResults, writtenMembers };
  }
}
