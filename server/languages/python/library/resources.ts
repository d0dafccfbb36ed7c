/** What libraries open for whoever calls them: by what it is closed, how it is managed, and where that is documented. */

/** What a call gives that has to be closed. */
export interface Resource {
  /** As people write the call, or the class that it makes an object of. */
  readonly symbol: string;
  /** Whether it is there only when the call has been awaited. */
  readonly isAwaited: boolean;
  /** The members that close it, or hand it to something else. */
  readonly closers: ReadonlySet<string>;
  /** The members that give something which holds it, and may be all that is kept of it. */
  readonly keepers: ReadonlySet<string>;
  /** The members that give something which can be used only as long as it is open. */
  readonly lasting: ReadonlySet<string>;
  /** Keyword arguments that say that what has to be closed belongs to somebody else, or that nothing has to be. */
  readonly sharing: ReadonlySet<string>;
  readonly managing: Managing;
  /** A name for a variable that holds it. */
  readonly variable: string;
  /** Where it stands in the tuple that the call gives. */
  readonly position?: number;
  /** The page that tells to close it. */
  readonly page: string;
}

/** `call`: `async with` enters the call as it is, without `await`; `value`: what awaiting it gives. Else the lines that close it. */
export type Managing = 'call' | 'value' | readonly string[];

interface Group {
  /** Functions that are awaited, apart from classes and functions that give it at once. */
  readonly awaited?: string;
  readonly made?: string;
  readonly closers: string;
  readonly keepers?: string;
  /** Beside the keepers. */
  readonly lasting?: string;
  readonly sharing?: string;
  readonly managing: Managing;
  readonly variable: string;
  readonly position?: number;
  readonly page: string;
}

