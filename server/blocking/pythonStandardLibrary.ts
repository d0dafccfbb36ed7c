/**
 * Calls of Python's standard library that block the event loop. Left out on purpose:
 * - what takes microseconds: `os.getcwd`, pure path arithmetic (`abspath`, `normpath`, `relpath`, `expanduser`, `samestat`,
 *   `Path.home`, `Path.absolute`), `HTTPConnection.putrequest`, which only fills a buffer, and
 *   `tempfile.SpooledTemporaryFile`, which touches no disk before it is large;
 * - work on files that others read (`json.load`, `pickle.load`, `csv.reader`): whoever opens the file is reported;
 * - `os.read` and `os.write`: in async code they mostly have a descriptor that the loop found ready;
 * - `queue.Queue.put`, which waits only where the queue has a limit, and `importlib.import_module`, which reads once;
 * - `signal.pause` and `signal.sigwait`: no handler of asyncio would ever run, so nobody mixes the two;
 * - event loops started inside another (`asyncio.run`), which is `event-loop-misuse`, and work whose cost depends on its
 *   input (`zlib.compress`), which is `cpu-bound-in-async`.
 */

import { type Group, onAsyncio, same, type Twins, twins } from './pythonGroups.ts';

const httpClient = same('httpx.AsyncClient');
const connection = twins('asyncio.open_connection', 'anyio.connect_tcp', 'trio.open_tcp_stream');
const readiness = twins('loop.add_reader', 'anyio.wait_readable', 'trio.lowlevel.wait_readable');
const process = twins('asyncio.create_subprocess_exec', 'anyio.run_process', 'trio.run_process');
const shell = twins('asyncio.create_subprocess_shell', 'anyio.run_process', 'trio.run_process');
const openFile: Twins = { anyio: 'anyio.open_file', trio: 'trio.open_file' };
const synchronization = (name: 'Lock' | 'Semaphore' | 'Condition' | 'Event'): Twins =>
  twins(`asyncio.${name}`, `anyio.${name}`, `trio.${name}`);

