/** What pytest gives for the parameters of tests and fixtures: by name, from the class, the module, a `conftest.py` or a plugin. */

import { walkOwnBody } from '../functionBodies.ts';
import type { Expression, FunctionDef, Parameter } from '../parser/nodes.ts';
import { type Binding, definitionScope, type ModuleScope, type Scope } from '../scopes.ts';
import type { SourceModule } from '../sources.ts';
import type { Inference } from './inference.ts';
import { awaited, elementOf } from './protocols.ts';
import { type FunctionSymbol, unionOf, unknown, type Value } from './values.ts';

/** `undefined` where the function is neither a test nor a fixture, or no fixture has the name. */
export function fixtureValue(
  inference: Inference,
  parameter: Parameter,
  owner: FunctionDef,
  scope: Scope,
): Value | undefined {
  const { parent } = scope;
  if (parent === undefined || parameter.default !== undefined || parameter.form === 'items') return undefined;
  if (!owner.name.startsWith('test') && !isFixture(inference, owner, parent)) return undefined;
  if (isParametrized(parameter.name, owner, scope)) return unknown;
  const found = fixtureNamed(inference, parameter.name, owner, parent);
  return found === undefined ? undefined : givenBy(inference, found);
}

/** The nearest one: a fixture may take one of its own name from further out. */
function fixtureNamed(
  inference: Inference,
  name: string,
  user: FunctionDef,
  parent: Scope,
): FunctionSymbol | undefined {
  const { root } = parent;
  if (root === undefined) return undefined;
  if (parent.node.kind === 'ClassDef' && parent.parent !== undefined) {
    const own = inference.classSymbol(parent.node, parent.parent);
    for (const ancestor of inference.lineageOf(own)) {
      if (ancestor.kind !== 'class') continue;
      const found = fixtureIn(inference, ancestor.class.body.bindings.get(name), user);
      // A class that inherits the test may have a fixture of its own.
      if (found !== undefined)
        return inference.reading.heirsWith(own.node.name, name).length > 0
          ? undefined
          : { ...found, owner: ancestor.class };
    }
  }
  const modules = [root, ...inference.reading.conftests(root.path).map(({ names }) => names)];
  for (const module of modules) {
    const found = fixtureOfModule(inference, module, name, user);
    if (found !== undefined) return found;
  }
  // What is nearer than a plugin comes first, and of plugins the last.
  for (const plugin of modules.flatMap((module) => pluginsOf(inference, module).toReversed())) {
    const found = fixtureOfModule(inference, plugin.names, name, user);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of the module, or of one that it takes all names from: the last one wins. */
function fixtureOfModule(
  inference: Inference,
  module: ModuleScope,
  name: string,
  user: FunctionDef,
  depth = 0,
): FunctionSymbol | undefined {
  const bindings = module.scope.bindings.get(name);
  if (bindings !== undefined) return fixtureIn(inference, bindings, user);
  if (depth > mostImports) return undefined;
  for (const star of module.starImports.toReversed()) {
    const source = moduleNamed(inference, star.module, star.level, module.path);
    if (source === undefined || !isExported(source.names, name)) continue;
    const found = fixtureOfModule(inference, source.names, name, user, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A fixture that comes a longer way is rare, and modules may import each other. */
const mostImports = 3;

function moduleNamed(inference: Inference, name: string, level: number, path: string): SourceModule | undefined {
  const source = inference.reading.resolve(name, level, path);
  return source.kind === 'module' && source.module.document.path !== path ? source.module : undefined;
}

/** Whether `from module import *` brings a name. */
function isExported({ scope, text }: ModuleScope, name: string): boolean {
  const listed = scope.bindings.get('__all__');
  if (listed === undefined) return !name.startsWith('_');
  return listed.some(
    (binding) => binding.kind === 'value' && text.slice(binding.value.start, binding.value.end).includes(name),
  );
}

function pluginsOf(inference: Inference, { path, scope, text }: ModuleScope): readonly SourceModule[] {
  return (scope.bindings.get('pytest_plugins') ?? [])
    .flatMap((binding) => (binding.kind === 'value' ? namesWritten(binding.value, text) : []))
    .flatMap((name) => moduleNamed(inference, name, 0, path) ?? []);
}

/** The modules in `"tests.database"` or `["tests.database", "tests.client"]`. */
function namesWritten(value: Expression, text: string): readonly string[] {
  if (value.kind === 'String') return [text.slice(value.start, value.end).replace(/^['"]|['"]$/g, '')];
  return value.kind === 'List' || value.kind === 'Tuple'
    ? value.elements.flatMap((each) => namesWritten(each, text))
    : [];
}

function fixtureIn(
  inference: Inference,
  bindings: readonly Binding[] | undefined,
  user: FunctionDef,
): FunctionSymbol | undefined {
  const [binding, ...others] = bindings ?? [];
  if (binding?.kind === 'from-import' && others.length === 0) return importedFixture(inference, binding);
  if (binding?.kind !== 'function' || others.length > 0 || binding.node === user) return undefined;
  if (!isFixture(inference, binding.node, binding.scope)) return undefined;
  return { node: binding.node, parent: binding.scope, owner: undefined };
}

function importedFixture(
  inference: Inference,
  { statement, imported, scope }: Extract<Binding, { kind: 'from-import' }>,
): FunctionSymbol | undefined {
  const source = inference.reading.resolve(statement.module, statement.level, scope.root?.path ?? '');
  const [binding, ...others] = source.kind === 'module' ? (source.module.names.scope.bindings.get(imported) ?? []) : [];
  if (binding?.kind !== 'function' || others.length > 0 || !isFixture(inference, binding.node, binding.scope))
    return undefined;
  return { node: binding.node, parent: binding.scope, owner: undefined };
}

const makers: ReadonlySet<string> = new Set(['pytest.fixture', 'pytest_asyncio.fixture', 'pytest.yield_fixture']);

/** Under its own name: `fixture(name=…)` gives it another. */
function isFixture(inference: Inference, { decorators }: FunctionDef, parent: Scope): boolean {
  return decorators.some((decorator) => {
    const value = inference.valueOf(decorator.kind === 'Call' ? decorator.callee : decorator, parent);
    if (value.kind !== 'library' || !makers.has(value.symbol)) return false;
    return (
      decorator.kind !== 'Call' ||
      !decorator.arguments.some((each) => each.kind === 'Keyword' && each.name?.text === 'name')
    );
  });
}

/** Whether the values of a parameter are listed at the test, its class or the module, and no fixture makes them of those. */
function isParametrized(name: string, owner: FunctionDef, scope: Scope): boolean {
  const text = scope.root?.text ?? '';
  const { node } = scope.parent ?? scope;
  const marks: Expression[] = [...owner.decorators, ...(node.kind === 'ClassDef' ? node.decorators : [])];
  for (const binding of scope.root?.scope.bindings.get('pytestmark') ?? [])
    if (binding.kind === 'value') marks.push(binding.value);
  return marks.some(({ start, end }) => {
    const mark = text.slice(start, end);
    return (
      // A plain search comes first: there are very many parameters, and few of them are listed.
      mark.includes(name) &&
      /\bparametrize\b/.test(mark) &&
      !/\bindirect\s*=/.test(mark) &&
      new RegExp(`["',\\s]${name}["',\\s]`).test(mark)
    );
  });
}

/** What it returns or yields; that of an async one is awaited before the test gets it. */
function givenBy(inference: Inference, fixture: FunctionSymbol): Value {
  const { node, parent } = fixture;
  if (!node.isGenerator) {
    const result = inference.callResult({ kind: 'function', function: fixture });
    return node.isAsync ? awaited(inference, result) : result;
  }
  const declared = elementOf(inference.callResult({ kind: 'function', function: fixture }), node.isAsync);
  if (declared.kind !== 'unknown') return declared;
  const scope = definitionScope(node, parent);
  const yielded: Value[] = [];
  walkOwnBody(node, (inner) => {
    if (inner.kind === 'YieldFrom') yielded.push(unknown);
    if (inner.kind === 'Yield')
      yielded.push(inner.value === undefined ? unknown : inference.valueOf(inner.value, scope));
  });
  return unionOf(yielded);
}
