/** Reads annotations as values: `Optional[Client]` is a client (or `None`), `Callable[..., Awaitable[T]]` is callable. */

import { awaitableTypes } from '../library/awaitables.ts';
import type { Argument, Expression, StringNode } from '../parser/nodes.ts';
import { parseExpression } from '../parser/parser.ts';
import type { Binding, Scope } from '../scopes.ts';
import { standardModuleOf } from '../standardStubs.ts';
import { objectOf } from './classes.ts';
import { elementsOf, substituted, variableNames } from './generics.ts';
import type { Inference } from './inference.ts';
import { elementOf } from './protocols.ts';
import {
  alternatives,
  type AwaitableValue,
  type ClassSymbol,
  instanceOf,
  library,
  listOf,
  none,
  plain,
  unionOf,
  unknown,
  type Value,
} from './values.ts';

export function annotationValue(inference: Inference, annotation: Expression, scope: Scope): Value {
  switch (annotation.kind) {
    case 'Constant':
      return annotation.value === 'None' ? none : unknown;
    case 'String': {
      const inner = quoted(annotation, scope);
      return inner === undefined ? unknown : inference.annotation(inner, scope);
    }
    case 'BinOp':
      return annotation.operator === '|'
        ? unionOf([inference.annotation(annotation.left, scope), inference.annotation(annotation.right, scope)])
        : unknown;
    case 'Name':
    case 'Attribute': {
      const alias = aliasOf(inference, annotation, scope);
      return alias ?? ofType(inference, inference.valueOf(annotation, scope), [], scope);
    }
    case 'Subscript': {
      const parameters = elementsOf(annotation.index);
      const alias = aliasOf(inference, annotation.value, scope);
      if (alias !== undefined) return withParameters(inference, alias, parameters, scope);
      return ofType(inference, inference.valueOf(annotation.value, scope), parameters, scope);
    }
    default:
      return unknown;
  }
}

/** `Handler = Callable[[Request], Awaitable[None]]` and `type Handler = …`, here or imported, where the name means nothing else. */
function aliasOf(inference: Inference, name: Expression, scope: Scope): Value | undefined {
  if (name.kind === 'Name')
    return (
      typeParameterNamed(inference, name.name, scope) ??
      aliasBoundBy(inference, inference.bindingsOf(name.name, scope), 0)
    );
  if (name.kind !== 'Attribute') return undefined;
  const owner = inference.valueOf(name.value, scope);
  if (owner.kind !== 'module') return undefined;
  return aliasBoundBy(inference, owner.module.names.scope.bindings.get(name.name) ?? [], 0);
}

/** `T` in `class Box[T]` and `def first[T](…)`. */
function typeParameterNamed(inference: Inference, name: string, scope: Scope): Value | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const { node } = current;
    if (node.kind !== 'ClassDef' && node.kind !== 'FunctionDef') continue;
    const parameter = node.typeParameters.find((each) => each.name === name && each.form === 'type');
    if (parameter !== undefined) return variable(inference, name, parameter.bound, current);
  }
  return undefined;
}

/** An alias is seldom handed on by more modules than these. */
const mostImports = 5;

function aliasBoundBy(inference: Inference, bindings: readonly Binding[], imports: number): Value | undefined {
  // `else: Handler = Any`, where types are checked, and not when the code runs.
  const [binding, ...others] = bindings.length > 1 ? bindings.filter((each) => !isAny(inference, each)) : bindings;
  if (binding === undefined || others.length > 0 || imports > mostImports) return undefined;
  if (binding.kind === 'type-alias') return inference.annotation(binding.value, binding.scope);
  if (binding.kind === 'from-import') {
    const { module, level } = binding.statement;
    const source = inference.reading.resolve(module, level, binding.scope.root?.path ?? '');
    if (source.kind !== 'module') return undefined;
    return aliasBoundBy(inference, source.module.names.scope.bindings.get(binding.imported) ?? [], imports + 1);
  }
  if (binding.kind !== 'value' || binding.path.length > 0) return undefined;
  if (binding.value.kind === 'Call')
    return madeByCall(inference, binding.value.callee, binding.value.arguments, binding.scope);
  return inference.annotation(binding.value, binding.scope);
}

