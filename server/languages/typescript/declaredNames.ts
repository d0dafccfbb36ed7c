/**
 * Full names of signatures by where they are declared, whatever code calls them by: that of `refetch` in
 * `const { refetch } = useQuery(…)` is `@tanstack/query-core.QueryObserverBaseResult.refetch`.
 */

import { isIdentifier, isModuleDeclaration, type Node, SyntaxKind } from 'typescript/unstable/ast';
import { moduleNameOf, packageOfFile } from './modules.ts';
import { stringOf } from './nodes.ts';

/** `undefined` where what declares it has no name. */
export function declaredName(signature: Node): string | undefined {
  const names: string[] = [];
  let module: string | undefined;
  let at = signature;
  for (; at.parent !== undefined && module === undefined; at = at.parent) {
    const name = named.has(at.kind) ? textOf((at as { readonly name?: Node }).name) : undefined;
    if (name !== undefined) names.unshift(name);
    if (isModuleDeclaration(at)) {
      module = moduleOf(at.name);
      // What a module adds to the global scope is not its own.
      if (module === undefined && !isGlobalScope(at)) names.unshift(textOf(at.name) ?? '');
    }
  }
  if (names.length === 0) return undefined;
  return [module ?? packageOf(signature.getSourceFile().fileName), ...names].join('.');
}

/** Of what makes up a name; parameters and the like between them do not. */
const named: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.MethodSignature,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.PropertySignature,
  SyntaxKind.PropertyDeclaration,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.VariableDeclaration,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.TypeAliasDeclaration,
]);

function textOf(name: Node | undefined): string | undefined {
  return name === undefined ? undefined : isIdentifier(name) ? name.text : stringOf(name);
}

/** `declare module 'vue-router' { … }` */
function moduleOf(name: Node): string | undefined {
  const specifier = stringOf(name);
  return specifier === undefined ? undefined : (moduleNameOf(specifier) ?? specifier);
}

/** `declare global { … }` */
function isGlobalScope({ name }: { readonly name: Node }): boolean {
  return isIdentifier(name) && name.text === 'global';
}

function packageOf(path: string): string {
  const name = packageOfFile(path);
  return name === undefined || isLibrary(name) ? 'global' : name;
}

/** The packages that declare what needs no import. */
export function isLibrary(name: string): boolean {
  return name === 'node' || name === 'typescript' || name.startsWith('@typescript/typescript-');
}