const groups: readonly Group[] = [
  {
    made: 'aiohttp.ClientSession',
    closers: 'close detach connector',
    keepers: 'ws_connect',
    lasting: 'get post put patch delete head options request',
    sharing: 'connector connector_owner',
    managing: 'value',
    variable: 'session',
    page: 'https://docs.aiohttp.org/en/stable/client_reference.html#aiohttp.ClientSession.close',
  },
  {
    made: 'httpx.AsyncClient',
    closers: 'aclose',
    keepers: 'stream',
    sharing: 'transport mounts app',
    managing: 'value',
    variable: 'client',
    page: 'https://www.python-httpx.org/async/#opening-and-closing-clients',
  },
  {
    made: 'redis.asyncio.Redis redis.asyncio.from_url redis.asyncio.Redis.from_url redis.asyncio.RedisCluster redis.asyncio.RedisCluster.from_url',
    closers: 'aclose close connection_pool',
    keepers: 'pubsub pipeline lock monitor client register_script',
    sharing: 'connection_pool',
    managing: 'value',
    variable: 'client',
    page: 'https://redis.readthedocs.io/en/stable/examples/asyncio_examples.html',
  },
  {
    awaited: 'asyncio.open_connection asyncio.open_unix_connection',
    closers: 'close transport',
    sharing: 'sock',
    managing: ['{name}.close()', 'await {name}.wait_closed()'],
    variable: 'writer',
    position: 1,
    page: 'https://docs.python.org/3/library/asyncio-stream.html#asyncio.StreamWriter.close',
  },
  {
    awaited: 'asyncpg.connect',
    closers: 'close terminate',
    keepers: 'cursor prepare',
    managing: ['await {name}.close()'],
    variable: 'connection',
    page: 'https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.connection.Connection.close',
  },
  {
    awaited: 'asyncpg.create_pool',
    closers: 'close terminate',
    keepers: 'acquire',
    managing: 'call',
    variable: 'pool',
    page: 'https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.pool.Pool.close',
  },
  {
    // It is given back by `pool.release(connection)`.
    awaited: 'asyncpg.Pool.acquire',
    closers: 'close terminate',
    keepers: 'cursor prepare',
    managing: 'call',
    variable: 'connection',
    page: 'https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.pool.Pool.release',
  },
  {
    awaited: 'aiosqlite.connect',
    closers: 'close',
    keepers: 'cursor execute executemany executescript',
    managing: 'call',
    variable: 'db',
    page: 'https://aiosqlite.omnilib.dev/en/stable/api.html#aiosqlite.Connection.close',
  },
  {
    awaited: 'aiomysql.connect aiopg.connect',
    closers: 'close ensure_closed',
    keepers: 'cursor',
    managing: 'call',
    variable: 'connection',
    page: 'https://aiomysql.readthedocs.io/en/stable/connection.html#Connection.close',
  },
  {
    awaited: 'aiomysql.create_pool aiopg.create_pool',
    closers: 'close terminate',
    keepers: 'acquire',
    managing: 'call',
    variable: 'pool',
    page: 'https://aiomysql.readthedocs.io/en/stable/pool.html#Pool.close',
  },
  {
    // `async with` would also commit.
    awaited: 'psycopg.AsyncConnection.connect',
    closers: 'close',
    keepers: 'cursor execute',
    managing: ['await {name}.close()'],
    variable: 'connection',
    page: 'https://www.psycopg.org/psycopg3/docs/api/connections.html#psycopg.Connection.close',
  },
  {
    awaited: 'sqlalchemy.ext.asyncio.AsyncEngine.connect',
    closers: 'close aclose invalidate',
    keepers: 'stream stream_scalars',
    managing: 'call',
    variable: 'connection',
    page: 'https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html#sqlalchemy.ext.asyncio.AsyncConnection.close',
  },
  {
    made: 'sqlalchemy.ext.asyncio.AsyncSession',
    closers: 'close aclose close_all invalidate',
    keepers: 'stream stream_scalars connection',
    managing: 'value',
    variable: 'session',
    page: 'https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html#sqlalchemy.ext.asyncio.AsyncSession.close',
  },
  {
    awaited: 'aiofiles.open',
    closers: 'close detach',
    managing: 'call',
    variable: 'file',
    page: 'https://github.com/Tinche/aiofiles#usage',
  },
  {
    awaited: 'anyio.open_file trio.open_file',
    closers: 'aclose close wrapped detach',
    managing: 'value',
    variable: 'file',
    page: 'https://anyio.readthedocs.io/en/stable/fileio.html',
  },
  {
    awaited:
      'anyio.connect_tcp anyio.connect_unix trio.open_tcp_stream trio.open_unix_socket trio.open_ssl_over_tcp_stream',
    closers: 'aclose',
    managing: 'value',
    variable: 'stream',
    page: 'https://anyio.readthedocs.io/en/stable/networking.html#working-with-tcp-sockets',
  },
  {
    awaited:
      'websockets.connect websockets.client.connect websockets.asyncio.client.connect websockets.legacy.client.connect',
    closers: 'close transport',
    managing: 'call',
    variable: 'websocket',
    page: 'https://websockets.readthedocs.io/en/stable/reference/asyncio/client.html#websockets.asyncio.client.connect',
  },
  {
    awaited: 'aio_pika.connect aio_pika.connect_robust',
    closers: 'close',
    keepers: 'channel',
    managing: 'value',
    variable: 'connection',
    page: 'https://docs.aio-pika.com/quick-start.html',
  },
  {
    awaited: 'asyncssh.connect',
    closers: 'close abort disconnect',
    keepers: 'create_process create_session start_sftp_client create_connection open_session',
    managing: 'call',
    variable: 'connection',
    page: 'https://asyncssh.readthedocs.io/en/stable/api.html#asyncssh.SSHClientConnection.close',
  },
  {
    awaited: 'nats.connect',
    closers: 'close drain',
    keepers: 'subscribe jetstream',
    managing: ['await {name}.close()'],
    variable: 'client',
    page: 'https://nats-io.github.io/nats.py/modules.html#nats.aio.client.Client.close',
  },
  {
    made: 'grpc.aio.insecure_channel grpc.aio.secure_channel',
    closers: 'close',
    managing: 'value',
    variable: 'channel',
    page: 'https://grpc.github.io/grpc/python/grpc_asyncio.html#grpc.aio.Channel.close',
  },
];

/** The resource that a call of `symbol` gives, which may be awaited or not. */
export function resourceOf(symbol: string): Resource | undefined {
  return resources.get(symbol);
}

/** Whether a call by this last name may give a resource. */
export function mayOpen(name: string): boolean {
  return lastNames.has(name);
}

const resources: ReadonlyMap<string, Resource> = new Map(
  groups.flatMap((group) => [...resourcesOf(group, group.made, false), ...resourcesOf(group, group.awaited, true)]),
);

function resourcesOf(
  { closers, keepers, lasting, sharing, managing, variable, position, page }: Group,
  symbols: string | undefined,
  isAwaited: boolean,
): readonly (readonly [string, Resource])[] {
  return [...wordsOf(symbols)].map((symbol) => [
    symbol,
    {
      symbol,
      isAwaited,
      closers: wordsOf(closers),
      keepers: wordsOf(keepers),
      lasting: new Set([...wordsOf(keepers), ...wordsOf(lasting)]),
      sharing: wordsOf(sharing),
      managing,
      variable,
      page,
      ...(position === undefined ? {} : { position }),
    },
  ]);
}

function wordsOf(text: string | undefined): ReadonlySet<string> {
  return new Set(text?.split(' '));
}

const lastNames: ReadonlySet<string> = new Set(
  [...resources.keys()].map((symbol) => symbol.slice(symbol.lastIndexOf('.') + 1)),
);
