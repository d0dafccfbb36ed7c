/**
 * Full names of what code calls: first by the imports and aliases it is written with, then by the declaration that the
 * compiler finds for it.
 */

import {
  isAwaitExpression,
  isBindingElement,
  isCallExpression,
  isIdentifier,
  isImportClause,
  isImportDeclaration,
  isImportEqualsDeclaration,
  isImportSpecifier,
  isNamespaceImport,
  isNewExpression,
  isPropertyAccessExpression,
  isVariableDeclaration,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { SymbolFlags, type Symbol as TypeScriptSymbol } from 'typescript/unstable/sync';
import type { Aliases } from './aliases.ts';
import { isLibrary } from './declaredNames.ts';
import { isDeclarationFile } from './folders.ts';
import { memberName, moduleNameOf, packageOfFile, promisifiedName, wholeModule } from './modules.ts';
import { isFunctionNode, loadedModule, memberOf, stringOf, unwrapped } from './nodes.ts';
import type { OpenProject } from './openProject.ts';
import type { RootedExpressions } from './rooted.ts';

/** Aliases of aliases are followed this far. */
const deepest = 8;

export class Symbols {
  readonly #project: OpenProject;
  readonly #known = new Map<Node, TypeScriptSymbol | undefined>();
  readonly #aliases: Aliases;
  readonly #rooted: RootedExpressions;
  readonly #declared = new Map<TypeScriptSymbol, string | undefined>();

  constructor(project: OpenProject, aliases: Aliases, rooted: RootedExpressions) {
    this.#project = project;
    this.#aliases = aliases;
    this.#rooted = rooted;
  }

  /** Asks for many names at once. */
  prepare(nodes: readonly Node[]): void {
    const asked = nodes.filter((node) => !this.#known.has(node) && !this.#isRooted(node));
    const symbols = this.#project.checker.symbolsOf(asked);
    asked.forEach((node, index) => {
      this.#known.set(node, symbols[index]);
    });
  }

  /** The full name by the way it is written: `node:fs.readFileSync` for `fs.readFileSync` with its import. */
  writtenName(callee: Node, source: SourceFile): string | undefined {
    return this.#written(callee, source, 0);
  }

  /** The full name by what the compiler finds declared outside of the workspace. */
  declaredName(callee: Node): string | undefined {
    const symbol = this.original(nameNode(callee));
    if (symbol === undefined) return undefined;
    if (!this.#declared.has(symbol)) this.#declared.set(symbol, this.#declaredName(symbol));
    return this.#declared.get(symbol);
  }

  /** The declaration of a function or class that a callee reaches. */
  declarationOf(callee: Node): Node | undefined {
    const symbol = this.original(nameNode(callee));
    const handle = symbol?.valueDeclaration ?? symbol?.declarations[0];
    if (handle === undefined || isForeign(handle)) return undefined;
    return this.#project.declared(handle);
  }

  /** The declaration of a callee in the file that calls it. */
  localDeclarationOf(callee: Node, source: SourceFile): Node | undefined {
    const name = nameNode(callee);
    const symbol = name === undefined ? undefined : this.#symbol(name);
    const handle = symbol?.valueDeclaration ?? symbol?.declarations[0];
    return handle?.path === source.path ? this.#project.declared(handle) : undefined;
  }

  /** The symbol that a name stands for, behind imports and re-exports. */
  original(node: Node | undefined): TypeScriptSymbol | undefined {
    const symbol = node === undefined ? undefined : this.#symbol(node);
    return symbol === undefined ? undefined : this.behindAlias(symbol);
  }

  behindAlias(symbol: TypeScriptSymbol): TypeScriptSymbol {
    return this.#aliases.behind(symbol);
  }

  #symbol(node: Node): TypeScriptSymbol | undefined {
    if (!this.#known.has(node)) this.prepare([node]);
    return this.#known.get(node);
  }

  #isRooted(name: Node): boolean {
    const member = this.#rooted.memberAt(name);
    if (member !== undefined) this.#known.set(name, member);
    return member !== undefined;
  }

  #written(expression: Node, source: SourceFile, depth: number): string | undefined {
    if (depth > deepest) return undefined;
    const names: string[] = [];
    let at = unwrapped(expression);
    for (let member = memberOf(at); member !== undefined; member = memberOf(at)) {
      names.unshift(member.name);
      at = unwrapped(member.receiver);
    }
    const base = this.#baseName(at, source, depth);
    if (base === undefined) return undefined;
    return names.length === 0 ? base.replace(/\.\*$/, '.default') : names.reduce(memberName, base);
  }

  /** The name of what has no receiver: `fs`, `require('fs')`, `(await import('fs'))`, `promisify(exec)`. */
  #baseName(node: Node, source: SourceFile, depth: number): string | undefined {
    const module = loadedModule(node);
    if (module !== undefined) return wholeModule(module);
    if (isIdentifier(node)) return this.#identifierName(node, source, depth);
    if (isCallExpression(node)) {
      const [argument] = node.arguments;
      if (argument === undefined || !mayPromisify(node.expression, source)) return undefined;
      if (this.#written(node.expression, source, depth + 1) !== 'node:util.promisify') return undefined;
      const promisified = this.#written(argument, source, depth + 1);
      return promisified === undefined ? undefined : promisifiedName(promisified);
    }
    return undefined;
  }

  #identifierName(node: Node & { readonly text: string }, source: SourceFile, depth: number): string | undefined {
    const symbol = this.#symbol(node);
    if (symbol === undefined || symbol.declarations.length === 0)
      return knownGlobals.has(node.text) ? `global.${node.text}` : undefined;
    const local = symbol.declarations.find(({ path }) => path === source.path);
    if (local !== undefined) {
      const declaration = this.#project.declared(local);
      return declaration === undefined ? undefined : this.#localName(declaration, source, depth);
    }
    const isGlobal = symbol.declarations.every((handle) => isDeclarationFile(handle.path));
    return isGlobal ? `global.${node.text}` : undefined;
  }

  #localName(declaration: Node, source: SourceFile, depth: number): string | undefined {
    if (isImportSpecifier(declaration))
      return joined(importedModule(declaration), (declaration.propertyName ?? declaration.name).text);
    if (isNamespaceImport(declaration)) return importedModule(declaration);
    if (isImportClause(declaration)) return joined(importedModule(declaration), 'default');
    if (isImportEqualsDeclaration(declaration)) {
      const { expression } = declaration.moduleReference as { readonly expression?: Node };
      const module = stringOf(expression);
      return module === undefined ? undefined : wholeModule(module);
    }
    if (isVariableDeclaration(declaration)) return this.#variableName(declaration, source, depth);
    if (isBindingElement(declaration)) return this.#bindingName(declaration, source, depth);
    return undefined;
  }

  #variableName(
    { initializer, name }: { readonly initializer?: Node; readonly name: Node },
    source: SourceFile,
    depth: number,
  ): string | undefined {
    if (initializer === undefined || !isIdentifier(name)) return undefined;
    const plain = unwrapped(initializer);
    // What is made by calling or constructing something is known by its type, not by its maker's name.
    if (isNewExpression(plain) || isFunctionNode(plain)) return undefined;
    const module = loadedModule(plain);
    if (module !== undefined) return wholeModule(module);
    if (isAwaitExpression(plain)) return undefined;
    return this.#written(plain, source, depth + 1);
  }

  /** `const { promises: { readFile } } = fs` */
  #bindingName(element: Node, source: SourceFile, depth: number): string | undefined {
    const names: string[] = [];
    let at: Node = element;
    while (isBindingElement(at)) {
      if (at.dotDotDotToken !== undefined || at.parent.kind !== SyntaxKind.ObjectBindingPattern) return undefined;
      const written = at.propertyName ?? at.name;
      const name = written === undefined ? undefined : isIdentifier(written) ? written.text : stringOf(written);
      if (name === undefined) return undefined;
      names.unshift(name);
      at = at.parent.parent;
    }
    if (!isVariableDeclaration(at) || at.initializer === undefined) return undefined;
    const module = loadedModule(at.initializer);
    const base = module === undefined ? this.#written(at.initializer, source, depth + 1) : wholeModule(module);
    return base === undefined ? undefined : names.reduce(memberName, base);
  }

  #declaredName(symbol: TypeScriptSymbol): string | undefined {
    const [declaration] = symbol.declarations;
    if (declaration === undefined || !isForeign(declaration)) return undefined;
    const names = [symbol.name];
    let module: string | undefined;
    for (let owner = symbol.getParent(); owner !== undefined && module === undefined; owner = owner.getParent()) {
      if ((owner.flags & (SymbolFlags.Class | SymbolFlags.Interface)) !== 0) names.unshift(owner.name);
      else if (owner.name.startsWith('"')) module = ambientModule(owner.name);
    }
    if (names.some((name) => name.startsWith('__') || name.startsWith('\uFFFD'))) return undefined;
    const base = module ?? packageOfFile(declaration.path) ?? 'global';
    return [isLibrary(base) ? 'global' : base, ...names].join('.');
  }
}

