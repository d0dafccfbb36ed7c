/** What calls into libraries give. */

import { awaitableKindOf, isEntered } from '../library/awaitables.ts';
import { isClass } from '../library/classes.ts';
import { fileOpeners, type ResultType, results } from '../library/results.ts';
import { isSynchronous } from '../library/standardLibrary.ts';
import type { Call, Expression } from '../parser/nodes.ts';
import type { Scope } from '../scopes.ts';
import type { Inference } from './inference.ts';
import { withFullName } from './installed.ts';
import { awaited, elementOf, entered } from './protocols.ts';
import { coroutineOf, instanceOf, listOf, plain, unknown, type Value } from './values.ts';

/** Where a call is written, so that its arguments can be looked at. */
export interface CallSite {
  readonly call: Call;
  readonly scope: Scope;
}

export function libraryCall(
  inference: Inference,
  symbol: string,
  receiver: Value | undefined,
  site: CallSite | undefined,
): Value {
  const argument = (index: number): Value => {
    const expression = positional(site, index);
    return expression === undefined || site === undefined ? unknown : inference.valueOf(expression, site.scope);
  };
  const special = specialResult(inference, symbol, receiver, argument, site);
  if (special !== undefined) return special;
  const type = results[symbol];
  const kind = awaitableKindOf(symbol);
  if (kind !== undefined) {
    const result = (): Value => {
      if (type !== undefined) return valueOfType(type);
      const given = awaitedByWrapper(inference, symbol, argument);
      return given.kind === 'unknown' ? awaited(inference, installedResult(inference, symbol) ?? unknown) : given;
    };
    return { kind: 'awaitable', awaitable: kind, evidence: 'definition', isEntered: isEntered(symbol), result };
  }
  if (type !== undefined) return valueOfType(type);
  if (isClass(symbol)) return instanceOf(symbol);
  return installedResult(inference, symbol) ?? (isSynchronous(symbol) ? plain : unknown);
}

function installedResult(inference: Inference, symbol: string): Value | undefined {
  const installed = inference.installed(symbol);
  return installed === undefined ? undefined : withFullName(inference, inference.callResult(installed));
}

export function valueOfType(type: ResultType): Value {
  if (typeof type === 'string') return instanceOf(type);
  if ('listOf' in type) return listOf(instanceOf(type.listOf));
  if ('tuple' in type) return { kind: 'tuple', items: type.tuple.map((item) => instanceOf(item)) };
  return { kind: 'manager', form: type.isAsync === true ? 'async' : 'plain', enters: () => instanceOf(type.manager) };
}

/** Calls that await their argument give what it gives. */
function awaitedByWrapper(inference: Inference, symbol: string, argument: (index: number) => Value): Value {
  switch (symbol) {
    case 'asyncio.wait_for':
    case 'asyncio.shield':
    case 'asyncio.create_task':
    case 'asyncio.ensure_future':
    case 'asyncio.AbstractEventLoop.create_task':
    case 'asyncio.TaskGroup.create_task':
      return awaited(inference, argument(0));
    default:
      return unknown;
  }
}

function specialResult(
  inference: Inference,
  symbol: string,
  receiver: Value | undefined,
  argument: (index: number) => Value,
  site: CallSite | undefined,
): Value | undefined {
  if (fileOpeners.has(symbol)) return instanceOf(fileType(symbol, site));
  if (receiver?.kind === 'library-instance') {
    const inner = containerResult(symbol, receiver.arguments);
    if (inner !== undefined) return inner;
  }
  switch (symbol) {
    case 'typing.cast':
      return castResult(inference, site);
    // The class of the sessions may be another, mostly `AsyncSession`.
    case 'sqlalchemy.orm.sessionmaker':
      return named(site, 'class_') === undefined ? undefined : unknown;
    case 'functools.partial': {
      const callee = argument(0);
      return { kind: 'callable', returns: () => inference.callResult(callee) };
    }
    case 'aiofiles.os.wrap':
    case 'aiofiles.ospath.wrap':
      return { kind: 'callable', returns: () => coroutineOf(() => plain) };
    case 'builtins.list':
    case 'builtins.sorted':
    case 'builtins.reversed':
    case 'builtins.iter':
    case 'builtins.filter':
    case 'itertools.chain.from_iterable':
    case 'itertools.islice':
    case 'builtins.tuple':
    case 'builtins.set':
    case 'collections.deque':
      return listOf(elementOf(argument(symbol === 'builtins.filter' ? 1 : 0), false));
    case 'builtins.enumerate':
      return listOf({ kind: 'tuple', items: [instanceOf('builtins.int'), elementOf(argument(0), false)] });
    case 'builtins.zip':
      return listOf({
        kind: 'tuple',
        items: (site?.call.arguments ?? []).map((_, index) => elementOf(argument(index), false)),
      });
    case 'builtins.map':
      return listOf(inference.callResult(argument(0)));
    case 'builtins.next':
      return elementOf(argument(0), false);
    case 'types.MethodType':
    case 'copy.copy':
    case 'copy.deepcopy':
    case 'typing.assert_type':
      return argument(0);
    case 'asyncio.run':
    case 'asyncio.Runner.run':
    case 'asyncio.AbstractEventLoop.run_until_complete':
      return awaited(inference, argument(0));
    case 'contextlib.closing':
      return { kind: 'manager', form: 'plain', enters: () => argument(0) };
    case 'contextlib.nullcontext':
      return { kind: 'manager', form: 'either', enters: () => argument(0) };
    case 'contextlib.aclosing':
      return { kind: 'manager', form: 'async', enters: () => argument(0) };
    case 'contextlib.ExitStack.enter_context':
    case 'contextlib.AsyncExitStack.enter_context':
      return entered(inference, argument(0), false);
    case 'contextlib.AsyncExitStack.enter_async_context':
      return coroutineOf(() => entered(inference, argument(0), true));
    default:
      return calledBack.has(symbol) ? plain : undefined;
  }
}

