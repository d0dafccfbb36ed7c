/** Places whose declared type says that an awaitable is a mistake there: arguments, returned values, variables. */

import { givenBy } from './arguments.ts';
import type { MisuseUse } from '../../facts/facts.ts';
import type { Analysed, CallDraft, PlainUse } from './drafts.ts';
import { isClass } from './library/classes.ts';
import { decoratorEffect } from './library/decorators.ts';
import { isStandardLibrary, isSynchronous } from './library/standardLibrary.ts';
import type { Argument, Call, Expression, Name, Parameter } from './parser/nodes.ts';
import { definitionScope, functionScopeOf, type Scope } from './scopes.ts';
import { objectOf } from './types/classes.ts';
import { fieldFor } from './types/fields.ts';
import type { Inference } from './types/inference.ts';
import { alternatives, awaitableFact, type FunctionSymbol, type Value } from './types/values.ts';

/** Arguments of calls that want values: by the callee's full name, or by the types of its parameters. */
export function argumentsThatWantValues({ calls, inference }: Analysed): readonly PlainUse[] {
  const uses: PlainUse[] = [];
  for (const draft of calls) {
    const { fact, node, place } = draft;
    // Few arguments are coroutines; of all other calls nobody need know what they reach.
    if (!givesAwaitable(inference, node, place.scope)) continue;
    if (fact.symbol === 'builtins.isinstance') {
      uses.push(...checkedKind(draft, inference));
      continue;
    }
    const use = fact.symbol === undefined ? undefined : useOfArguments(fact.symbol);
    for (const [index, argument] of node.arguments.entries()) {
      const expression = givenBy(argument);
      if (!isAwaitable(inference, expression, place.scope)) continue;
      if (use !== undefined) {
        if (argument.kind !== 'Keyword') uses.push({ expression, use, place });
        continue;
      }
      if (wantsValue(inference, draft, argument, index)) uses.push({ expression, use: 'argument', place });
    }
  }
  return uses;
}

function givesAwaitable(inference: Inference, call: Call, scope: Scope): boolean {
  for (const argument of call.arguments) if (isAwaitable(inference, givenBy(argument), scope)) return true;
  return false;
}

/** A call, or a variable that its function gives the result of one: nothing else is reported. */
export function mayBeCoroutine(inference: Inference, expression: Expression, scope: Scope): expression is Call | Name {
  if (expression.kind === 'Call') return true;
  if (expression.kind !== 'Name') return false;
  const own = functionScopeOf(scope);
  for (const binding of inference.bindingsOf(expression.name, scope))
    if (binding.kind === 'value' && binding.value.kind === 'Call' && binding.scope === own) return true;
  return false;
}

function isAwaitable(inference: Inference, expression: Expression, scope: Scope): expression is Call | Name {
  return (
    mayBeCoroutine(inference, expression, scope) &&
    awaitableFact(inference.valueOf(expression, scope)).awaitability === 'always'
  );
}

/** `isinstance(value, Order)`, which no coroutine is. */
function checkedKind({ node, place }: CallDraft, inference: Inference): readonly PlainUse[] {
  const [expression, types] = node.arguments;
  if (expression === undefined || types === undefined || types.kind === 'Keyword') return [];
  if (expression.kind === 'Keyword' || !isAwaitable(inference, expression, place.scope)) return [];
  const all = types.kind === 'Tuple' ? types.elements : [types];
  const isPlain = all.length > 0 && all.every((type) => isPlainType(inference, type, place.scope));
  return isPlain ? [{ expression, use: 'comparison', place }] : [];
}

/** Whether a declared type is one that no coroutine has. */
export function isPlainType(inference: Inference, annotation: Expression, scope: Scope): boolean {
  const value = inference.annotation(annotation, scope);
  const members = alternatives(value);
  return members.length > 0 && members.every(isPlainValue);
}

function isPlainValue(value: Value): boolean {
  switch (value.kind) {
    case 'plain':
    case 'tuple':
      return true;
    case 'instance':
      return value.awaitable?.awaitability === 'never' && !isProtocol(value.class.node.arguments);
    case 'library-instance':
      return awaitableFact(value).awaitability === 'never' || isPlainClass(value.type);
    default:
      return false;
  }
}

/** A class of the standard library that no async code has made, or one of a package whose name promises nothing. */
function isPlainClass(type: string): boolean {
  if (!isClass(type) || awaiting.test(type.slice(type.lastIndexOf('.') + 1))) return false;
  return !isStandardLibrary(type) || isSynchronous(type);
}

const awaiting = /await|coro|future|task|deferred|promise|callable|func|any|object|result|type|^T$/i;

/** A coroutine may have all that a protocol asks for. */
function isProtocol(bases: readonly Argument[]): boolean {
  return bases.some((base) => {
    const name = base.kind === 'Subscript' ? base.value : base;
    return (name.kind === 'Name' || name.kind === 'Attribute') && name.name === 'Protocol';
  });
}

