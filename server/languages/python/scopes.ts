/** Scopes and what binds names in them, as Python sees them: by place in the text, whatever the order of execution. */

import type { Range } from '../../analysis/text.ts';
import { addition } from './containers.ts';
import type {
  Alias,
  Attribute,
  Call,
  ClassDef,
  DictComp,
  Expression,
  For,
  FunctionDef,
  GeneratorExp,
  Global,
  Import,
  ImportFrom,
  Lambda,
  ListComp,
  Module,
  Nonlocal,
  Parameter,
  Pattern,
  SetComp,
  Statement,
  With,
} from './parser/nodes.ts';
import { forEachChild, walk } from './parser/walk.ts';
import { isStatement } from './statements.ts';

export type ComprehensionNode = ListComp | SetComp | DictComp | GeneratorExp;
export type ScopeNode = Module | ClassDef | FunctionDef | Lambda | ComprehensionNode;

export interface Scope {
  readonly node: ScopeNode;
  readonly parent: Scope | undefined;
  /** The module's own scope. */
  readonly root: ModuleScope | undefined;
  readonly bindings: Map<string, Binding[]>;
  /** Names that `global` or `nonlocal` hand to a scope further out; most scopes have none. */
  readonly outer: Map<string, 'global' | 'nonlocal'> | undefined;
}

/** What only a module has. */
export interface ModuleScope {
  readonly path: string;
  readonly text: string;
  readonly scope: Scope;
  readonly scopes: Map<ScopeNode, Scope>;
  /** Whether it asks somewhere of what type something is. */
  readonly testsTypes: boolean;
  /** In source order. */
  readonly imports: (Import | ImportFrom)[];
  readonly starImports: ImportFrom[];
  /** `receiver.name = value` anywhere in the module. */
  readonly stores: AttributeStore[];
  readonly puts: Put[];
}

/** What is put into a container: `container[key] = value`, `container.append(value)`. */
export interface Put {
  readonly container: Expression;
  readonly value: Expression;
  /** Where in the value that stands, which is put there. */
  readonly path: TargetPath;
  readonly scope: Scope;
}

/** Where in a tuple of targets a name stands: `[1]` for `b` in `a, b = pair`; `'rest'` behind a starred target. */
export type TargetPath = readonly (number | 'rest')[];

/** How a name gets its value. `at` is the offset of the binding name. */
export type Binding = { readonly scope: Scope; readonly at: number } & BindingSource;

export type BindingSource =
  | { readonly kind: 'function'; readonly node: FunctionDef }
  | { readonly kind: 'class'; readonly node: ClassDef }
  /** `import a.b` binds `a`; `import a.b as c` binds `c` to `a.b`. */
  | { readonly kind: 'import'; readonly module: string; readonly alias: Alias }
  | { readonly kind: 'from-import'; readonly statement: ImportFrom; readonly imported: string }
  | { readonly kind: 'parameter'; readonly parameter: Parameter; readonly owner: FunctionDef | Lambda }
  | ValueSource
  /** `name: Type` without a value. */
  | { readonly kind: 'declaration'; readonly annotation: Expression }
  | { readonly kind: 'type-alias'; readonly value: Expression }
  /** Bound to something we do not follow. */
  | { readonly kind: 'opaque' };

/** `within` is the block that the binding is made for. */
export type ValueSource =
  | {
      readonly kind: 'value';
      readonly value: Expression;
      readonly path: TargetPath;
      readonly annotation?: Expression;
    }
  | {
      readonly kind: 'iteration';
      readonly iterable: Expression;
      readonly isAsync: boolean;
      readonly path: TargetPath;
      readonly within?: Range;
    }
  | {
      readonly kind: 'manager';
      readonly context: Expression;
      readonly isAsync: boolean;
      readonly path: TargetPath;
      readonly within?: Range;
    };

export interface AttributeStore {
  readonly receiver: Expression;
  readonly name: string;
  /** As of a name that is bound where the receiver is written. */
  readonly binding: Binding;
}

/** How the types are asked for that `types/narrowing.ts` knows. */
export const typeTest = 'isinstance(';

/** Finds the scopes and bindings of a module. */
export function bindModule(path: string, text: string, module: Module): ModuleScope {
  const scope: Mutable<Scope> = {
    node: module,
    parent: undefined,
    root: undefined,
    bindings: new Map(),
    outer: undefined,
  };
  const root: ModuleScope = {
    path,
    text,
    scope,
    scopes: new Map([[module, scope]]),
    testsTypes: text.includes(typeTest),
    imports: [],
    starImports: [],
    stores: [],
    puts: [],
  };
  scope.root = root;
  new Binder(root, text.includes(':=')).statements(module.body, scope);
  return root;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The scope of a lambda or comprehension, made when it is first asked for. */
export function expressionScope(node: Lambda | ComprehensionNode, parent: Scope): Scope {
  const known = parent.root?.scopes.get(node);
  if (known !== undefined) return known;
  const scope = childScope(node, parent);
  if (node.kind === 'Lambda') bindParameters(node, scope);
  else
    for (const generator of node.generators)
      bindTarget(generator.target, scope, {
        kind: 'iteration',
        iterable: generator.iterable,
        isAsync: generator.isAsync,
        path: [],
      });
  return scope;
}

/** The scope of a function or class, which exists once its module is bound. */
export function definitionScope(node: FunctionDef | ClassDef, parent: Scope): Scope {
  return parent.root?.scopes.get(node) ?? childScope(node, parent);
}

/** The scope in which a name that is used in `scope` is bound; `undefined` where nothing in the module binds it. */
export function scopeOfName(name: string, scope: Scope): Scope | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    // A class body's names are seen by its own statements only.
    if (current !== scope && current.node.kind === 'ClassDef') continue;
    const outer = current.outer?.get(name);
    if (outer === 'global') return current.root?.scope.bindings.has(name) ? current.root.scope : undefined;
    if (outer === 'nonlocal') continue;
    if (current.bindings.has(name)) return current;
  }
  return undefined;
}

