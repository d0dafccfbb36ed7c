/** Which function or class of the workspace a callee reaches, in whatever file it is defined. */

import {
  isIdentifier,
  isShorthandPropertyAssignment,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type NodeHandle, SymbolFlags, type Symbol as TypeScriptSymbol } from 'typescript/unstable/sync';
import type { Definition } from '../../facts/facts.ts';
import { assignedValue, definedFunction } from './definitions.ts';
import { nameOf, nameRangeOf } from './functions.ts';
import { startOf } from './nodes.ts';
import { isForeign, nameNode, sourceOf, type Symbols } from './symbols.ts';
import type { OpenProject } from './openProject.ts';

/** Values that stand for values are followed this far. */
const deepest = 4;

export class Targets {
  readonly #project: OpenProject;
  readonly #symbols: Symbols;
  readonly #fileNames: FileNames;
  readonly #known = new Map<TypeScriptSymbol, Definition | undefined>();

  constructor(project: OpenProject, symbols: Symbols, fileNames: FileNames) {
    this.#project = project;
    this.#symbols = symbols;
    this.#fileNames = fileNames;
  }

  of(callee: Node, source: SourceFile): Definition | undefined {
    const symbol = this.#symbols.original(nameNode(callee));
    return symbol === undefined ? undefined : this.#definition(symbol, source.path, 0);
  }

  /** `path` is that of the file that calls it, as the compiler compares it. */
  ofSymbol(symbol: TypeScriptSymbol, path: string): Definition | undefined {
    return this.#definition(this.#symbols.behindAlias(symbol), path, 0);
  }

  #definition(symbol: TypeScriptSymbol, path: string, depth: number): Definition | undefined {
    if (!this.#known.has(symbol)) this.#known.set(symbol, this.#find(symbol, path, depth));
    return this.#known.get(symbol);
  }

  /** Of another file the name only, where that will do: the tree that tells more costs a request of its own. */
  #find(symbol: TypeScriptSymbol, path: string, depth: number): Definition | undefined {
    const handle = symbol.valueDeclaration ?? symbol.declarations[0];
    if (handle === undefined || depth > deepest || isForeign(handle)) return undefined;
    const name = handle.path === path ? undefined : qualifiedName(symbol, handle);
    if (name !== undefined) return { path: this.#fileNames.of(this.#project, handle.path), name };
    const declaration = this.#project.declared(handle);
    if (declaration === undefined) return undefined;
    const behind = this.#behind(declaration);
    return behind === undefined ? definitionOf(declaration) : this.#definition(behind, path, depth + 1);
  }

  /** What a declaration only passes on: `exports.save = save`, `{ save }`, `const store = depot`. */
  #behind(declaration: Node): TypeScriptSymbol | undefined {
    if (isShorthandPropertyAssignment(declaration)) {
      const symbol = this.#project.checker.getShorthandAssignmentValueSymbol(declaration);
      return symbol === undefined ? undefined : this.#symbols.behindAlias(symbol);
    }
    const value = assignedValue(declaration);
    return value === undefined ? undefined : this.#symbols.original(nameNode(value));
  }
}

/** As its own file calls it (`nameOf`), where that can be told without its tree. */
function qualifiedName(symbol: TypeScriptSymbol, { kind }: NodeHandle): string | undefined {
  if (isUnnamed(symbol)) return undefined;
  if (standalone.has(kind)) return symbol.name;
  if (!members.has(kind)) return undefined;
  const owner = symbol.getParent();
  if (owner === undefined || (owner.flags & SymbolFlags.Class) === 0 || isUnnamed(owner)) return undefined;
  return `${owner.name}.${symbol.name}`;
}

const standalone: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.VariableDeclaration,
]);

const members: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.MethodDeclaration,
  SyntaxKind.PropertyDeclaration,
  SyntaxKind.GetAccessor,
]);

function isUnnamed({ name }: TypeScriptSymbol): boolean {
  return name === 'default' || name.startsWith('__') || /[^\w$]/.test(name);
}

function definitionOf(declaration: Node): Definition | undefined {
  const defined = definedFunction(declaration);
  const source = sourceOf(declaration);
  if (defined !== undefined)
    return { path: source.fileName, name: nameOf(defined), offset: nameRangeOf(defined, source.text).start };
  const { name } = declaration as { readonly name?: Node };
  const text = name !== undefined && isIdentifier(name) ? name.text : '';
  return { path: source.fileName, name: text, offset: startOf(name ?? declaration, source.text) };
}

/** The names of files as they are written, for those by which the compiler compares them. */
export class FileNames {
  readonly #known = new WeakMap<OpenProject['basis'], ReadonlyMap<string, string>>();

  of({ basis }: OpenProject, path: string): string {
    return this.#namesIn(basis).get(path) ?? path;
  }

  /** Only those that differ, as they do where upper and lower case name the same file. */
  #namesIn(project: OpenProject['basis']): ReadonlyMap<string, string> {
    let names = this.#known.get(project);
    if (names === undefined) {
      const written = project.id === project.configFileName ? [] : project.program.getSourceFileNames();
      names = new Map(written.map((name) => [name.toLowerCase(), name]));
      this.#known.set(project, names);
    }
    return names;
  }
}