function wantsValue(inference: Inference, { node, place }: CallDraft, argument: Argument, index: number): boolean {
  const [target, ...others] = alternatives(inference.valueOf(node.callee, place.scope));
  if (target === undefined || others.length > 0) return false;
  const called = target.kind === 'class' ? constructorOf(inference, target) : target;
  if (target.kind === 'class' && called?.kind !== 'function') {
    const isCounted = node.arguments.slice(0, index).every(({ kind }) => kind !== 'Starred');
    const field = isCounted ? fieldFor(inference, target.class, argument, index) : undefined;
    return field !== undefined && isPlainType(inference, field.annotation, field.scope);
  }
  if (called?.kind !== 'function') return false;
  const { parameters } = called.function.node;
  const parameter =
    argument.kind === 'Keyword'
      ? parameters.find(({ name, form }) => name === argument.name?.text && !isVariadic(form))
      : positional(inference, called, node, index);
  if (parameter?.annotation === undefined || isVariadic(parameter.form)) return false;
  return isPlainType(inference, parameter.annotation, definitionScope(called.function.node, called.function.parent));
}

function constructorOf(inference: Inference, value: Extract<Value, { kind: 'class' }>): Value {
  return inference.memberOf(objectOf(inference, value.class, 'definition'), '__init__');
}

function positional(
  inference: Inference,
  { function: symbol, receiver }: Extract<Value, { kind: 'function' }>,
  call: Call,
  index: number,
): Parameter | undefined {
  if (call.arguments.slice(0, index).some(({ kind }) => kind === 'Starred')) return undefined;
  const parameters = symbol.node.parameters.filter(({ form }) => form !== 'keyword-only');
  const before = parameters.slice(0, index + 1);
  if (before.some(({ form }) => isVariadic(form))) return undefined;
  return parameters[index + receivers(inference, symbol, receiver)];
}

/** How many parameters the object in front of the dot takes. */
function receivers(inference: Inference, { node, parent, owner }: FunctionSymbol, receiver: Value | undefined): number {
  if (owner === undefined || receiver === undefined) return 0;
  const effects = node.decorators.map((decorator) => {
    const value = inference.valueOf(decorator, parent);
    return value.kind === 'library' ? decoratorEffect(value.symbol) : undefined;
  });
  if (effects.includes('static')) return 0;
  return receiver.kind === 'class' && !effects.includes('class') ? 0 : 1;
}

function isVariadic(form: Parameter['form']): boolean {
  return form === 'items' || form === 'keywords';
}

function useOfArguments(symbol: string): MisuseUse | undefined {
  const use = wantsValues.get(symbol);
  if (use !== undefined) return use;
  if (assertions.test(symbol)) return 'comparison';
  return valueModules.has(symbol.slice(0, symbol.indexOf('.'))) ||
    serializers.test(symbol) ||
    /^builtins\.(?:str|bytes)\./.test(symbol)
    ? 'argument'
    : undefined;
}

/** Of `unittest`, apart from those that look at the kind of an object. */
const assertions =
  /^unittest\.(?:\w+\.)*assert(?:Not)?(?:Equal|AlmostEqual|True|False|In|Greater|GreaterEqual|Less|LessEqual|Regex|ListEqual|DictEqual|TupleEqual|SetEqual|SequenceEqual|CountEqual|IsNone|IsNotNone)$/;

/** Modules of the standard library whose functions calculate with what they are given, and keep none of it. */
const valueModules: ReadonlySet<string> = new Set(
  'base64 binascii bz2 csv datetime decimal fnmatch fractions glob gzip hashlib hmac html ipaddress json lzma math os re shlex shutil statistics struct textwrap urllib zlib'.split(
    ' ',
  ),
);

/** Of packages that write data as text or bytes. */
const serializers =
  /^(?:ujson|orjson|simplejson|rapidjson|msgpack|yaml|toml|tomli_w)\.(?:safe_)?(?:dumps?|packb?|encode)$/;

const wantsValues: ReadonlyMap<string, MisuseUse> = new Map([
  ...named('text', 'builtins.print builtins.str builtins.format builtins.ascii'),
  ...named(
    'argument',
    'builtins.len builtins.int builtins.float builtins.abs builtins.round builtins.ord builtins.chr',
  ),
  ...named('argument', 'builtins.bytes builtins.bytearray'),
  ...named('items', 'builtins.list builtins.tuple builtins.set builtins.frozenset builtins.dict builtins.sorted'),
  ...named('items', 'builtins.sum builtins.any builtins.all builtins.enumerate builtins.reversed builtins.iter'),
  ...named('condition', 'builtins.bool'),
]);

function named(use: MisuseUse, symbols: string): readonly (readonly [string, MisuseUse])[] {
  return symbols.split(' ').map((symbol) => [symbol, use]);
}
