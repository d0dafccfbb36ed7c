/** One name for each thing of a library: where it is documented, whichever module it is imported from. */

/** Modules whose contents are documented elsewhere. The longest prefix decides. */
const modules: Readonly<Record<string, string>> = {
  'asyncio.base_events': 'asyncio',
  'asyncio.events': 'asyncio',
  'asyncio.exceptions': 'asyncio',
  'asyncio.futures': 'asyncio',
  'asyncio.locks': 'asyncio',
  'asyncio.queues': 'asyncio',
  'asyncio.runners': 'asyncio',
  'asyncio.streams': 'asyncio',
  'asyncio.taskgroups': 'asyncio',
  'asyncio.tasks': 'asyncio',
  'asyncio.threads': 'asyncio',
  'asyncio.timeouts': 'asyncio',
  'aiohttp.client': 'aiohttp',
  'aiohttp.client_reqrep': 'aiohttp',
  'aiohttp.client_ws': 'aiohttp',
  'aiohttp.streams': 'aiohttp',
  'aiohttp.web_app': 'aiohttp.web',
  'aiohttp.web_request': 'aiohttp.web',
  'aiohttp.web_response': 'aiohttp.web',
  'aiohttp.web_ws': 'aiohttp.web',
  'aiohttp.pytest_plugin': 'pytest_aiohttp',
  'asyncpg.connection': 'asyncpg',
  'asyncpg.pool': 'asyncpg',
  'collections.abc': 'typing',
  'concurrent.futures.process': 'concurrent.futures',
  'concurrent.futures.thread': 'concurrent.futures',
  'concurrent.futures._base': 'concurrent.futures',
  'django.db.models.base': 'django.db.models',
  'django.db.models.manager': 'django.db.models',
  'django.db.models.query': 'django.db.models',
  'fastapi.requests': 'starlette.requests',
  'fastapi.websockets': 'starlette.websockets',
  'httpx._client': 'httpx',
  'redis.asyncio.client': 'redis.asyncio.client',
  'redis.client': 'redis.client',
  'requests.api': 'requests',
  'requests.models': 'requests',
  'requests.sessions': 'requests',
  'sqlalchemy.ext.asyncio.engine': 'sqlalchemy.ext.asyncio',
  'sqlalchemy.ext.asyncio.session': 'sqlalchemy.ext.asyncio',
  'sqlalchemy.orm.session': 'sqlalchemy.orm',
  'unittest.async_case': 'unittest',
  'unittest.case': 'unittest',
  'urllib3.poolmanager': 'urllib3',
  _asyncio: 'asyncio',
  _io: 'io',
  _socket: 'socket',
  _thread: 'threading',
  genericpath: 'os.path',
  ntpath: 'os.path',
  posixpath: 'os.path',
  typing_extensions: 'typing',
};

const symbols: Readonly<Record<string, string>> = {
  'anyio.TaskGroup': 'anyio.abc.TaskGroup',
  'aiohttp.test_utils.RawTestServer': 'aiohttp.test_utils.BaseTestServer',
  'aiohttp.test_utils.TestServer': 'aiohttp.test_utils.BaseTestServer',
  'asyncio.BaseEventLoop': 'asyncio.AbstractEventLoop',
  'asyncio.async_timeout': 'asyncio.timeout',
  'fastapi.Request': 'starlette.requests.Request',
  'fastapi.WebSocket': 'starlette.websockets.WebSocket',
  'fastapi.UploadFile': 'starlette.datastructures.UploadFile',
  'pathlib.PosixPath': 'pathlib.Path',
  'pathlib.WindowsPath': 'pathlib.Path',
  'redis.StrictRedis': 'redis.Redis',
  'redis.client.Redis': 'redis.Redis',
  'redis.asyncio.StrictRedis': 'redis.asyncio.Redis',
  'redis.asyncio.client.Redis': 'redis.asyncio.Redis',
  'sqlalchemy.Engine': 'sqlalchemy.engine.Engine',
  'sqlalchemy.Connection': 'sqlalchemy.engine.Connection',
  'types.CoroutineType': 'typing.Coroutine',
  'uvloop.Loop': 'asyncio.AbstractEventLoop',
};

export function canonicalName(name: string): string {
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
    const moved = modules[name.slice(0, dot)];
    if (moved !== undefined) return renamed(moved + name.slice(dot));
  }
  return renamed(modules[name] ?? name);
}

function renamed(name: string): string {
  return Object.hasOwn(symbols, name) ? (symbols[name] ?? name) : name;
}