/** The innermost function, lambda or module around a scope, the scope itself included. */
export function functionScopeOf(scope: Scope): Scope {
  let current = scope;
  while (current.parent !== undefined && !isFunctionLike(current.node)) current = current.parent;
  return current;
}

function isFunctionLike(node: ScopeNode): boolean {
  return node.kind === 'FunctionDef' || node.kind === 'Lambda' || node.kind === 'Module';
}

function childScope(node: ScopeNode, parent: Scope): Scope {
  const scope: Scope = { node, parent, root: parent.root, bindings: new Map(), outer: undefined };
  parent.root?.scopes.set(node, scope);
  return scope;
}

function bind(name: string, binding: Binding): void {
  if (name === '') return;
  const known = ownerOf(name, binding.scope).bindings;
  const same = known.get(name);
  if (same === undefined) known.set(name, [binding]);
  else same.push(binding);
}

/** The scope that gets a name which is bound in `scope`. */
function ownerOf(name: string, scope: Scope): Scope {
  const outer = scope.outer?.get(name);
  if (outer === undefined) return scope;
  if (outer === 'global') return scope.root?.scope ?? scope;
  for (let current = scope.parent; current !== undefined; current = current.parent)
    if (current.node.kind === 'FunctionDef' && current.bindings.has(name)) return current;
  return scope;
}

/** There are very many: one literal is made sooner than a copy. */
function bindingOf(source: ValueSource, scope: Scope, at: number): Binding {
  const { kind, path } = source;
  switch (kind) {
    case 'value':
      return { kind, value: source.value, path, annotation: source.annotation, scope, at };
    case 'iteration':
      return { kind, iterable: source.iterable, isAsync: source.isAsync, path, within: source.within, scope, at };
    case 'manager':
      return { kind, context: source.context, isAsync: source.isAsync, path, within: source.within, scope, at };
  }
}

function handOut(scope: Mutable<Scope>, { kind, names }: Global | Nonlocal): void {
  scope.outer ??= new Map();
  for (const { text } of names) scope.outer.set(text, kind === 'Global' ? 'global' : 'nonlocal');
}

function opaque(scope: Scope, { start }: { readonly start: number }): Binding {
  return { kind: 'opaque', scope, at: start };
}

function storeOf({ value: receiver, name }: Attribute, binding: Binding): AttributeStore {
  return { receiver, name, binding };
}

function bindParameters(owner: FunctionDef | Lambda, scope: Scope): void {
  for (const parameter of owner.parameters)
    bind(parameter.name, { kind: 'parameter', parameter, owner, scope, at: parameter.nameRange.start });
}

function bindTarget(target: Expression, scope: Scope, source: ValueSource): void {
  switch (target.kind) {
    case 'Name':
      bind(target.name, bindingOf(source, scope, target.start));
      return;
    case 'Tuple':
    case 'List': {
      let isBehindStar = false;
      target.elements.forEach((element, index) => {
        bindTarget(element, scope, { ...source, path: [...source.path, isBehindStar ? 'rest' : index] });
        isBehindStar ||= element.kind === 'Starred';
      });
      return;
    }
    case 'Starred':
      if (target.value.kind === 'Name') bind(target.value.name, opaque(scope, target.value));
      return;
    case 'Attribute':
      scope.root?.stores.push(storeOf(target, bindingOf(source, scope, target.value.start)));
      return;
    case 'Subscript':
      if (source.kind === 'value')
        scope.root?.puts.push({ container: target.value, value: source.value, path: source.path, scope });
      return;
    default:
      return;
  }
}

function put(call: Call, scope: Scope): void {
  const added = addition(call);
  if (added !== undefined) scope.root?.puts.push({ ...added, path: [], scope });
}

class Binder {
  private readonly root: ModuleScope;
  private readonly hasWalrus: boolean;

  constructor(root: ModuleScope, hasWalrus: boolean) {
    this.root = root;
    this.hasWalrus = hasWalrus;
  }

  statements(statements: readonly Statement[], scope: Scope): void {
    for (const statement of statements) this.statement(statement, scope);
  }

