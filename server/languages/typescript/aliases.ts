/** What imported names stand for, asked once for all files that import the same name from the same module. */

import {
  isImportClause,
  isImportDeclaration,
  isImportSpecifier,
  type ImportDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { SymbolFlags, type Symbol as TypeScriptSymbol } from 'typescript/unstable/sync';
import { type Folders, folderOf, resolvedPath } from './folders.ts';
import { stringOf } from './nodes.ts';
import type { OpenProject } from './openProject.ts';

/** Holds as long as nothing in the project changes. */
export class Aliases {
  readonly #project: OpenProject;
  readonly #folders: Folders;
  readonly #bySymbol = new Map<TypeScriptSymbol, TypeScriptSymbol>();
  readonly #byImport = new Map<string, TypeScriptSymbol>();

  constructor(project: OpenProject, folders: Folders) {
    this.#project = project;
    this.#folders = folders;
  }

  /** The symbol behind imports and re-exports. */
  behind(symbol: TypeScriptSymbol): TypeScriptSymbol {
    if ((symbol.flags & SymbolFlags.Alias) === 0) return symbol;
    const known = this.#bySymbol.get(symbol);
    if (known !== undefined) return known;
    const imported = this.#importOf(symbol);
    const original =
      (imported === undefined ? undefined : this.#byImport.get(imported)) ??
      this.#project.checker.getAliasedSymbol(symbol);
    this.#bySymbol.set(symbol, original);
    if (imported !== undefined) this.#byImport.set(imported, original);
    return original;
  }

  /** The imported name and all that decides which module it comes from; `undefined` for other aliases. */
  #importOf({ declarations: [declaration, ...others] }: TypeScriptSymbol): string | undefined {
    if (declaration === undefined || others.length > 0) return undefined;
    if (declaration.kind !== SyntaxKind.ImportSpecifier && declaration.kind !== SyntaxKind.ImportClause)
      return undefined;
    const binding = this.#project.declared(declaration);
    const statement = binding === undefined ? undefined : importAround(binding);
    const specifier = statement === undefined ? undefined : stringOf(statement.moduleSpecifier);
    if (binding === undefined || statement?.attributes !== undefined || specifier === undefined) return undefined;
    const { fileName } = binding.getSourceFile();
    return [importedName(binding), ...this.#placeOf(fileName, specifier)].join('\0');
  }

  /** Files of one package, and of one format, find the same module by the same name. */
  #placeOf(fileName: string, specifier: string): readonly string[] {
    const folder = folderOf(fileName);
    const format = /\.([cm])[jt]s$/.exec(fileName)?.[1] ?? '';
    const package_ = this.#folders.nearest(folder, ['package.json']) ?? '';
    if (!specifier.startsWith('.'))
      return [specifier, format, package_, this.#folders.nearestFolder(folder, 'node_modules') ?? ''];
    // A folder is not a file of its name.
    const isFolder = /(?:^|\/)\.{0,2}$/.test(specifier);
    return [resolvedPath(folder, specifier) + (isFolder ? '/' : ''), format, package_];
  }
}

function importAround(binding: Node): ImportDeclaration | undefined {
  let at: Node | undefined = binding;
  while (at !== undefined && !isImportDeclaration(at)) at = at.parent;
  return at;
}

function importedName(binding: Node): string {
  if (isImportClause(binding)) return 'default';
  return isImportSpecifier(binding) ? (binding.propertyName ?? binding.name).text : '';
}