/** Whether a callee may stand for `util.promisify`, under another name as well, which the file gives it itself. */
function mayPromisify(callee: Node, { text }: SourceFile): boolean {
  const plain = unwrapped(callee);
  return isIdentifier(plain) ? text.includes('promisify') : memberOf(plain)?.name === 'promisify';
}

export function sourceOf(node: Node): SourceFile {
  return node.getSourceFile();
}

/** The name that stands for the whole callee: `readFile` in `fs.readFile`. */
export function nameNode(callee: Node): Node | undefined {
  const plain = unwrapped(callee);
  if (isPropertyAccessExpression(plain)) return plain.name;
  return isIdentifier(plain) ? plain : memberOf(plain)?.node;
}

/** The first name of a callee: `fs` in `fs.promises.readFile`. */
export function rootOf(callee: Node): Node | undefined {
  let at = unwrapped(callee);
  for (let member = memberOf(at); member !== undefined; member = memberOf(at)) at = unwrapped(member.receiver);
  return isIdentifier(at) ? at : undefined;
}

function importedModule(binding: Node): string | undefined {
  let at = binding;
  while (!isImportDeclaration(at)) {
    if (at.parent === undefined) return undefined;
    at = at.parent;
  }
  const module = stringOf(at.moduleSpecifier);
  return module === undefined ? undefined : wholeModule(module);
}

function joined(module: string | undefined, name: string): string | undefined {
  return module === undefined ? undefined : memberName(module, name);
}

/** `"fs"` is a module declared by name, `"/p/node_modules/x/index"` a file. */
function ambientModule(quoted: string): string | undefined {
  const name = quoted.slice(1, -1);
  return name.startsWith('/') || /^[a-z]:/i.test(name) ? packageOfFile(name) : moduleNameOf(name);
}

/** Declared outside of the workspace. */
export function isForeign({ path }: { readonly path: string }): boolean {
  return path.includes('/node_modules/') || isDeclarationFile(path);
}

/** Names that need no import, in code whose types are not installed. */
const knownGlobals: ReadonlySet<string> = new Set([
  'Promise',
  'fetch',
  'globalThis',
  'global',
  'window',
  'process',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'Atomics',
  'Deno',
  'Bun',
  'Worker',
]);
