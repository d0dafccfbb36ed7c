/**
 * Which files of a project lead to calls that rules look for, found backwards: from the plain functions that make such calls
 * to those that call these, and on. Only of calls by a name that such a function may have the compiler is asked what they
 * reach, so that most calls of a project cost no question.
 */

import { isIdentifier, type Node } from 'typescript/unstable/ast';
import type { FunctionId } from '../../facts/facts.ts';
import { type Access, accessTo } from '../../facts/reach.ts';
import type { CallNames } from './callNames.ts';
import type { FileSyntax } from './collectSyntax.ts';
import { lastNameOf, unwrapped } from './nodes.ts';
import type { OpenProject } from './openProject.ts';
import { type Rename, renamesIn, wholeExport } from './renames.ts';
import { implicitCallsIn } from './implicitCalls.ts';
import { nameNode } from './symbols.ts';
import type { Targets } from './targets.ts';

/** What one function of a file runs, whoever starts it. */
interface Runner extends Access {
  readonly file: NotedFile;
  leads: boolean;
}

interface NotedFile {
  readonly fileName: string;
  /** As the compiler compares it. */
  readonly comparedName: string;
  readonly path: string | undefined;
  /** By the name that they give another name to. */
  readonly renames: ReadonlyMap<string, readonly Rename[]>;
  /** Calls of names that the file itself declares or imports, by name. */
  readonly sites: Map<string, Site[]>;
}

/** Something that may call a function. */
interface Site {
  readonly runner: Runner;
  /** Within the name of what it calls; in UTF-16 code units. */
  readonly offset: number;
}

export class Leads {
  readonly #isTraced: (symbol: string) => boolean;
  /** What leads there and has not been followed to its callers yet; at first what makes calls that rules look for. */
  readonly #runners: Runner[] = [];
  /** Names that are to be followed yet: of a file, or those of members and exports. */
  readonly #names: { readonly name: string; readonly file: NotedFile | undefined }[] = [];
  /** Calls of members, by their name. */
  readonly #sites = new Map<string, Site[]>();
  /** Files that give another name to what has this one. */
  readonly #renaming = new Map<string, NotedFile[]>();
  /** Functions by file and name. */
  readonly #leading = new Set<string>();
  /** Names that may stand for some of them, by the file; no file for those of members and exports. */
  readonly #standingFor = new Set<string>();
  /** Calls of such names. */
  #toAsk: Site[] = [];
  /** By what they call, as far as that is known. */
  readonly #callers = new Map<string, Runner[]>();
  readonly #found = new Set<string>();

  constructor(isTraced: (symbol: string) => boolean) {
    this.#isTraced = isTraced;
  }

