/** What functions are for, as far as blocking in them means something else: request handlers, entry points, workers. */

import {
  isCallExpression,
  isDecorator,
  isExportAssignment,
  isIdentifier,
  isMethodDeclaration,
  isNewExpression,
  isVariableDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { FunctionId, FunctionRole } from '../../facts/facts.ts';
import type { CallNames } from './callNames.ts';
import type { CallSyntax, FileSyntax } from './collectSyntax.ts';
import { definedFunction } from './definitions.ts';
import { nameOf } from './functions.ts';
import { exportedHandlers, handlerNames, importsFramework, isRouteDecorator, takesHandlers } from './library/web.ts';
import {
  type FunctionNode,
  hasModifier,
  isFunctionLiteral,
  isFunctionNode,
  lastNameOf,
  memberOf,
  unwrapped,
  unwrappedParent,
} from './nodes.ts';
import type { Symbols } from './symbols.ts';

export interface RoleInput {
  readonly syntax: FileSyntax;
  readonly names: CallNames;
  readonly symbols: Symbols;
}

/** The roles of a file's functions; those without one have no entry. */
export function functionRolesOf(input: RoleInput): ReadonlyMap<FunctionId, FunctionRole> {
  const roles = new Map<FunctionId, FunctionRole>();
  // `main()` and `(async () => { … })()`, also with `.catch(…)` behind them.
  const started = input.syntax.calls
    .filter((call) => call.function === 0 && !isNewExpression(call.node))
    .map(({ node }) => unwrapped(node.expression));
  const registered = registeredValues(input);
  // All at once: a test of a server may register hundreds.
  input.symbols.prepare([...started, ...registered].filter((value) => isNameOfFunction(value, input.syntax)));
  for (const value of started) {
    const entryPoint = functionBehind(value, input);
    if (entryPoint !== undefined) roles.set(entryPoint, 'entry-point');
  }
  for (const value of registered) {
    const handler = functionBehind(value, input);
    if (handler !== undefined) roles.set(handler, 'request-handler');
  }
  for (const id of declaredHandlers(input.syntax)) roles.set(id, 'request-handler');
  return roles;
}

/** What is given to `app.get('/', …)` and its like. */
function registeredValues(input: RoleInput): readonly Node[] {
  const { calls, imports } = input.syntax;
  if (!importsFramework(imports)) return [];
  const registrations = calls.filter((call) => isRegistration(call, input));
  return registrations.flatMap(({ node }) => (node.arguments ?? []).map(unwrapped));
}

/** Functions that a framework finds by their decorator or by their file. */
function declaredHandlers({ functions, imports, source }: FileSyntax): readonly FunctionId[] {
  const decorators = new Set(
    imports.filter(({ module, imported }) => isRouteDecorator(module, imported)).map(({ local }) => local),
  );
  const exported = exportedHandlers(source.fileName);
  if (decorators.size === 0 && exported.size === 0) return [];
  return functions.flatMap(({ node, id }) => {
    if (!isFunctionNode(node)) return [];
    const isDecorated = isMethodDeclaration(node) && hasDecorator(node, decorators);
    return isDecorated || isExportedAs(node, exported) ? [id] : [];
  });
}

function hasDecorator({ modifiers }: { readonly modifiers?: readonly Node[] }, names: ReadonlySet<string>): boolean {
  return (modifiers ?? []).some((modifier) => {
    if (!isDecorator(modifier)) return false;
    const { expression } = modifier;
    return names.has(lastNameOf(isCallExpression(expression) ? expression.expression : expression));
  });
}

/** `export function GET() {}`, `export const GET = () => {}`, `export default function handler() {}` */
function isExportedAs(node: FunctionNode, names: ReadonlySet<string>): boolean {
  const { parent } = unwrappedParent(node);
  if (isExportAssignment(parent)) return names.has('default');
  const declaration = isVariableDeclaration(parent) ? parent.parent.parent : node;
  if (!hasModifier(declaration, SyntaxKind.ExportKeyword)) return false;
  return names.has(hasModifier(declaration, SyntaxKind.DefaultKeyword) ? 'default' : nameOf(node));
}

/** Whether the file is what a worker thread runs. */
export function isWorkerFile({ imports }: FileSyntax): boolean {
  return imports.some(
    ({ module, imported }) =>
      (imported === 'parentPort' || imported === 'workerData') && /^(?:node:)?worker_threads$/.test(module),
  );
}

/** The function of the file that a value is or names. */
function functionBehind(value: Node, { syntax, symbols }: RoleInput): FunctionId | undefined {
  const plain = unwrapped(value);
  if (isFunctionLiteral(plain)) return syntax.functionOf.get(plain);
  if (!isNameOfFunction(plain, syntax)) return undefined;
  const definition = definedFunction(symbols.localDeclarationOf(plain, syntax.source));
  return definition === undefined ? undefined : syntax.functionOf.get(definition);
}

/** Whether a function of the file has such a name. */
function isNameOfFunction(value: Node, { definedNames }: FileSyntax): boolean {
  return isIdentifier(value) && definedNames.has(value.text);
}

function isRegistration({ node }: CallSyntax, { syntax, names, symbols }: RoleInput): boolean {
  if (!isCallExpression(node) || node.arguments.length === 0) return false;
  const symbol = names.symbolOf(node);
  if (symbol !== undefined) return takesHandlers(symbol);
  // Without the types of its package, an application is known by what made it: `const app = express()`.
  if (!handlerNames.includes(lastNameOf(node.expression))) return false;
  const root = memberOf(node.expression) === undefined ? undefined : chainRootOf(node.expression);
  const maker = root === undefined ? undefined : makerOf(root, syntax, symbols);
  return maker !== undefined && takesHandlers(`${maker}.${lastNameOf(node.expression)}`);
}

/** The first name of a chain: `app` in `app.route('/about').get`. */
function chainRootOf(callee: Node): Node | undefined {
  let at = unwrapped(callee);
  for (let receiver = memberOf(at)?.receiver; receiver !== undefined; receiver = memberOf(at)?.receiver) {
    const plain = unwrapped(receiver);
    at = isCallExpression(plain) ? unwrapped(plain.expression) : plain;
  }
  return isIdentifier(at) ? at : undefined;
}

/** The full name of what is called to make the value of a variable. */
function makerOf(variable: Node, { source }: FileSyntax, symbols: Symbols): string | undefined {
  const declaration = symbols.declarationOf(variable);
  if (declaration === undefined || !isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  const made = unwrapped(declaration.initializer);
  return isCallExpression(made) || isNewExpression(made) ? symbols.writtenName(made.expression, source) : undefined;
}