  private statement(statement: Statement, scope: Scope): void {
    if (this.hasWalrus) this.assignmentExpressions(statement, scope);
    switch (statement.kind) {
      case 'FunctionDef':
        bind(statement.name, { kind: 'function', node: statement, scope, at: statement.nameRange.start });
        this.functionBody(statement, scope);
        return;
      case 'ClassDef':
        bind(statement.name, { kind: 'class', node: statement, scope, at: statement.nameRange.start });
        this.statements(statement.body, childScope(statement, scope));
        return;
      case 'Import':
        this.root.imports.push(statement);
        for (const alias of statement.names) {
          const module = alias.asName === undefined ? (alias.name.split('.', 1)[0] ?? '') : alias.name;
          bind(alias.asName?.text ?? module, { kind: 'import', module, alias, scope, at: alias.start });
        }
        return;
      case 'ImportFrom':
        this.root.imports.push(statement);
        for (const alias of statement.names) {
          if (alias.name === '*') this.root.starImports.push(statement);
          else
            bind(alias.asName?.text ?? alias.name, {
              kind: 'from-import',
              statement,
              imported: alias.name,
              scope,
              at: alias.start,
            });
        }
        return;
      case 'Assign':
        for (const target of statement.targets)
          bindTarget(target, scope, { kind: 'value', value: statement.value, path: [] });
        return;
      case 'AnnAssign':
        this.annotatedAssignment(statement.target, statement.annotation, statement.value, scope);
        return;
      case 'Expr':
        if (statement.value.kind === 'Call') put(statement.value, scope);
        return;
      case 'AugAssign':
        if (statement.target.kind === 'Name') bind(statement.target.name, opaque(scope, statement.target));
        return;
      case 'Delete':
        for (const target of statement.targets) if (target.kind === 'Name') bind(target.name, opaque(scope, target));
        return;
      case 'TypeAlias':
        bind(statement.name, { kind: 'type-alias', value: statement.value, scope, at: statement.nameRange.start });
        return;
      case 'For':
        bindTarget(statement.target, scope, {
          kind: 'iteration',
          iterable: statement.iterable,
          isAsync: statement.isAsync,
          path: [],
          within: blockRange(statement),
        });
        this.statements(statement.body, scope);
        this.statements(statement.orelse, scope);
        return;
      case 'While':
      case 'If':
        this.statements(statement.body, scope);
        this.statements(statement.orelse, scope);
        return;
      case 'With':
        for (const item of statement.items)
          if (item.target !== undefined)
            bindTarget(item.target, scope, {
              kind: 'manager',
              context: item.context,
              isAsync: statement.isAsync,
              path: [],
              within: blockRange(statement),
            });
        this.statements(statement.body, scope);
        return;
      case 'Match':
        for (const matchCase of statement.cases) {
          bindPattern(matchCase.pattern, scope);
          this.statements(matchCase.body, scope);
        }
        return;
      case 'Try':
        this.statements(statement.body, scope);
        for (const handler of statement.handlers) {
          if (handler.name !== undefined) bind(handler.name.text, opaque(scope, handler.name));
          this.statements(handler.body, scope);
        }
        this.statements(statement.orelse, scope);
        this.statements(statement.finalbody, scope);
        return;
      case 'Global':
      case 'Nonlocal':
        handOut(scope, statement);
        return;
      default:
        return;
    }
  }

  private functionBody(node: FunctionDef, parent: Scope): void {
    const scope = childScope(node, parent);
    for (const parameter of node.typeParameters) bind(parameter.name, opaque(scope, parameter.nameRange));
    bindParameters(node, scope);
    this.statements(node.body, scope);
  }

  private annotatedAssignment(
    target: Expression,
    annotation: Expression,
    value: Expression | undefined,
    scope: Scope,
  ): void {
    const binding = (at: number): Binding =>
      value === undefined
        ? { kind: 'declaration', annotation, scope, at }
        : { kind: 'value', value, path: [], annotation, scope, at };
    if (target.kind === 'Name') bind(target.name, binding(target.start));
    else if (target.kind === 'Attribute') this.root.stores.push(storeOf(target, binding(target.value.start)));
  }

  /** `name := value` binds in the function around it, even from within a comprehension. */
  private assignmentExpressions(statement: Statement, scope: Scope): void {
    forEachChild(statement, (child) => {
      walk(child, (node) => {
        if (isStatement(node.kind) || node.kind === 'Lambda') return false;
        if (node.kind === 'NamedExpr') bindTarget(node.target, scope, { kind: 'value', value: node.value, path: [] });
        return true;
      });
    });
  }
}

function blockRange(statement: For | With): Range {
  return { start: statement.colon, end: statement.body.at(-1)?.end ?? statement.colon };
}

function bindPattern(pattern: Pattern, scope: Scope): void {
  walk(pattern, (node) => {
    if ((node.kind === 'MatchAs' || node.kind === 'MatchStar') && node.name !== undefined)
      bind(node.name.text, opaque(scope, node.name));
    if (node.kind === 'MatchMapping' && node.rest !== undefined) bind(node.rest.text, opaque(scope, node.rest));
  });
}
