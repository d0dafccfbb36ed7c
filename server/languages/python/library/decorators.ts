/** What decorators of libraries make of a function, by full name. A decorator that is not here may do anything. */

/**
 * `same`: calling the result is calling the function. `coroutine`: calling it gives a coroutine. `value`: the name is an
 * attribute. `cached-value`: the same, kept. `manager` and `async-manager`: calling it gives a context manager around
 * what the function yields. `plain`: calling it gives no awaitable, whatever the function was.
 */
export type DecoratorEffect =
  | 'same'
  | 'static'
  | 'class'
  | 'value'
  | 'coroutine'
  | 'manager'
  | 'async-manager'
  | 'overload'
  | 'plain'
  | 'replaced';

const effects: Readonly<Record<string, DecoratorEffect>> = {
  'abc.abstractclassmethod': 'class',
  'abc.abstractmethod': 'same',
  'abc.abstractproperty': 'value',
  'abc.abstractstaticmethod': 'static',
  'asgiref.sync.async_to_sync': 'plain',
  'asgiref.sync.sync_to_async': 'coroutine',
  'asyncio.coroutine': 'coroutine',
  'async_lru.alru_cache': 'coroutine',
  'atexit.register': 'same',
  'builtins.classmethod': 'class',
  'builtins.property': 'value',
  'builtins.staticmethod': 'static',
  'contextlib.asynccontextmanager': 'async-manager',
  'contextlib.contextmanager': 'manager',
  'functools.cache': 'same',
  'functools.cached_property': 'value',
  'functools.lru_cache': 'same',
  'functools.wraps': 'same',
  'pytest.fixture': 'replaced',
  'pytest_asyncio.fixture': 'replaced',
  'types.coroutine': 'coroutine',
  'typing.final': 'same',
  'typing.no_type_check': 'same',
  'typing.overload': 'overload',
  'typing.override': 'same',
  'typing.runtime_checkable': 'same',
  'typing.deprecated': 'same',
  'unittest.expectedFailure': 'same',
  'unittest.mock.patch': 'same',
  'unittest.mock.patch.dict': 'same',
  'unittest.mock.patch.object': 'same',
  'unittest.skip': 'same',
  'unittest.skipIf': 'same',
  'unittest.skipUnless': 'same',
  'warnings.deprecated': 'same',
  'hypothesis.given': 'replaced',
  'tenacity.retry': 'same',
  'backoff.on_exception': 'same',
  'backoff.on_predicate': 'same',
};

/** Owners all of whose decorators register the function and give it back. */
const registries: readonly string[] = [
  'pytest.mark',
  'fastapi.FastAPI',
  'fastapi.APIRouter',
  'starlette.applications.Starlette',
  'starlette.routing.Router',
  'aiohttp.web.RouteTableDef',
  'sanic.Sanic',
  'sanic.Blueprint',
  'quart.Quart',
  'quart.Blueprint',
  'flask.Flask',
  'flask.Blueprint',
  'litestar',
];

/** The effect of a decorator, written with or without arguments; `undefined` where nobody knows. */
export function decoratorEffect(symbol: string): DecoratorEffect | undefined {
  if (Object.hasOwn(effects, symbol)) return effects[symbol];
  return registries.some((owner) => symbol.startsWith(`${owner}.`)) ? 'same' : undefined;
}
