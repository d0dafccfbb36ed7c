/**
 * Calls of Python's standard library and of well-known packages that block the event loop. Left out on purpose: calls
 * that block for microseconds only (`os.getcwd`, pure path arithmetic), constructors of clients that connect later, reads
 * from file objects (whoever opened the file is reported), work whose cost depends on its input, and event loops
 * started inside another.
 */

import type { AsyncLibrary } from '../facts/facts.ts';
import type { BlockingKind } from './blockingCall.ts';

export interface PythonBlockingCall {
  readonly kind: BlockingKind;
  readonly rewrite: Rewrite;
  /** What to use instead, by library; a thread where it is left out. */
  readonly instead?: Readonly<Record<AsyncLibrary, string>>;
  /** What makes this call return at once. */
  readonly returnsAtOnce?:
    | 'zero-argument'
    | 'no-hang-option'
    | 'done-before'
    | 'items-there'
    | 'not-iterated'
    | 'non-blocking-socket';
}

/**
 * `direct`: the function of `instead` takes the same arguments. `thread`: the call may run in a worker thread as it
 * stands. `none`: its object belongs to the thread that made it, or lives on after the call.
 */
export type Rewrite = 'direct' | 'thread' | 'none';

interface Group extends PythonBlockingCall {
  /** Module or class. */
  readonly of: string;
  /** Space separated. */
  readonly names: string;
}

const same = (name: string): Readonly<Record<AsyncLibrary, string>> => ({ asyncio: name, anyio: name, trio: name });
const httpClient = same('httpx.AsyncClient');
const httpMethods = 'get post put patch delete head options request';
const asyncSql = same('sqlalchemy.ext.asyncio.AsyncSession');
const asyncPsycopg = same('psycopg.AsyncConnection');
const asyncRedis = { asyncio: 'redis.asyncio.Redis', anyio: 'redis.asyncio.Redis', trio: 'trio.to_thread.run_sync' };
const asyncMongo = same('pymongo.AsyncMongoClient');
const openFile = { asyncio: 'asyncio.to_thread', anyio: 'anyio.open_file', trio: 'trio.open_file' };
const synchronization = (name: string): Readonly<Record<AsyncLibrary, string>> => ({
  asyncio: `asyncio.${name}`,
  anyio: `anyio.${name}`,
  trio: `trio.${name}`,
});

