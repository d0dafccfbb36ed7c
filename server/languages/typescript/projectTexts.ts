/** The texts of a project's own files: what is not in them needs no question to the compiler. */

import type { Project } from 'typescript/unstable/sync';
import { literally } from '../../analysis/patterns.ts';
import { folderOf } from './folders.ts';
import { ownFilesOf } from './openProject.ts';
import { isTestFile } from './roles.ts';
import type { Mention, WrittenTexts } from './writtenTexts.ts';

export interface CallCounts {
  readonly awaited: number;
  /** Neither awaited nor handed on, as by `return` or in a list. */
  readonly used: number;
}

/** What stands before the last name of a receiver: `this.config.` */
const owners = '(?:[\\w$]+\\??\\.){0,4}';

/** Holds as long as nothing in the project changes. Tests are left out: they put doubles where the program has others. */
export class ProjectTexts {
  readonly #project: Project;
  readonly #texts: WrittenTexts;
  #found: ReadonlySet<string> | undefined;

  constructor(project: Project, texts: WrittenTexts) {
    this.#project = project;
    this.#texts = texts;
  }

  /** Whether some function of this name is async. */
  hasAsyncFunction(name: string): boolean {
    return this.#mentions('asyncFunction', name);
  }

  /** Whether some variable or property of this name is given the awaited result of a function of that name. */
  awaitsInto(name: string, callee: string): boolean {
    return this.#mentions('awaitedResult', `${name} ${callee}`);
  }

  /** Whether a value is assigned to a member of this name. */
  writesMember(name: string): boolean {
    return this.#mentions('writtenMember', name);
  }

  /** Whether all objects of some class are given a member of this name, as a library that adds to promises does. */
  writesPrototype(name: string): boolean {
    if (!this.writesMember(name)) return false;
    return this.filesMatching(new RegExp(`\\.prototype\\.${literally(name)}\\s*=(?![=>])`)).length > 0;
  }

  /** Files with classes or objects that name a type as what they are. */
  filesImplementing(type: string): readonly string[] {
    return [...this.#holders('implementation', type)];
  }

  /** Whether a file calls a member of this name, and waits for each of these calls. */
  awaitsMember(file: string, name: string): boolean {
    const call = `\\.${literally(name)}\\s*(?:\\?\\.\\s*)?\\(`;
    const waiting = '\\bawait\\s[^;{}=\\n]{1,120}';
    const isCalled = this.#texts.matches(file, new RegExp(waiting + call));
    return isCalled && !this.#texts.matches(file, new RegExp(`(?<!${waiting})${call}`));
  }

  /** How the calls of a member are used in all files, where its receiver ends in a name: `store.save(` and `this.store.save(`. */
  callsOf(receiver: string, name: string): CallCounts {
    const files = this.filesMatching(new RegExp(calleePattern(receiver, name)));
    const all = files.map((file) => this.callsIn(file, receiver, name));
    return {
      awaited: all.reduce((sum, { awaited }) => sum + awaited, 0),
      used: all.reduce((sum, { used }) => sum + used, 0),
    };
  }

  /** The same in one file. */
  callsIn(file: string, receiver: string, name: string): CallCounts {
    const callee = calleePattern(receiver, name);
    const count = (pattern: string) => this.#texts.count(file, new RegExp(pattern, 'g'));
    const awaited = count(`\\bawait\\s+${owners}${callee}`);
    const handedOn = count(`(?:\\b(?:return|yield)\\s|=>|[[,])\\s*${owners}${callee}`);
    return { awaited, used: count(callee) - awaited - handedOn };
  }

  filesMatching(pattern: RegExp): readonly string[] {
    return [...this.#files].filter((file) => this.#texts.matches(file, pattern));
  }

  #mentions(mention: Mention, name: string): boolean {
    for (const _ of this.#holders(mention, name)) return true;
    return false;
  }

  *#holders(mention: Mention, name: string): Iterable<string> {
    const files = this.#files;
    for (const holder of this.#texts.holders(mention, name)) if (files.has(holder)) yield holder;
  }

  get #files(): ReadonlySet<string> {
    this.#found ??= this.#find();
    return this.#found;
  }

  #find(): ReadonlySet<string> {
    const root = folderOf(this.#project.configFileName);
    const files = ownFilesOf(this.#project).filter((file) => !isTestFile(file, root));
    this.#texts.read(files);
    return new Set(files);
  }
}

function calleePattern(receiver: string, name: string): string {
  return `(?<![\\w$])${literally(receiver)}\\s*\\??\\.\\s*${literally(name)}\\s*\\(`;
}
