/**
 * What was read of the workspace to make the facts of one file, failed look-ups included. The facts hold as long as
 * reading it again gives the same.
 */

import type { Modules, ResolvedModule } from './modules.ts';
import type { NameUse } from './nameUses.ts';
import type { AttributeStore } from './scopes.ts';
import type { SourceModule, Sources } from './sources.ts';
import type { ClassSymbol } from './types/values.ts';
import type { WorkspaceNames } from './workspaceNames.ts';

export class Reading {
  private readonly modules: Modules;
  private readonly names: WorkspaceNames;
  private readonly interfaces = new Map<string, string>();
  private readonly bodies = new Map<string, string>();
  private readonly questions = new Map<string, { readonly ask: () => string; readonly answer: string }>();

  constructor(modules: Modules, names: WorkspaceNames) {
    this.modules = modules;
    this.names = names;
  }

  /** Whether everything read is as it was. */
  holds(sources: Sources): boolean {
    for (const [path, fingerprint] of this.interfaces)
      if (currentModule(sources, path)?.interface !== fingerprint) return false;
    for (const [path, fingerprint] of this.bodies)
      if (currentModule(sources, path)?.fingerprint !== fingerprint) return false;
    for (const { ask, answer } of this.questions.values()) if (ask() !== answer) return false;
    return true;
  }

  resolve(name: string, level: number, from: string): ResolvedModule {
    const ask = (): ResolvedModule => this.modules.resolve(name, level, from);
    return this.found(`module ${from} ${level} ${name}`, ask);
  }

  submodule(folder: string, name: string): ResolvedModule {
    return this.found(`submodule ${folder} ${name}`, () => this.modules.submodule(folder, name));
  }

  /** Says that a function's body was followed, so that any change of the file counts. */
  followed(path: string, sources: Sources): void {
    const module = currentModule(sources, path);
    if (module !== undefined) this.bodies.set(path, module.fingerprint);
  }

  isOverriddenOtherwise(className: string, method: string, isAsync: boolean): boolean {
    return this.asked(`override ${className} ${method} ${isAsync}`, () =>
      this.names.isOverriddenOtherwise(className, method, isAsync),
    );
  }

  isStoredInSubclass(className: string, name: string): boolean {
    return this.asked(`heir ${className} ${name}`, () => this.names.isStoredInSubclass(className, name));
  }

  isReplaced(name: string, path: string): boolean {
    return this.asked(`replaced ${name} ${path}`, () => this.names.isReplaced(name, path));
  }

  usesElsewhere(name: string, path: string): readonly NameUse[] {
    const ask = (): readonly NameUse[] => this.names.usesElsewhere(name, path);
    const uses = ask();
    this.questions.set(`uses ${name} ${path}`, { ask: () => summaryOf(ask()), answer: summaryOf(uses) });
    return uses;
  }

  storesOnSelf(owner: ClassSymbol, name: string): readonly AttributeStore[] {
    return this.names.storesOnSelf(owner, name);
  }

  private asked(key: string, ask: () => boolean): boolean {
    const answer = ask();
    this.questions.set(key, { ask: () => String(ask()), answer: String(answer) });
    return answer;
  }

  private found(key: string, ask: () => ResolvedModule): ResolvedModule {
    const answer = ask();
    this.questions.set(key, { ask: () => placeOf(ask()), answer: placeOf(answer) });
    if (answer.kind === 'module') this.interfaces.set(answer.module.document.path, answer.module.interface);
    return answer;
  }
}

function currentModule(sources: Sources, path: string): SourceModule | undefined {
  const answer = sources.read(path);
  return answer.kind === 'module' ? answer.module : undefined;
}

function placeOf(answer: ResolvedModule): string {
  switch (answer.kind) {
    case 'module':
      return answer.module.document.path;
    case 'namespace':
      return answer.folder;
    default:
      return answer.kind;
  }
}

function summaryOf(uses: readonly NameUse[]): string {
  return uses.map((use) => `${use.form} ${use.how}`).join();
}