const groups: readonly Group[] = [
  {
    of: 'time',
    names: 'sleep',
    kind: 'sleep',
    rewrite: 'direct',
    instead: { asyncio: 'asyncio.sleep', anyio: 'anyio.sleep', trio: 'trio.sleep' },
    returnsAtOnce: 'zero-argument',
  },

  { of: 'builtins', names: 'input', kind: 'input', rewrite: 'thread' },
  { of: 'getpass', names: 'getpass', kind: 'input', rewrite: 'thread' },
  { of: 'sys.stdin', names: 'read readline readlines', kind: 'input', rewrite: 'thread' },

  { of: 'requests', names: httpMethods, kind: 'network', rewrite: 'thread', instead: httpClient },
  { of: 'requests.Session', names: `${httpMethods} send`, kind: 'network', rewrite: 'thread', instead: httpClient },
  { of: 'httpx', names: httpMethods, kind: 'network', rewrite: 'thread', instead: httpClient },
  { of: 'httpx', names: 'stream', kind: 'network', rewrite: 'none', instead: httpClient },
  { of: 'httpx.Client', names: `${httpMethods} send`, kind: 'network', rewrite: 'thread', instead: httpClient },
  { of: 'httpx.Client', names: 'stream', kind: 'network', rewrite: 'none', instead: httpClient },
  { of: 'urllib.request', names: 'urlopen urlretrieve', kind: 'network', rewrite: 'thread', instead: httpClient },
  { of: 'urllib3', names: 'request', kind: 'network', rewrite: 'thread', instead: httpClient },
  { of: 'urllib3.PoolManager', names: 'request urlopen', kind: 'network', rewrite: 'thread', instead: httpClient },
  { of: 'urllib3.ProxyManager', names: 'request urlopen', kind: 'network', rewrite: 'thread', instead: httpClient },
  {
    of: 'urllib3.HTTPConnectionPool',
    names: 'request urlopen',
    kind: 'network',
    rewrite: 'thread',
    instead: httpClient,
  },
  {
    of: 'urllib3.HTTPSConnectionPool',
    names: 'request urlopen',
    kind: 'network',
    rewrite: 'thread',
    instead: httpClient,
  },
  {
    of: 'http.client.HTTPConnection',
    names: 'connect request getresponse',
    kind: 'network',
    rewrite: 'thread',
    instead: httpClient,
  },
  {
    of: 'http.client.HTTPSConnection',
    names: 'connect request getresponse',
    kind: 'network',
    rewrite: 'thread',
    instead: httpClient,
  },

  {
    of: 'socket',
    names: 'create_connection',
    kind: 'network',
    rewrite: 'none',
    instead: { asyncio: 'asyncio.open_connection', anyio: 'anyio.connect_tcp', trio: 'trio.open_tcp_stream' },
  },
  {
    of: 'socket',
    names: 'getaddrinfo',
    kind: 'network',
    rewrite: 'thread',
    instead: { asyncio: 'loop.getaddrinfo', anyio: 'anyio.getaddrinfo', trio: 'trio.socket.getaddrinfo' },
  },
  {
    of: 'socket',
    names: 'gethostbyname gethostbyname_ex gethostbyaddr getnameinfo getfqdn',
    kind: 'network',
    rewrite: 'thread',
  },
  {
    of: 'socket.socket',
    names: 'connect accept recv recv_into recvfrom recvfrom_into recvmsg sendall',
    kind: 'network',
    rewrite: 'none',
    instead: { asyncio: 'asyncio.open_connection', anyio: 'anyio.connect_tcp', trio: 'trio.open_tcp_stream' },
    returnsAtOnce: 'non-blocking-socket',
  },
  {
    of: 'select',
    names: 'select',
    kind: 'network',
    rewrite: 'thread',
    instead: { asyncio: 'loop.add_reader', anyio: 'anyio.wait_readable', trio: 'trio.lowlevel.wait_readable' },
    returnsAtOnce: 'zero-argument',
  },
  { of: 'smtplib', names: 'SMTP SMTP_SSL', kind: 'network', rewrite: 'thread', instead: same('aiosmtplib.SMTP') },
  { of: 'smtplib.SMTP', names: 'connect login sendmail send_message starttls', kind: 'network', rewrite: 'thread' },
  { of: 'smtplib.SMTP_SSL', names: 'connect login sendmail send_message', kind: 'network', rewrite: 'thread' },
  { of: 'ftplib.FTP', names: 'connect login retrbinary retrlines storbinary nlst', kind: 'network', rewrite: 'thread' },
  { of: 'imaplib', names: 'IMAP4 IMAP4_SSL', kind: 'network', rewrite: 'thread' },
  { of: 'imaplib.IMAP4', names: 'login select search fetch', kind: 'network', rewrite: 'thread' },
  { of: 'poplib', names: 'POP3 POP3_SSL', kind: 'network', rewrite: 'thread' },
  { of: 'paramiko.SSHClient', names: 'connect exec_command open_sftp', kind: 'network', rewrite: 'thread' },

  {
    of: 'subprocess',
    names: 'run call check_call check_output',
    kind: 'process',
    rewrite: 'thread',
    instead: subprocesses(),
  },
  { of: 'subprocess', names: 'getoutput getstatusoutput', kind: 'process', rewrite: 'thread', instead: subprocesses() },
  {
    of: 'subprocess.Popen',
    names: 'wait communicate',
    kind: 'process',
    rewrite: 'thread',
    returnsAtOnce: 'zero-argument',
  },
  { of: 'os', names: 'system', kind: 'process', rewrite: 'thread', instead: subprocesses('create_subprocess_shell') },
  { of: 'os', names: 'popen', kind: 'process', rewrite: 'none', instead: subprocesses('create_subprocess_shell') },
  {
    of: 'os',
    names: 'wait wait3 wait4 waitid waitpid',
    kind: 'process',
    rewrite: 'thread',
    returnsAtOnce: 'no-hang-option',
  },

  {
    of: 'sqlite3',
    names: 'connect',
    kind: 'database',
    rewrite: 'none',
    instead: same('aiosqlite.connect'),
  },
  {
    of: 'sqlite3.Connection',
    names: 'execute executemany executescript commit rollback backup',
    kind: 'database',
    rewrite: 'none',
    instead: same('aiosqlite'),
  },
  {
    of: 'sqlite3.Cursor',
    names: 'execute executemany executescript fetchone fetchmany fetchall',
    kind: 'database',
    rewrite: 'none',
    instead: same('aiosqlite'),
  },
  { of: 'psycopg2', names: 'connect', kind: 'database', rewrite: 'thread', instead: asyncPsycopg },
  {
    of: 'psycopg2.extensions.connection',
    names: 'commit rollback',
    kind: 'database',
    rewrite: 'thread',
    instead: asyncPsycopg,
  },
  {
    of: 'psycopg2.extensions.cursor',
    names: 'execute executemany callproc',
    kind: 'database',
    rewrite: 'thread',
    instead: asyncPsycopg,
  },
  { of: 'psycopg', names: 'connect', kind: 'database', rewrite: 'thread', instead: asyncPsycopg },
  {
    of: 'psycopg.Connection',
    names: 'connect execute commit rollback',
    kind: 'database',
    rewrite: 'thread',
    instead: asyncPsycopg,
  },
  {
    of: 'psycopg.Cursor',
    names: 'execute executemany fetchone fetchmany fetchall',
    kind: 'database',
    rewrite: 'thread',
    instead: asyncPsycopg,
  },
  { of: 'pymysql', names: 'connect', kind: 'database', rewrite: 'thread', instead: same('asyncmy.connect') },
  { of: 'pymysql.connections.Connection', names: 'query commit rollback', kind: 'database', rewrite: 'thread' },
  { of: 'pymysql.cursors.Cursor', names: 'execute executemany', kind: 'database', rewrite: 'thread' },
  { of: 'MySQLdb', names: 'connect', kind: 'database', rewrite: 'thread', instead: same('asyncmy.connect') },
  {
    of: 'mysql.connector',
    names: 'connect',
    kind: 'database',
    rewrite: 'thread',
    instead: same('mysql.connector.aio.connect'),
  },
  {
    of: 'pymongo.collection.Collection',
    names:
      'find_one insert_one insert_many update_one update_many replace_one delete_one delete_many bulk_write ' +
      'find_one_and_update find_one_and_replace find_one_and_delete count_documents estimated_document_count distinct ' +
      'aggregate create_index drop',
    kind: 'database',
    rewrite: 'thread',
    instead: asyncMongo,
  },
  {
    of: 'redis.Redis',
    names:
      'get set setex mget mset delete exists expire incr decr hget hset hgetall hmget hdel lpush rpush lpop rpop lrange ' +
      'llen blpop brpop sadd srem smembers sismember zadd zrange zrem publish keys ttl ping flushdb flushall xadd xread ' +
      'xreadgroup xack execute_command eval evalsha',
    kind: 'database',
    rewrite: 'thread',
    instead: asyncRedis,
  },
  { of: 'redis.client.Pipeline', names: 'execute', kind: 'database', rewrite: 'thread', instead: asyncRedis },
  { of: 'redis.client.PubSub', names: 'get_message', kind: 'database', rewrite: 'thread', instead: asyncRedis },
  {
    of: 'sqlalchemy.orm.Session',
    names: 'execute scalar scalars commit rollback flush refresh get merge',
    kind: 'database',
    rewrite: 'none',
    instead: asyncSql,
  },
  {
    of: 'sqlalchemy.engine.Connection',
    names: 'execute scalar scalars commit rollback',
    kind: 'database',
    rewrite: 'none',
    instead: same('sqlalchemy.ext.asyncio.AsyncConnection'),
  },
  {
    of: 'cassandra.cluster.Cluster',
    names: 'connect',
    kind: 'database',
    rewrite: 'thread',
  },
  { of: 'cassandra.cluster.Session', names: 'execute', kind: 'database', rewrite: 'thread' },
  { of: 'clickhouse_driver.Client', names: 'execute', kind: 'database', rewrite: 'thread' },

  { of: 'boto3', names: 'client resource', kind: 'sdk', rewrite: 'thread', instead: same('aiobotocore') },
  { of: 'pika', names: 'BlockingConnection', kind: 'sdk', rewrite: 'none', instead: same('aio_pika') },
  { of: 'kafka', names: 'KafkaConsumer KafkaProducer', kind: 'sdk', rewrite: 'thread', instead: same('aiokafka') },
  { of: 'kafka.KafkaConsumer', names: 'poll commit', kind: 'sdk', rewrite: 'thread', instead: same('aiokafka') },
  { of: 'kafka.KafkaProducer', names: 'flush', kind: 'sdk', rewrite: 'thread', instead: same('aiokafka') },
  {
    of: 'confluent_kafka.Consumer',
    names: 'poll consume commit',
    kind: 'sdk',
    rewrite: 'thread',
    instead: same('aiokafka'),
    returnsAtOnce: 'zero-argument',
  },
  { of: 'confluent_kafka.Producer', names: 'flush', kind: 'sdk', rewrite: 'thread', instead: same('aiokafka') },
  {
    of: 'openai.resources.chat.completions.Completions',
    names: 'create',
    kind: 'sdk',
    rewrite: 'thread',
    instead: same('openai.AsyncOpenAI'),
  },
  {
    of: 'anthropic.resources.messages.Messages',
    names: 'create',
    kind: 'sdk',
    rewrite: 'thread',
    instead: same('anthropic.AsyncAnthropic'),
  },
  {
    of: 'selenium.webdriver',
    names: 'Chrome Firefox Edge Remote',
    kind: 'sdk',
    rewrite: 'thread',
    instead: same('playwright.async_api'),
  },

  {
    of: 'threading.Lock',
    names: 'acquire',
    kind: 'thread',
    rewrite: 'none',
    instead: synchronization('Lock'),
    returnsAtOnce: 'zero-argument',
  },
  {
    of: 'threading.RLock',
    names: 'acquire',
    kind: 'thread',
    rewrite: 'none',
    instead: synchronization('Lock'),
    returnsAtOnce: 'zero-argument',
  },
  {
    of: 'threading.Semaphore',
    names: 'acquire',
    kind: 'thread',
    rewrite: 'none',
    instead: synchronization('Semaphore'),
    returnsAtOnce: 'zero-argument',
  },
  {
    of: 'threading.Condition',
    names: 'wait wait_for',
    kind: 'thread',
    rewrite: 'none',
    instead: synchronization('Condition'),
    returnsAtOnce: 'zero-argument',
  },
  {
    of: 'threading.Event',
    names: 'wait',
    kind: 'thread',
    rewrite: 'thread',
    instead: synchronization('Event'),
    returnsAtOnce: 'zero-argument',
  },
  { of: 'threading.Barrier', names: 'wait', kind: 'thread', rewrite: 'thread' },
  { of: 'threading.Thread', names: 'join', kind: 'thread', rewrite: 'thread', returnsAtOnce: 'zero-argument' },
  {
    of: 'queue.Queue',
    names: 'get join',
    kind: 'thread',
    rewrite: 'thread',
    instead: { asyncio: 'asyncio.Queue', anyio: 'anyio.create_memory_object_stream', trio: 'trio.open_memory_channel' },
    returnsAtOnce: 'items-there',
  },
  { of: 'multiprocessing.Process', names: 'join', kind: 'thread', rewrite: 'thread', returnsAtOnce: 'zero-argument' },
  { of: 'multiprocessing.Queue', names: 'get', kind: 'thread', rewrite: 'thread', returnsAtOnce: 'items-there' },
  { of: 'multiprocessing.pool.Pool', names: 'map starmap apply join', kind: 'thread', rewrite: 'thread' },
  {
    of: 'concurrent.futures.Future',
    names: 'result exception',
    kind: 'thread',
    rewrite: 'none',
    instead: { asyncio: 'asyncio.wrap_future', anyio: 'anyio.to_thread.run_sync', trio: 'trio.to_thread.run_sync' },
    returnsAtOnce: 'done-before',
  },
  { of: 'concurrent.futures', names: 'wait', kind: 'thread', rewrite: 'thread', returnsAtOnce: 'zero-argument' },

  { of: 'hashlib', names: 'pbkdf2_hmac scrypt', kind: 'crypto', rewrite: 'thread' },
  { of: 'bcrypt', names: 'hashpw checkpw', kind: 'crypto', rewrite: 'thread' },
  { of: 'argon2.PasswordHasher', names: 'hash verify', kind: 'crypto', rewrite: 'thread' },
  { of: 'passlib.context.CryptContext', names: 'hash verify', kind: 'crypto', rewrite: 'thread' },

  { of: 'shutil', names: 'make_archive unpack_archive', kind: 'compression', rewrite: 'thread' },
  { of: 'tarfile.TarFile', names: 'extractall', kind: 'compression', rewrite: 'thread' },
  { of: 'zipfile.ZipFile', names: 'extractall', kind: 'compression', rewrite: 'thread' },

  { of: 'builtins', names: 'open', kind: 'file', rewrite: 'none', instead: openFile },
  { of: 'io', names: 'open open_code', kind: 'file', rewrite: 'none', instead: openFile },
  { of: 'codecs', names: 'open', kind: 'file', rewrite: 'none', instead: openFile },
  { of: 'pathlib.Path', names: 'open', kind: 'file', rewrite: 'none', instead: openFile },
  { of: 'gzip', names: 'open', kind: 'file', rewrite: 'none' },
  { of: 'bz2', names: 'open', kind: 'file', rewrite: 'none' },
  { of: 'lzma', names: 'open', kind: 'file', rewrite: 'none' },
  { of: 'tarfile', names: 'open', kind: 'file', rewrite: 'none' },
  { of: 'zipfile', names: 'ZipFile', kind: 'file', rewrite: 'none' },
  { of: 'shelve', names: 'open', kind: 'file', rewrite: 'none' },
  {
    of: 'tempfile',
    names: 'NamedTemporaryFile TemporaryFile TemporaryDirectory',
    kind: 'file',
    rewrite: 'none',
  },
  { of: 'tempfile', names: 'mkstemp mkdtemp', kind: 'file', rewrite: 'thread' },
  {
    of: 'pathlib.Path',
    names:
      'read_text read_bytes write_text write_bytes touch mkdir rmdir unlink rename replace chmod symlink_to hardlink_to ' +
      'copy copy_into move move_into',
    kind: 'file',
    rewrite: 'thread',
  },
  {
    of: 'os',
    names:
      'listdir rename replace remove unlink mkdir makedirs rmdir removedirs link symlink chmod chown utime truncate fsync ' +
      'fdatasync sendfile',
    kind: 'file',
    rewrite: 'thread',
  },
  { of: 'os', names: 'scandir', kind: 'file', rewrite: 'none' },
  { of: 'os', names: 'walk', kind: 'file', rewrite: 'none', returnsAtOnce: 'not-iterated' },
  { of: 'shutil', names: 'copy copy2 copyfile copytree move rmtree', kind: 'file', rewrite: 'thread' },
  { of: 'glob', names: 'glob', kind: 'file', rewrite: 'thread' },
  { of: 'ssl', names: 'create_default_context', kind: 'file', rewrite: 'thread' },
  { of: 'ssl.SSLContext', names: 'load_default_certs load_cert_chain', kind: 'file', rewrite: 'thread' },
  { of: 'pandas', names: 'read_csv read_parquet read_excel', kind: 'file', rewrite: 'thread' },
  { of: 'cv2', names: 'imread imwrite', kind: 'file', rewrite: 'thread' },

  {
    of: 'pathlib.Path',
    names:
      'exists is_file is_dir is_symlink is_mount is_socket is_fifo is_block_device is_char_device is_junction stat lstat ' +
      'owner group samefile readlink resolve',
    kind: 'path',
    rewrite: 'thread',
  },
  // These give generators, which would read the disk on the loop even when a thread makes them.
  {
    of: 'pathlib.Path',
    names: 'iterdir glob rglob walk',
    kind: 'path',
    rewrite: 'none',
    returnsAtOnce: 'not-iterated',
  },
  {
    of: 'os.path',
    names: 'exists lexists isdir isfile islink ismount getatime getctime getmtime getsize samefile realpath',
    kind: 'path',
    rewrite: 'thread',
  },
  { of: 'os', names: 'stat lstat statvfs access readlink', kind: 'path', rewrite: 'thread' },
  { of: 'shutil', names: 'disk_usage which', kind: 'path', rewrite: 'thread' },
];