  /** Takes down what a file calls. Without a `path` nobody wants to know whether it leads anywhere itself. */
  note(
    path: string | undefined,
    syntax: FileSyntax,
    functions: Parameters<typeof accessTo>[0],
    names: CallNames,
  ): void {
    const { source } = syntax;
    const renames = new Map<string, Rename[]>();
    for (const rename of renamesIn(source)) push(renames, rename.original, rename);
    const file: NotedFile = {
      fileName: source.fileName,
      comparedName: source.path,
      path,
      renames,
      sites: new Map(),
    };
    for (const name of renames.keys()) push(this.#renaming, name, file);
    const runners: Runner[] = [];
    const runnerOf = (id: FunctionId) => {
      runners[id] ??= { ...accessTo(functions, id), file, leads: false };
      return runners[id];
    };
    // What a file without imports calls may be declared in any other.
    const isScript = syntax.imports.length === 0;
    const noteSite = (called: Node, runner: Runner) => {
      const node = nameNode(called);
      if (node === undefined || (runner.names.length === 0 && !runner.mayHoldUpLoop)) return;
      const isOwn = !isScript && isIdentifier(unwrapped(called));
      push(isOwn ? file.sites : this.#sites, lastNameOf(called), { runner, offset: node.end - 1 });
    };
    for (const { node, function: owner } of syntax.calls) {
      const symbol = names.symbolOf(node);
      const runner = runnerOf(owner);
      if (symbol === undefined) noteSite(node.expression, runner);
      else if (this.#isTraced(symbol) && runner.names.length > 0) this.#runners.push(runner);
    }
    for (const { named, function: owner } of implicitCallsIn(syntax)) noteSite(named, runnerOf(owner));
  }

  /** The paths of files with calls that an event loop waits for and that lead there. */
  filesIn(project: OpenProject, targets: Targets): ReadonlySet<string> {
    for (this.#follow(); this.#toAsk.length > 0; this.#follow()) {
      const sites = this.#toAsk;
      this.#toAsk = [];
      this.#ask(sites, project, targets);
    }
    return this.#found;
  }

  /** As far as that goes without a question. */
  #follow(): void {
    for (;;) {
      const runner = this.#runners.pop();
      const name = runner === undefined ? this.#names.pop() : undefined;
      if (runner !== undefined) this.#followRunner(runner);
      else if (name?.file !== undefined) this.#followLocal(name.name, name.file);
      else if (name !== undefined) this.#followMember(name.name);
      else return;
    }
  }

  #ask(sites: readonly Site[], { checker }: OpenProject, targets: Targets): void {
    const byFile = new Map<NotedFile, Site[]>();
    for (const site of sites) if (!site.runner.leads) push(byFile, site.runner.file, site);
    for (const [{ fileName, comparedName }, inFile] of byFile) {
      const offsets = inFile.map(({ offset }) => offset);
      const symbols = checker.symbolsAt(fileName, offsets);
      for (const [index, { runner }] of inFile.entries()) {
        const symbol = symbols[index];
        const target = symbol === undefined ? undefined : targets.ofSymbol(symbol, comparedName);
        if (target === undefined) continue;
        const key = keyOf(target.path, lastPart(target.name));
        if (this.#leading.has(key)) this.#runners.push(runner);
        else push(this.#callers, key, runner);
      }
    }
  }

  #followRunner(runner: Runner): void {
    if (runner.leads) return;
    runner.leads = true;
    const { file, mayHoldUpLoop } = runner;
    if (mayHoldUpLoop && file.path !== undefined) this.#found.add(file.path);
    for (const called of runner.names.map(lastPart)) {
      const key = keyOf(file.fileName, called);
      this.#leading.add(key);
      for (const caller of this.#callers.get(key) ?? []) this.#runners.push(caller);
      // What has no name, or is assigned to `module.exports`, is what the module exports.
      if (called === '' || called === 'exports') this.#names.push({ name: wholeExport, file: undefined });
      else this.#standFor(called, file);
    }
  }

  /** A name of a file may stand for something that leads there, and so may the same name wherever it is a member. */
  #standFor(name: string, file: NotedFile): void {
    this.#names.push({ name, file }, { name, file: undefined });
  }

  #followMember(name: string): void {
    if (!this.#isNew(name, '')) return;
    for (const site of this.#sites.get(name) ?? []) this.#toAsk.push(site);
    for (const file of this.#renaming.get(name) ?? [])
      for (const rename of file.renames.get(name) ?? [])
        if (rename.of === 'export') this.#names.push({ name: rename.name, file });
        else if (rename.of === 'member') this.#standFor(rename.name, file);
  }

  #followLocal(name: string, file: NotedFile): void {
    if (!this.#isNew(name, file.fileName)) return;
    for (const site of file.sites.get(name) ?? []) this.#toAsk.push(site);
    for (const rename of file.renames.get(name) ?? []) if (rename.of === 'local') this.#standFor(rename.name, file);
  }

  #isNew(name: string, fileName: string): boolean {
    const key = keyOf(fileName, name);
    if (this.#standingFor.has(key)) return false;
    this.#standingFor.add(key);
    return true;
  }
}

function keyOf(fileName: string, name: string): string {
  return `${fileName}\0${name}`;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