export const standardLibrary: readonly Group[] = [
  {
    of: 'time',
    names: 'sleep',
    kind: 'sleep',
    rewrite: 'direct',
    instead: twins('asyncio.sleep', 'anyio.sleep', 'trio.sleep'),
    returnsAtOnce: 'zero-argument',
  },
  { of: 'builtins', names: 'input', kind: 'input' },
  { of: 'getpass', names: 'getpass', kind: 'input' },
  { of: 'sys.stdin', names: 'read readline readlines', kind: 'input' },

  { of: 'urllib.request', names: 'urlopen urlretrieve', kind: 'network', instead: httpClient },
  {
    of: 'http.client.HTTPConnection http.client.HTTPSConnection',
    names: 'connect request endheaders send getresponse',
    kind: 'network',
    instead: httpClient,
  },
  { of: 'xmlrpc.client.ServerProxy', names: '*', kind: 'network' },
  { of: 'socket', names: 'create_connection', kind: 'network', rewrite: 'none', instead: connection },
  {
    of: 'socket',
    names: 'getaddrinfo',
    kind: 'network',
    instead: twins('loop.getaddrinfo', 'anyio.getaddrinfo', 'trio.socket.getaddrinfo'),
    returnsAtOnce: 'numeric-address',
  },
  {
    of: 'socket',
    names: 'getnameinfo',
    kind: 'network',
    instead: twins('loop.getnameinfo', 'anyio.getnameinfo', 'trio.socket.getnameinfo'),
    returnsAtOnce: 'numeric-address',
  },
  { of: 'socket', names: 'gethostbyname gethostbyname_ex gethostbyaddr getfqdn', kind: 'network' },
  {
    of: 'socket.socket',
    names: 'connect accept recv recv_into recvfrom recvfrom_into recvmsg send sendall sendfile',
    kind: 'network',
    rewrite: 'none',
    instead: connection,
    returnsAtOnce: 'non-blocking-socket',
  },
  {
    of: 'ssl.SSLSocket',
    names: 'connect accept do_handshake read recv recv_into write send sendall',
    kind: 'network',
    rewrite: 'none',
    instead: connection,
    returnsAtOnce: 'non-blocking-socket',
  },
  { of: 'select', names: 'select', kind: 'network', instead: readiness, returnsAtOnce: 'zero-argument' },
  {
    of: 'select.poll select.epoll select.devpoll',
    names: 'poll',
    kind: 'network',
    instead: readiness,
    returnsAtOnce: 'zero-argument',
  },
  {
    of:
      'selectors.DefaultSelector selectors.SelectSelector selectors.PollSelector selectors.EpollSelector ' +
      'selectors.DevpollSelector selectors.KqueueSelector',
    names: 'select',
    kind: 'network',
    instead: readiness,
    returnsAtOnce: 'zero-argument',
  },
  {
    of: 'smtplib',
    names: 'SMTP SMTP_SSL',
    kind: 'network',
    instead: onAsyncio('aiosmtplib.SMTP'),
    returnsAtOnce: 'without-arguments',
  },
  {
    of: 'smtplib.SMTP smtplib.SMTP_SSL',
    names: 'connect login sendmail send_message starttls',
    kind: 'network',
    instead: onAsyncio('aiosmtplib.SMTP'),
  },
  { of: 'ftplib', names: 'FTP FTP_TLS', kind: 'network', returnsAtOnce: 'without-arguments' },
  {
    of: 'ftplib.FTP ftplib.FTP_TLS',
    names: 'connect login retrbinary retrlines storbinary storlines nlst mlsd dir cwd delete',
    kind: 'network',
  },
  { of: 'imaplib', names: 'IMAP4 IMAP4_SSL', kind: 'network' },
  { of: 'imaplib.IMAP4 imaplib.IMAP4_SSL', names: 'login select search fetch store append uid', kind: 'network' },
  { of: 'poplib', names: 'POP3 POP3_SSL', kind: 'network' },

  { of: 'subprocess', names: 'run call check_call check_output', kind: 'process', instead: process },
  { of: 'subprocess', names: 'getoutput getstatusoutput', kind: 'process', instead: shell },
  { of: 'subprocess.Popen', names: 'wait communicate', kind: 'process', returnsAtOnce: 'zero-argument' },
  { of: 'subprocess', names: 'Popen', kind: 'system', rewrite: 'none', instead: process },
  { of: 'os', names: 'system', kind: 'process', instead: shell },
  { of: 'os', names: 'popen', kind: 'process', rewrite: 'none', instead: shell },
  { of: 'os', names: 'posix_spawn posix_spawnp', kind: 'system', rewrite: 'none', instead: process },
  {
    of: 'os',
    names: 'spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe',
    kind: 'process',
    rewrite: 'none',
    instead: process,
    returnsAtOnce: 'without-waiting',
  },
  { of: 'os', names: 'wait wait3 wait4 waitid waitpid', kind: 'process', returnsAtOnce: 'no-hang-option' },

  { of: 'sqlite3', names: 'connect', kind: 'database', rewrite: 'none', instead: onAsyncio('aiosqlite.connect') },
  {
    of: 'sqlite3.Connection',
    names: 'execute executemany executescript commit rollback backup',
    kind: 'database',
    rewrite: 'none',
    instead: onAsyncio('aiosqlite.connect'),
  },
  {
    of: 'sqlite3.Cursor',
    names: 'execute executemany executescript fetchone fetchmany fetchall',
    kind: 'database',
    rewrite: 'none',
    instead: onAsyncio('aiosqlite.connect'),
  },

  {
    of: 'threading.Lock threading.RLock',
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
    instead: synchronization('Event'),
    returnsAtOnce: 'zero-argument',
  },
  { of: 'threading.Barrier', names: 'wait', kind: 'thread' },
  { of: 'threading.Thread multiprocessing.Process', names: 'join', kind: 'thread', returnsAtOnce: 'zero-argument' },
  {
    of: 'queue.Queue',
    names: 'get join',
    kind: 'thread',
    instead: twins('asyncio.Queue', 'anyio.create_memory_object_stream', 'trio.open_memory_channel'),
    returnsAtOnce: 'items-there',
  },
  { of: 'multiprocessing.Queue', names: 'get', kind: 'thread', returnsAtOnce: 'items-there' },
  { of: 'multiprocessing.pool.Pool', names: 'map starmap apply join', kind: 'thread' },
  {
    of: 'concurrent.futures.Future',
    names: 'result exception',
    kind: 'thread',
    rewrite: 'none',
    instead: { asyncio: 'asyncio.wrap_future' },
    returnsAtOnce: 'done-before',
  },
  { of: 'concurrent.futures', names: 'wait', kind: 'thread', returnsAtOnce: 'zero-argument' },
  {
    of: 'concurrent.futures',
    names: 'as_completed',
    kind: 'thread',
    rewrite: 'none',
    instead: { asyncio: 'asyncio.as_completed' },
    returnsAtOnce: 'not-iterated',
  },
  { of: 'concurrent.futures.Executor', names: 'shutdown', kind: 'thread', returnsAtOnce: 'zero-argument' },

  { of: 'hashlib', names: 'pbkdf2_hmac scrypt', kind: 'crypto' },
  { of: 'shutil', names: 'make_archive unpack_archive', kind: 'compression' },
  { of: 'tarfile.TarFile zipfile.ZipFile', names: 'extractall', kind: 'compression' },

  { of: 'builtins', names: 'open', kind: 'file', rewrite: 'none', instead: openFile },
  { of: 'io', names: 'open open_code', kind: 'file', rewrite: 'none', instead: openFile },
  { of: 'os', names: 'fdopen', kind: 'file', rewrite: 'none', instead: openFile },
  { of: 'codecs pathlib.Path', names: 'open', kind: 'file', rewrite: 'none', instead: openFile },
  {
    of: 'io.TextIOWrapper io.BufferedReader io.BufferedWriter io.BufferedRandom',
    names: '*',
    except: 'close detach fileno getbuffer getvalue isatty readable reconfigure seek seekable tell writable',
    kind: 'file',
    returnsAtOnce: 'opened-here',
  },
  { of: 'gzip bz2 lzma tarfile shelve', names: 'open', kind: 'file', rewrite: 'none' },
  { of: 'zipfile', names: 'ZipFile', kind: 'file', rewrite: 'none' },
  {
    of: 'tempfile',
    names: 'NamedTemporaryFile TemporaryFile TemporaryDirectory',
    kind: 'file',
    rewrite: 'none',
  },
  { of: 'tempfile', names: 'mkstemp mkdtemp', kind: 'file' },
  {
    of: 'pathlib.Path',
    names:
      'read_text read_bytes write_text write_bytes touch mkdir rmdir unlink rename replace chmod lchmod symlink_to ' +
      'hardlink_to copy copy_into move move_into',
    kind: 'file',
  },
  {
    of: 'os',
    names:
      'listdir rename replace remove unlink mkdir makedirs rmdir removedirs link symlink chmod chown utime truncate fsync ' +
      'fdatasync sendfile',
    kind: 'file',
  },
  { of: 'os', names: 'scandir', kind: 'file', rewrite: 'none' },
  { of: 'os', names: 'walk fwalk', kind: 'file', rewrite: 'none', returnsAtOnce: 'not-iterated' },
  { of: 'shutil', names: 'copy copy2 copyfile copytree move rmtree', kind: 'file' },
  { of: 'glob', names: 'glob', kind: 'file' },
  { of: 'glob', names: 'iglob', kind: 'file', rewrite: 'none', returnsAtOnce: 'not-iterated' },
  { of: 'ssl', names: 'create_default_context', kind: 'file', returnsAtOnce: 'in-memory' },
  {
    of: 'ssl.SSLContext',
    names: 'load_default_certs load_cert_chain load_verify_locations set_default_verify_paths',
    kind: 'file',
    returnsAtOnce: 'in-memory',
  },

  {
    of: 'pathlib.Path',
    names:
      'exists is_file is_dir is_symlink is_mount is_socket is_fifo is_block_device is_char_device is_junction stat lstat ' +
      'owner group samefile readlink resolve',
    kind: 'path',
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
    names:
      'exists lexists isdir isfile islink ismount getatime getctime getmtime getsize samefile sameopenfile realpath ' +
      '_joinrealpath',
    kind: 'path',
  },
  { of: 'os', names: 'stat lstat fstat statvfs access readlink', kind: 'path' },
  { of: 'shutil', names: 'disk_usage which', kind: 'path' },
];