function subprocesses(name = 'create_subprocess_exec'): Readonly<Record<AsyncLibrary, string>> {
  return { asyncio: `asyncio.${name}`, anyio: 'anyio.run_process', trio: 'trio.run_process' };
}

/** Where a definition lies, when that is not the name it is known by. */
const homes: readonly (readonly [home: string, known: string])[] = [
  ['requests.sessions.Session', 'requests.Session'],
  ['requests.api', 'requests'],
  ['httpx._client.Client', 'httpx.Client'],
  ['httpx._api', 'httpx'],
  ['urllib3.poolmanager', 'urllib3'],
  ['urllib3.connectionpool', 'urllib3'],
  ['redis.client.Redis', 'redis.Redis'],
  ['redis.StrictRedis', 'redis.Redis'],
  ['sqlalchemy.orm.session.Session', 'sqlalchemy.orm.Session'],
  ['sqlalchemy.engine.base.Connection', 'sqlalchemy.engine.Connection'],
  ['pymongo.synchronous.collection.Collection', 'pymongo.collection.Collection'],
  ['concurrent.futures._base', 'concurrent.futures'],
  ['multiprocessing.context.Process', 'multiprocessing.Process'],
  ['multiprocessing.process.BaseProcess', 'multiprocessing.Process'],
  ['multiprocessing.queues.Queue', 'multiprocessing.Queue'],
  ['multiprocessing.Pool', 'multiprocessing.pool.Pool'],
  ['_thread.lock', 'threading.Lock'],
  ['threading._RLock', 'threading.RLock'],
  ['posixpath', 'os.path'],
  ['ntpath', 'os.path'],
  ['genericpath', 'os.path'],
  ['posix', 'os'],
];

const calls: ReadonlyMap<string, PythonBlockingCall> = new Map(
  groups.flatMap((group) => group.names.split(' ').map((name) => [`${group.of}.${name}`, group] as const)),
);

/** What blocks about the call with this full name, if anything does. */
export function blockingCallNamed(symbol: string): PythonBlockingCall | undefined {
  const home = homes.find(([prefix]) => symbol.startsWith(`${prefix}.`));
  return calls.get(symbol) ?? (home && calls.get(home[1] + symbol.slice(home[0].length)));
}

/** Last names of the callees above. */
export const pythonNames: readonly string[] = [...new Set([...calls.keys()].map((name) => name.replace(/^.*\./, '')))];

/** Full names of the callees above, under each module that is known to hold them. */
export const pythonCalls: readonly string[] = [...calls.keys()].flatMap((name) => [
  name,
  ...homes.filter(([, real]) => name.startsWith(`${real}.`)).map(([alias, real]) => alias + name.slice(real.length)),
]);