function isAny(inference: Inference, binding: Binding): boolean {
  if (binding.kind !== 'value' || (binding.value.kind !== 'Name' && binding.value.kind !== 'Attribute')) return false;
  const value = inference.valueOf(binding.value, binding.scope);
  return value.kind === 'library' && value.symbol === 'typing.Any';
}

function madeByCall(inference: Inference, callee: Expression, given: readonly Argument[], scope: Scope): Value {
  const symbol = inference.valueOf(callee, scope);
  const base = given[1];
  // A TypeVar may be any subclass of its bound, and a NewType is its base at run time.
  if (symbol.kind === 'library' && symbol.symbol === 'typing.NewType' && isExpression(base))
    return inference.annotation(base, scope);
  if (symbol.kind !== 'library' || symbol.symbol !== 'typing.TypeVar') return unknown;
  const [name] = given;
  if (name?.kind !== 'String') return unknown;
  const bound = given.find((each) => each.kind === 'Keyword' && each.name?.text === 'bound');
  const text = scope.root?.text.slice(name.start, name.end).replaceAll(/["']/g, '') ?? '';
  return variable(inference, text, bound?.kind === 'Keyword' ? bound.value : undefined, scope);
}

function variable(inference: Inference, name: string, bound: Expression | undefined, scope: Scope): Value {
  return { kind: 'variable', name, bound: () => (bound === undefined ? unknown : inference.annotation(bound, scope)) };
}

/** `Handler[Request]` of `Handler = Callable[[T], Awaitable[T]]`. */
function withParameters(inference: Inference, alias: Value, parameters: readonly Expression[], scope: Scope): Value {
  const names = variableNames(alias);
  if (names.length === 0) return alias;
  const given = parameters.map((parameter) => inference.annotation(parameter, scope));
  return substituted(alias, new Map(names.map((name, index) => [name, given[index] ?? unknown])));
}

function isExpression(node: Argument | undefined): node is Expression {
  return node !== undefined && node.kind !== 'Keyword';
}

function quoted(annotation: StringNode, scope: Scope): Expression | undefined {
  const text = scope.root?.text ?? '';
  const source = text.slice(annotation.start, annotation.end);
  const match = /^[uU]?("""|'''|"|')/.exec(source);
  if (match === null) return undefined;
  const quote = match[1] ?? '';
  if (!source.endsWith(quote) || source.includes('\\')) return undefined;
  const inner = parseExpression(text, annotation.start + match[0].length, annotation.end - quote.length);
  return inner.errors.length > 0 ? undefined : inner.expression;
}

const wrappers: ReadonlySet<string> = new Set(
  'Annotated ClassVar Final Required NotRequired ReadOnly InitVar'.split(' ').map((name) => `typing.${name}`),
);

const lists: ReadonlySet<string> = new Set([
  ...'List Sequence MutableSequence Iterable Iterator Collection Set FrozenSet AbstractSet MutableSet Deque Reversible KeysView ValuesView'
    .split(' ')
    .map((name) => `typing.${name}`),
  'builtins.list',
  'builtins.set',
  'builtins.frozenset',
  'collections.deque',
]);

const mappings: ReadonlySet<string> = new Set([
  ...'Dict Mapping MutableMapping DefaultDict OrderedDict'.split(' ').map((name) => `typing.${name}`),
  'builtins.dict',
  'collections.OrderedDict',
  'collections.defaultdict',
  'weakref.WeakValueDictionary',
]);

const unreadable: ReadonlySet<string> = new Set(
  'Any Self TypeVar Generic Protocol ParamSpec Concatenate Never NoReturn'.split(' ').map((name) => `typing.${name}`),
);

function ofType(inference: Inference, type: Value, parameters: readonly Expression[], scope: Scope): Value {
  switch (type.kind) {
    case 'class': {
      const standard = standardName(type.class);
      return standard === undefined
        ? objectOf(
            inference,
            type.class,
            'declaration',
            parameters.map((each) => inference.annotation(each, scope)),
          )
        : ofLibraryType(inference, standard, parameters, scope);
    }
    case 'none':
      return none;
    case 'library':
      return ofLibraryType(inference, type.symbol, parameters, scope);
    default:
      return unknown;
  }
}

/** The full name of a class that a stub of the standard library mentions itself. */
function standardName({ node, parent }: ClassSymbol): string | undefined {
  const module = standardModuleOf(parent.root?.path ?? '');
  return module === undefined ? undefined : `${module}.${node.name}`;
}

function ofLibraryType(inference: Inference, symbol: string, parameters: readonly Expression[], scope: Scope): Value {
  const parameter = (index: number): Value => {
    const expression = parameters[index];
    return expression === undefined ? unknown : inference.annotation(expression, scope);
  };
  if (symbol === 'typing.Optional') return unionOf([parameter(0), none]);
  if (symbol === 'typing.Union')
    return unionOf(parameters.map((each, index) => typesMade(inference, each, scope) ?? parameter(index)));
  if (wrappers.has(symbol) || symbol === 'dataclasses.InitVar') return parameter(0);
  if (symbol === 'typing.Self') return selfOf(inference, scope);
  if (unreadable.has(symbol)) return unknown;
  if (lists.has(symbol)) return listOf(parameter(0));
  if (mappings.has(symbol)) return instanceOf('builtins.dict', parameter(0), parameter(1));
  if (symbol === 'typing.Literal' || symbol === 'typing.TypeGuard' || symbol === 'typing.TypeIs') return plain;
  if (symbol === 'builtins.tuple' || symbol === 'typing.Tuple') {
    const last = parameters.at(-1);
    if (last?.kind === 'Constant' && last.value === '...') return listOf(parameter(0));
    return parameters.length === 0
      ? instanceOf('builtins.tuple')
      : { kind: 'tuple', items: parameters.map((_, index) => parameter(index)) };
  }
  if (symbol === 'builtins.type' || symbol === 'typing.Type') return classOf(inference, parameters[0], scope);
  if (symbol === 'typing.Callable') return { kind: 'callable', returns: () => parameter(parameters.length - 1) };
  const awaitable = awaitableType(symbol, () => parameter(parameters.length - 1));
  if (awaitable !== undefined) return awaitable;
  if (symbol === 'contextlib.AbstractContextManager' || symbol === 'typing.ContextManager')
    return { kind: 'manager', form: 'plain', enters: () => parameter(0) };
  if (symbol === 'contextlib.AbstractAsyncContextManager' || symbol === 'typing.AsyncContextManager')
    return { kind: 'manager', form: 'async', enters: () => parameter(0) };
  return instanceOf(symbol, ...parameters.map((_, index) => parameter(index)));
}

/** `tuple(…)` in `Union[tuple(choices.values())]`: objects of the classes that it holds. */
function typesMade(inference: Inference, parameter: Expression, scope: Scope): Value | undefined {
  if (parameter.kind !== 'Call') return undefined;
  const types = alternatives(elementOf(inference.valueOf(parameter, scope), false));
  return unionOf(types.map((type) => ofType(inference, type, [], scope)));
}

/** `Coroutine[…, T]`, `Awaitable[T]`, `asyncio.Task[T]` and `asyncio.Future[T]`. */
function awaitableType(symbol: string, result: () => Value): AwaitableValue | undefined {
  const kind = awaitableTypes[symbol];
  return kind === undefined ? undefined : { kind: 'awaitable', awaitable: kind, evidence: 'declaration', result };
}

function classOf(inference: Inference, type: Expression | undefined, scope: Scope): Value {
  if (type === undefined) return unknown;
  const value = inference.valueOf(type, scope);
  return value.kind === 'class' ? value : value.kind === 'library' ? library(value.symbol) : unknown;
}

function selfOf(inference: Inference, scope: Scope): Value {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent)
    if (current.node.kind === 'ClassDef' && current.parent !== undefined)
      return objectOf(inference, inference.classSymbol(current.node, current.parent), 'declaration');
  return unknown;
}