/** Functions of the async libraries that give nothing to await; those of the standard library are in its stubs. */
const calledBack: ReadonlySet<string> = new Set([
  'asyncio.set_event_loop',
  'asyncio.iscoroutine',
  'asyncio.iscoroutinefunction',
  'anyio.abc.TaskGroup.start_soon',
  'trio.Nursery.start_soon',
  'anyio.Event.set',
  'trio.Event.set',
]);

function containerResult(symbol: string, parameters: readonly Value[]): Value | undefined {
  const [first = unknown, second = unknown] = parameters;
  switch (symbol) {
    case 'builtins.dict.get':
    case 'builtins.dict.pop':
    case 'builtins.dict.setdefault':
      return second;
    case 'builtins.dict.values':
      return listOf(second);
    case 'builtins.dict.keys':
      return listOf(first);
    case 'builtins.dict.items':
      return listOf({ kind: 'tuple', items: [first, second] });
    case 'builtins.list.pop':
    case 'builtins.set.pop':
    case 'collections.deque.pop':
    case 'collections.deque.popleft':
    case 'contextvars.ContextVar.get':
    case 'asyncio.Queue.get_nowait':
    case 'queue.Queue.get':
    case 'queue.Queue.get_nowait':
      return first;
    case 'builtins.list.copy':
    case 'builtins.set.copy':
      return listOf(first);
    case 'builtins.dict.copy':
      return instanceOf('builtins.dict', first, second);
    default:
      return undefined;
  }
}

function castResult(inference: Inference, site: CallSite | undefined): Value {
  const type = positional(site, 0);
  return type === undefined || site === undefined ? unknown : inference.annotation(type, site.scope);
}

/** The file object that a mode asks for; a mode we cannot read leaves the usual one. */
function fileType(symbol: string, site: CallSite | undefined): string {
  const position = symbol === 'pathlib.Path.open' || symbol.startsWith('tempfile.') ? 0 : 1;
  const given = named(site, 'mode') ?? positional(site, position);
  const defaultMode = /^(gzip|bz2|lzma|tempfile)\./.test(symbol) ? 'rb' : 'r';
  const text = site?.scope.root?.text ?? '';
  const mode = given?.kind === 'String' ? text.slice(given.start, given.end) : defaultMode;
  if (!mode.includes('b')) return 'io.TextIOWrapper';
  if (mode.includes('+')) return 'io.BufferedRandom';
  return /[wax]/.test(mode) ? 'io.BufferedWriter' : 'io.BufferedReader';
}

function positional(site: CallSite | undefined, index: number): Expression | undefined {
  const given = site?.call.arguments ?? [];
  const before = given.slice(0, index + 1);
  const argument = given[index];
  if (argument === undefined || argument.kind === 'Keyword') return undefined;
  return before.some((each) => each.kind === 'Starred') ? undefined : argument;
}

function named(site: CallSite | undefined, name: string): Expression | undefined {
  for (const argument of site?.call.arguments ?? [])
    if (argument.kind === 'Keyword' && argument.name?.text === name) return argument.value;
  return undefined;
}
