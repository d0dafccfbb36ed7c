/**
 * Which of Python's two forms the objects of libraries take, by the full name of their class: `with` or `async with`,
 * `for` or `async for`. A class that is in neither list may take anything.
 */

import { isSubclass } from './classes.ts';

/** What a construct accepts: only its plain form, only its asynchronous one, or nobody knows. */
export type ProtocolForm = 'plain' | 'async' | 'unknown';

const asyncManagers: ReadonlySet<string> = new Set(
  [
    'asyncio.Lock asyncio.Condition asyncio.Semaphore asyncio.TaskGroup asyncio.timeout asyncio.timeout_at asyncio.Server',
    'anyio.Lock anyio.Condition anyio.Semaphore anyio.CapacityLimiter anyio.abc.TaskGroup anyio.abc.SocketStream',
    'trio.Lock trio.StrictFIFOLock trio.Condition trio.Semaphore trio.CapacityLimiter trio.SocketStream',
    'aiohttp.ClientSession aiohttp.ClientResponse httpx.AsyncClient contextlib.AsyncExitStack',
    'sqlalchemy.ext.asyncio.AsyncSession sqlalchemy.ext.asyncio.AsyncConnection',
    'aiosqlite.Connection aiosqlite.Cursor psycopg.AsyncConnection psycopg.AsyncCursor',
  ]
    .join(' ')
    .split(' '),
);

const plainManagers: ReadonlySet<string> = new Set(
  [
    'threading.Lock threading.Condition threading.Semaphore contextlib.ExitStack contextlib.suppress',
    'contextlib.redirect_stdout contextlib.redirect_stderr concurrent.futures.Executor tempfile.TemporaryDirectory',
    'io.TextIOWrapper io.BufferedReader io.BufferedWriter io.BufferedRandom zipfile.ZipFile tarfile.TarFile',
    'sqlite3.Connection socket.socket requests.Session requests.Response httpx.Client subprocess.Popen asyncio.Runner',
    'anyio.CancelScope trio.CancelScope',
  ]
    .join(' ')
    .split(' '),
);

const asyncIterables: ReadonlySet<string> = new Set([
  'asyncio.StreamReader',
  'aiohttp.StreamReader',
  'aiohttp.ClientWebSocketResponse',
  'aiohttp.web.WebSocketResponse',
  'aiofiles.threadpool.AsyncFile',
  'typing.AsyncGenerator',
  'typing.AsyncIterable',
  'typing.AsyncIterator',
]);

const plainIterables: ReadonlySet<string> = new Set([
  'builtins.bytes',
  'builtins.dict',
  'builtins.frozenset',
  'builtins.list',
  'builtins.range',
  'builtins.set',
  'builtins.str',
  'builtins.tuple',
  'collections.deque',
  'io.TextIOWrapper',
  'io.BufferedReader',
  'typing.Generator',
]);

export function managerFormOf(type: string): ProtocolForm {
  return formIn(type, plainManagers, asyncManagers);
}

export function iterableFormOf(type: string): ProtocolForm {
  return formIn(type, plainIterables, asyncIterables);
}

function formIn(type: string, plain: ReadonlySet<string>, async: ReadonlySet<string>): ProtocolForm {
  const holds = (types: ReadonlySet<string>) => types.has(type) || [...types].some((base) => isSubclass(type, base));
  if (holds(async)) return 'async';
  return holds(plain) ? 'plain' : 'unknown';
}
