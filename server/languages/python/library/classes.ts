/** Classes of libraries: which names are classes, whose members they share, and what entering them gives. */

import { awaitableKindOf, ownersOfAwaitables } from './awaitables.ts';
import { attributes, results } from './results.ts';

/** Classes whose members are documented at another one: `queue.LifoQueue.get` is called `queue.Queue.get`. */
const bases: Readonly<Record<string, string>> = {
  'asyncio.BoundedSemaphore': 'asyncio.Semaphore',
  'asyncio.LifoQueue': 'asyncio.Queue',
  'asyncio.PriorityQueue': 'asyncio.Queue',
  'asyncio.Task': 'asyncio.Future',
  'asyncio.SelectorEventLoop': 'asyncio.AbstractEventLoop',
  'asyncio.ProactorEventLoop': 'asyncio.AbstractEventLoop',
  'async_upnp_client.profiles.dlna.DmrDevice': 'async_upnp_client.profiles.profile.UpnpProfileDevice',
  'asyncpg.pool.PoolConnectionProxy': 'asyncpg.Connection',
  'aiohttp.web.Response': 'aiohttp.web.StreamResponse',
  'anyio.abc.SocketStream': 'anyio.abc.ByteStream',
  'concurrent.futures.ProcessPoolExecutor': 'concurrent.futures.Executor',
  'concurrent.futures.ThreadPoolExecutor': 'concurrent.futures.Executor',
  ...Object.fromEntries(
    ['ext.commands.Context', 'TextChannel', 'VoiceChannel', 'Thread', 'DMChannel', 'Member', 'User'].map((name) => [
      `discord.${name}`,
      'discord.abc.Messageable',
    ]),
  ),
  'discord.ext.commands.AutoShardedBot': 'discord.Client',
  'discord.ext.commands.Bot': 'discord.Client',
  'http.client.HTTPSConnection': 'http.client.HTTPConnection',
  'io.FileIO': 'io.BufferedReader',
  'multiprocessing.JoinableQueue': 'multiprocessing.Queue',
  'queue.LifoQueue': 'queue.Queue',
  'queue.PriorityQueue': 'queue.Queue',
  'queue.SimpleQueue': 'queue.Queue',
  'redis.client.Pipeline': 'redis.Redis',
  'redis.asyncio.client.Pipeline': 'redis.asyncio.Redis',
  'sqlalchemy.orm.scoped_session': 'sqlalchemy.orm.Session',
  'threading.BoundedSemaphore': 'threading.Semaphore',
  'threading.RLock': 'threading.Lock',
  'threading.Timer': 'threading.Thread',
  'urllib3.ProxyManager': 'urllib3.PoolManager',
};

/** Methods that a class overrides although it shares the others with its base. */
const own: ReadonlySet<string> = new Set([
  'redis.asyncio.client.Pipeline.execute',
  'redis.asyncio.client.Pipeline.reset',
  'redis.asyncio.client.Pipeline.watch',
  'redis.asyncio.client.Pipeline.unwatch',
]);

/** Commands on a pipeline are queued and give the pipeline, so its shared members are no coroutines. */
const queueing: ReadonlySet<string> = new Set(['redis.asyncio.client.Pipeline']);

/** The full name under which a member of a class is documented. */
export function memberSymbol(type: string, member: string): string {
  const name = `${type}.${member}`;
  if (own.has(name) || queueing.has(type) || awaitableKindOf(name) !== undefined) return name;
  const base = bases[type];
  return base === undefined ? name : memberSymbol(base, member);
}

/** Whether a class is another one or shares its members. */
export function isSubclass(type: string, base: string): boolean {
  for (let current: string | undefined = type; current !== undefined; current = bases[current])
    if (current === base) return true;
  return false;
}

/** Classes in lower case, and functions that make an instance named after themselves. */
const lowerCaseClasses: ReadonlySet<string> = new Set([
  'socket.socket',
  'asyncio.timeout',
  'asyncio.timeout_at',
  'builtins.bytearray',
  'builtins.bytes',
  'builtins.str',
  'builtins.int',
  'builtins.float',
  'builtins.bool',
  'builtins.object',
  'builtins.complex',
  'select.epoll',
  'select.kqueue',
  'collections.deque',
  'collections.defaultdict',
  'sqlalchemy.orm.sessionmaker',
  'sqlalchemy.orm.scoped_session',
  'sqlalchemy.ext.asyncio.async_sessionmaker',
  'datetime.datetime',
  'datetime.date',
  'datetime.timedelta',
]);

/** Names in capitals that are no classes. */
const notClasses = /(^|\.)[A-Z0-9_]+$/;

/**
 * Whether calling the symbol makes an instance of it. Libraries write classes in capitals; what we have in a table is
 * known whatever its spelling.
 */
export function isClass(symbol: string): boolean {
  let is = known.get(symbol);
  if (is === undefined) {
    is = looksLikeClass(symbol);
    known.set(symbol, is);
  }
  return is;
}

/** The same names are asked about again and again. */
const known = new Map<string, boolean>();

function looksLikeClass(symbol: string): boolean {
  if (lowerCaseClasses.has(symbol) || knownClasses.has(symbol)) return true;
  if (results[symbol] !== undefined || awaitableKindOf(symbol) !== undefined) return false;
  const last = symbol.slice(symbol.lastIndexOf('.') + 1);
  return /^_?[A-Z]/.test(last) && (!notClasses.test(symbol) || shouting.has(symbol));
}

/** Classes written in capitals throughout. */
const shouting: ReadonlySet<string> = new Set([
  'smtplib.SMTP',
  'smtplib.SMTP_SSL',
  'ftplib.FTP',
  'ftplib.FTP_TLS',
  'imaplib.IMAP4',
  'imaplib.IMAP4_SSL',
  'poplib.POP3',
  'poplib.POP3_SSL',
]);

/** Classes that the tables mention as owners of members. */
const knownClasses: ReadonlySet<string> = new Set(
  [
    ...ownersOfAwaitables(),
    ...[...Object.keys(results), ...Object.keys(attributes)].map(ownerOf),
    ...Object.values(bases),
    ...Object.keys(bases),
  ].filter((owner) => /(^|\.)_?[A-Z][A-Za-z0-9]*$/.test(owner) || lowerCaseClasses.has(owner)),
);

function ownerOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}

/** Types of values that can never be awaited, whatever is done to them. */
export const plainTypes: ReadonlySet<string> = new Set([
  'builtins.str',
  'builtins.bytes',
  'builtins.int',
  'builtins.float',
  'builtins.bool',
  'builtins.complex',
  'builtins.list',
  'builtins.dict',
  'builtins.set',
  'builtins.frozenset',
  'builtins.tuple',
  'builtins.bytearray',
  'builtins.range',
]);
