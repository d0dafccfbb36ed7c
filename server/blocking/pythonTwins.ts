/** What async code of Python uses instead of calls that block: where each is documented, and since when it exists. */

import type { Since } from './blockingCall.ts';

export interface PythonTwin {
  readonly page: string;
  /** Left out where all versions that are in use have it, such as anyio's from 3.0 and trio's from 0.15 on. */
  readonly since?: Since;
}

const inPython = (page: string, name: string): PythonTwin => ({
  page: `https://docs.python.org/3/library/asyncio-${page}.html#asyncio.${name}`,
});
const inAnyio = (name: string): PythonTwin => ({
  page: `https://anyio.readthedocs.io/en/stable/api.html#anyio.${name}`,
});
const inTrio = (page: string, name: string): PythonTwin => ({
  page: `https://trio.readthedocs.io/en/stable/reference-${page}.html#trio.${name}`,
});

const twins = {
  'asyncio.sleep': inPython('task', 'sleep'),
  'asyncio.as_completed': inPython('task', 'as_completed'),
  'asyncio.wrap_future': inPython('future', 'wrap_future'),
  'asyncio.open_connection': inPython('stream', 'open_connection'),
  'asyncio.create_subprocess_exec': inPython('subprocess', 'create_subprocess_exec'),
  'asyncio.create_subprocess_shell': inPython('subprocess', 'create_subprocess_shell'),
  'asyncio.Lock': inPython('sync', 'Lock'),
  'asyncio.Semaphore': inPython('sync', 'Semaphore'),
  'asyncio.Condition': inPython('sync', 'Condition'),
  'asyncio.Event': inPython('sync', 'Event'),
  'asyncio.Queue': inPython('queue', 'Queue'),
  'loop.add_reader': inPython('eventloop', 'loop.add_reader'),
  'loop.getaddrinfo': inPython('eventloop', 'loop.getaddrinfo'),
  'loop.getnameinfo': inPython('eventloop', 'loop.getnameinfo'),

  'anyio.sleep': inAnyio('sleep'),
  'anyio.connect_tcp': inAnyio('connect_tcp'),
  'anyio.wait_readable': { ...inAnyio('wait_readable'), since: { of: 'anyio', version: '4.7', year: 2024 } },
  'anyio.getaddrinfo': inAnyio('getaddrinfo'),
  'anyio.getnameinfo': inAnyio('getnameinfo'),
  'anyio.run_process': inAnyio('run_process'),
  'anyio.open_file': inAnyio('open_file'),
  'anyio.Lock': inAnyio('Lock'),
  'anyio.Semaphore': inAnyio('Semaphore'),
  'anyio.Condition': inAnyio('Condition'),
  'anyio.Event': inAnyio('Event'),
  'anyio.create_memory_object_stream': inAnyio('create_memory_object_stream'),

  'trio.sleep': inTrio('core', 'sleep'),
  'trio.open_tcp_stream': inTrio('io', 'open_tcp_stream'),
  'trio.lowlevel.wait_readable': inTrio('lowlevel', 'lowlevel.wait_readable'),
  'trio.socket.getaddrinfo': inTrio('io', 'socket.getaddrinfo'),
  'trio.socket.getnameinfo': inTrio('io', 'socket.getnameinfo'),
  'trio.run_process': inTrio('io', 'run_process'),
  'trio.open_file': inTrio('io', 'open_file'),
  'trio.Lock': inTrio('core', 'Lock'),
  'trio.Semaphore': inTrio('core', 'Semaphore'),
  'trio.Condition': inTrio('core', 'Condition'),
  'trio.Event': inTrio('core', 'Event'),
  'trio.open_memory_channel': inTrio('core', 'open_memory_channel'),

  'httpx.AsyncClient': { page: 'https://www.python-httpx.org/async/' },
  'httpx2.AsyncClient': { page: 'https://github.com/pydantic/httpx2' },
  'aiosmtplib.SMTP': { page: 'https://aiosmtplib.readthedocs.io/' },
  asyncssh: { page: 'https://asyncssh.readthedocs.io/' },
  'dns.asyncresolver.resolve': {
    page: 'https://dnspython.readthedocs.io/en/stable/async-resolver-functions.html',
    since: { of: 'dnspython', version: '2.0', year: 2020 },
  },
  'websockets.connect': { page: 'https://websockets.readthedocs.io/' },
  'websockets.trio.client.connect': {
    page: 'https://websockets.readthedocs.io/',
    since: { of: 'websockets', version: '17.0', year: 2026 },
  },

  'aiosqlite.connect': { page: 'https://aiosqlite.omnilib.dev/' },
  'psycopg.AsyncConnection': { page: 'https://www.psycopg.org/psycopg3/docs/advanced/async.html' },
  'asyncmy.connect': { page: 'https://github.com/long2ice/asyncmy' },
  'mysql.connector.aio.connect': {
    page: 'https://dev.mysql.com/doc/connector-python/en/connector-python-asyncio.html',
    since: { of: 'mysql-connector-python', version: '8.3', year: 2024 },
  },
  'pymongo.AsyncMongoClient': {
    page: 'https://pymongo.readthedocs.io/en/stable/api/pymongo/asynchronous/mongo_client.html',
    since: { of: 'pymongo', version: '4.9', year: 2024 },
  },
  'redis.asyncio.Redis': {
    page: 'https://redis.readthedocs.io/en/stable/examples/asyncio_examples.html',
    since: { of: 'redis', version: '4.2', year: 2022 },
  },
  'sqlalchemy.ext.asyncio.AsyncSession': inSqlAlchemy('AsyncSession'),
  'sqlalchemy.ext.asyncio.AsyncConnection': inSqlAlchemy('AsyncConnection'),
  'sqlalchemy.ext.asyncio.AsyncEngine': inSqlAlchemy('AsyncEngine'),
  asynch: { page: 'https://github.com/long2ice/asynch' },
  'elasticsearch.AsyncElasticsearch': {
    page: 'https://www.elastic.co/docs/reference/elasticsearch/clients/python/async',
    since: { of: 'elasticsearch', version: '7.8', year: 2020 },
  },
  'neo4j.AsyncGraphDatabase': {
    page: 'https://neo4j.com/docs/api/python-driver/current/async_api.html',
    since: { of: 'neo4j', version: '5.0', year: 2022 },
  },

  aiobotocore: { page: 'https://github.com/aio-libs/aiobotocore' },
  aioboto3: { page: 'https://aioboto3.readthedocs.io/' },
  aio_pika: { page: 'https://github.com/mosquito/aio-pika' },
  aiokafka: { page: 'https://aiokafka.readthedocs.io/' },
  'openai.AsyncOpenAI': {
    page: 'https://github.com/openai/openai-python#async-usage',
    since: { of: 'openai', version: '1.0', year: 2023 },
  },
  'anthropic.AsyncAnthropic': {
    page: 'https://github.com/anthropics/anthropic-sdk-python',
    since: { of: 'anthropic', version: '0.3', year: 2023 },
  },
  'gcloud.aio.storage.Storage': { page: 'https://github.com/talkiq/gcloud-aio' },
  'azure.storage.blob.aio': {
    page: 'https://learn.microsoft.com/python/api/azure-storage-blob/azure.storage.blob.aio',
  },
  'azure.identity.aio': { page: 'https://learn.microsoft.com/python/api/azure-identity/azure.identity.aio' },
  'aiodocker.Docker': { page: 'https://aiodocker.readthedocs.io/' },
  'exa_py.AsyncExa': {
    page: 'https://github.com/exa-labs/exa-py',
    since: { of: 'exa-py', version: '1.10', year: 2025 },
  },
  'tavily.AsyncTavilyClient': {
    page: 'https://docs.tavily.com/sdk/python/reference',
    since: { of: 'tavily-python', version: '0.2.8', year: 2024 },
  },
  'slack_sdk.web.async_client.AsyncWebClient': { page: 'https://docs.slack.dev/tools/python-slack-sdk/' },
  'libopensonic.AsyncConnection': {
    page: 'https://github.com/khers/py-opensonic',
    since: { of: 'py-opensonic', version: '8.0', year: 2026 },
  },
  'playwright.async_api': { page: 'https://playwright.dev/python/docs/library' },
} satisfies Readonly<Record<string, PythonTwin>>;

function inSqlAlchemy(name: string): PythonTwin {
  return {
    page: `https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html#sqlalchemy.ext.asyncio.${name}`,
    since: { of: 'SQLAlchemy', version: '1.4', year: 2021 },
  };
}

export type TwinName = keyof typeof twins;

/** By the name that a reader is told. */
export const pythonTwins: Readonly<Record<TwinName, PythonTwin>> = twins;
