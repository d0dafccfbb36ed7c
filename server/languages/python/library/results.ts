/**
 * What calls and attributes of libraries give, by full name: the type of a call's result, or of what awaiting it gives.
 * A class needs no entry to be constructed; `classes.ts` tells classes from functions.
 */

/** A type's full name, `list of T`, `manager of T`, `async manager of T`, or several in a row for a tuple. */
export type ResultType =
  | string
  | { readonly listOf: string }
  | { readonly manager: string; readonly isAsync?: boolean }
  | { readonly tuple: readonly string[] };

const path = 'pathlib.Path';
const anyioPath = 'anyio.Path';
/** Services and what they hold are made when the program runs, all of this class. */
const awsResource = 'boto3.resources.base.ServiceResource';

/** `builtins.open` and the like are decided by their mode instead. */
export const fileOpeners: ReadonlySet<string> = new Set([
  'builtins.open',
  'io.open',
  'codecs.open',
  'os.fdopen',
  'gzip.open',
  'bz2.open',
  'lzma.open',
  'pathlib.Path.open',
  'tempfile.NamedTemporaryFile',
  'tempfile.TemporaryFile',
]);

/** They give a queryset and ask nothing of the database. */
const querysetMethods =
  'all filter exclude annotate alias order_by reverse distinct values values_list dates datetimes none select_related ' +
  'prefetch_related extra defer only using select_for_update raw union intersection difference get_queryset complex_filter';

export const results: Readonly<Record<string, ResultType>> = {
  // pathlib
  ...each(
    path,
    'joinpath with_name with_stem with_suffix resolve absolute expanduser readlink rename replace relative_to with_segments',
    path,
  ),
  ...each(path, 'cwd home', path),
  ...each(path, 'iterdir glob rglob', { listOf: path }),
  ...each(path, 'read_text as_posix as_uri owner group', 'builtins.str'),
  ...each(path, 'read_bytes', 'builtins.bytes'),
  ...each(path, 'stat lstat', 'os.stat_result'),
  ...each(
    anyioPath,
    'joinpath with_name with_stem with_suffix resolve absolute expanduser readlink rename replace cwd home',
    anyioPath,
  ),

  // Weak references
  ...each('weakref', 'ref WeakMethod', 'weakref.ReferenceType'),

  // Network clients
  ...each('requests', 'get post put patch delete head options request', 'requests.Response'),
  ...each('requests.Session', 'get post put patch delete head options request send', 'requests.Response'),
  'requests.session': 'requests.Session',
  ...each('httpx', 'get post put patch delete head options request', 'httpx.Response'),
  ...each('httpx.Client', 'get post put patch delete head options request send', 'httpx.Response'),
  ...each('httpx.AsyncClient', 'get post put patch delete head options request send', 'httpx.Response'),
  'httpx.stream': { manager: 'httpx.Response' },
  'httpx.Client.stream': { manager: 'httpx.Response' },
  'httpx.AsyncClient.stream': { manager: 'httpx.Response', isAsync: true },
  'urllib.request.urlopen': 'http.client.HTTPResponse',
  'http.client.HTTPConnection.getresponse': 'http.client.HTTPResponse',
  ...each('aiohttp.ClientSession', 'get post put patch delete head options request', 'aiohttp.ClientResponse'),
  'aiohttp.ClientSession.ws_connect': 'aiohttp.ClientWebSocketResponse',
  ...each('aiohttp.test_utils.TestClient', 'get post put patch delete head options request', 'aiohttp.ClientResponse'),
  'aiohttp.test_utils.TestClient.ws_connect': 'aiohttp.ClientWebSocketResponse',
  'pytest_aiohttp.AiohttpClient.__call__': 'aiohttp.test_utils.TestClient',
  'pytest_aiohttp.AiohttpServer.__call__': 'aiohttp.test_utils.BaseTestServer',
  'pytest_aiohttp.AiohttpRawServer.__call__': 'aiohttp.test_utils.BaseTestServer',
  'aiohttp.request': { manager: 'aiohttp.ClientResponse', isAsync: true },
  'websockets.connect': 'websockets.ClientConnection',
  'socket.create_connection': 'socket.socket',
  'socket.create_server': 'socket.socket',
  'socket.socketpair': { tuple: ['socket.socket', 'socket.socket'] },
  'socket.socket.accept': { tuple: ['socket.socket', 'builtins.tuple'] },
  'ssl.create_default_context': 'ssl.SSLContext',
  'ssl.SSLContext.wrap_socket': 'ssl.SSLSocket',
  'select.poll': 'select.poll',

  // Databases
  'sqlite3.connect': 'sqlite3.Connection',
  ...each('sqlite3.Connection', 'cursor execute executemany executescript', 'sqlite3.Cursor'),
  ...each('sqlite3.Cursor', 'execute executemany executescript', 'sqlite3.Cursor'),
  'psycopg2.connect': 'psycopg2.extensions.connection',
  'psycopg2.extensions.connection.cursor': 'psycopg2.extensions.cursor',
  'psycopg.connect': 'psycopg.Connection',
  'psycopg.Connection.connect': 'psycopg.Connection',
  ...each('psycopg.Connection', 'cursor execute', 'psycopg.Cursor'),
  'psycopg.AsyncConnection.connect': 'psycopg.AsyncConnection',
  'psycopg.AsyncConnection.cursor': 'psycopg.AsyncCursor',
  'psycopg.AsyncConnection.execute': 'psycopg.AsyncCursor',
  'pymysql.connect': 'pymysql.connections.Connection',
  'pymysql.connections.Connection.cursor': 'pymysql.cursors.Cursor',
  'MySQLdb.connect': 'MySQLdb.connections.Connection',
  'MySQLdb.connections.Connection.cursor': 'MySQLdb.cursors.Cursor',
  'mysql.connector.connect': 'mysql.connector.MySQLConnection',
  'mysql.connector.MySQLConnection.cursor': 'mysql.connector.cursor.MySQLCursor',
  'pymongo.MongoClient.get_database': 'pymongo.database.Database',
  'pymongo.MongoClient.get_default_database': 'pymongo.database.Database',
  'pymongo.database.Database.get_collection': 'pymongo.collection.Collection',
  'redis.from_url': 'redis.Redis',
  'redis.Redis.from_url': 'redis.Redis',
  'redis.Redis.pipeline': 'redis.client.Pipeline',
  'redis.Redis.pubsub': 'redis.client.PubSub',
  'redis.asyncio.from_url': 'redis.asyncio.Redis',
  'redis.asyncio.Redis.from_url': 'redis.asyncio.Redis',
  'redis.asyncio.Redis.pubsub': 'redis.asyncio.client.PubSub',
  'redis.asyncio.Redis.pipeline': 'redis.asyncio.client.Pipeline',
  'asyncpg.connect': 'asyncpg.Connection',
  'asyncpg.create_pool': 'asyncpg.Pool',
  'asyncpg.Pool.acquire': 'asyncpg.Connection',
  'aiosqlite.connect': 'aiosqlite.Connection',
  ...each('aiosqlite.Connection', 'execute executemany executescript cursor', 'aiosqlite.Cursor'),
  'sqlalchemy.create_engine': 'sqlalchemy.engine.Engine',
  'sqlalchemy.engine.Engine.connect': 'sqlalchemy.engine.Connection',
  'sqlalchemy.engine.Engine.begin': { manager: 'sqlalchemy.engine.Connection' },
  'sqlalchemy.orm.sessionmaker.__call__': 'sqlalchemy.orm.Session',
  'sqlalchemy.orm.Session.__call__': 'sqlalchemy.orm.Session',
  'sqlalchemy.ext.asyncio.async_sessionmaker.__call__': 'sqlalchemy.ext.asyncio.AsyncSession',
  'sqlalchemy.orm.Session.query': 'sqlalchemy.orm.Query',
  ...each(
    'sqlalchemy.orm.Query',
    'filter filter_by join outerjoin select_from where order_by group_by having distinct limit offset options ' +
      'with_for_update execution_options add_columns',
    'sqlalchemy.orm.Query',
  ),
  'sqlalchemy.ext.asyncio.create_async_engine': 'sqlalchemy.ext.asyncio.AsyncEngine',
  'sqlalchemy.ext.asyncio.AsyncEngine.connect': 'sqlalchemy.ext.asyncio.AsyncConnection',
  'sqlalchemy.ext.asyncio.AsyncEngine.begin': { manager: 'sqlalchemy.ext.asyncio.AsyncConnection', isAsync: true },

  // Processes and threads
  'os.popen': 'io.TextIOWrapper',
  'concurrent.futures.Executor.submit': 'concurrent.futures.Future',
  'asyncio.run_coroutine_threadsafe': 'concurrent.futures.Future',
  'multiprocessing.get_context': 'multiprocessing',
  'multiprocessing.Manager': 'multiprocessing.managers.SyncManager',

  // asyncio
  ...each('asyncio', 'get_event_loop get_running_loop new_event_loop', 'asyncio.AbstractEventLoop'),
  'asyncio.Task.get_loop': 'asyncio.AbstractEventLoop',
  'asyncio.Future.get_loop': 'asyncio.AbstractEventLoop',
  'asyncio.Runner.get_loop': 'asyncio.AbstractEventLoop',
  'asyncio.current_task': 'asyncio.Task',
  'asyncio.all_tasks': { listOf: 'asyncio.Task' },
  ...each('asyncio', 'open_connection open_unix_connection', {
    tuple: ['asyncio.StreamReader', 'asyncio.StreamWriter'],
  }),
  ...each('asyncio', 'start_server start_unix_server', 'asyncio.Server'),
  ...each('asyncio', 'create_subprocess_exec create_subprocess_shell', 'asyncio.subprocess.Process'),

  // anyio and trio
  'anyio.create_task_group': 'anyio.abc.TaskGroup',
  ...each('anyio', 'connect_tcp connect_unix', 'anyio.abc.SocketStream'),
  'anyio.open_process': 'anyio.abc.Process',
  'anyio.create_memory_object_stream': {
    tuple: ['anyio.streams.memory.MemoryObjectSendStream', 'anyio.streams.memory.MemoryObjectReceiveStream'],
  },
  ...each('anyio', 'move_on_after fail_after', { manager: 'anyio.CancelScope' }),
  ...each('trio', 'move_on_after move_on_at fail_after fail_at', { manager: 'trio.CancelScope' }),
  'trio.open_nursery': { manager: 'trio.Nursery', isAsync: true },
  'trio.open_tcp_stream': 'trio.SocketStream',
  'trio.open_memory_channel': { tuple: ['trio.MemorySendChannel', 'trio.MemoryReceiveChannel'] },
  'aiofiles.open': 'aiofiles.threadpool.AsyncFile',

  // Django. `Model.objects` is a manager, whatever the model's own class is.
  ...each('django.db.models.Model.objects', querysetMethods, 'django.db.models.QuerySet'),
  ...each('django.db.models.Model._default_manager', querysetMethods, 'django.db.models.QuerySet'),
  ...each('django.db.models.Manager', querysetMethods, 'django.db.models.QuerySet'),
  ...each('django.db.models.QuerySet', querysetMethods, 'django.db.models.QuerySet'),
  'django.db.models.QuerySet.as_manager': 'django.db.models.Manager',

  // Others that the catalogues name
  'logging.getLogger': 'logging.Logger',
  'bcrypt.gensalt': 'builtins.bytes',
  ...each('boto3', 'client', 'botocore.client.BaseClient'),
  ...each('boto3.Session', 'client', 'botocore.client.BaseClient'),
  'boto3.session.Session.client': 'botocore.client.BaseClient',
  ...each('boto3', 'resource', awsResource),
  ...each('boto3.Session', 'resource', awsResource),
  'boto3.session.Session.resource': awsResource,
  ...each(
    awsResource,
    'Bucket Object ObjectSummary ObjectVersion MultipartUpload MultipartUploadPart Table Queue Message Topic Subscription ' +
      'PlatformApplication PlatformEndpoint Instance Image Snapshot Volume Vpc Subnet SecurityGroup NetworkInterface ' +
      'KeyPair Stack StackResource Alarm Metric Role User Group Policy Vault Archive Job create_bucket create_table ' +
      'create_queue get_queue_by_name create_topic',
    awsResource,
  ),
  'botocore.session.get_session': 'botocore.session.Session',
  'botocore.session.Session.create_client': 'botocore.client.BaseClient',
  'grpc.insecure_channel': 'grpc.Channel',
  'neo4j.GraphDatabase.driver': 'neo4j.Driver',
  'neo4j.Driver.session': 'neo4j.Session',
  ...each(
    'google.cloud.storage.Client',
    'bucket get_bucket lookup_bucket create_bucket',
    'google.cloud.storage.Bucket',
  ),
  ...each('google.cloud.storage.Bucket', 'blob get_blob', 'google.cloud.storage.Blob'),
  'azure.storage.blob.BlobServiceClient.from_connection_string': 'azure.storage.blob.BlobServiceClient',
  'azure.storage.blob.BlobServiceClient.get_blob_client': 'azure.storage.blob.BlobClient',
  'azure.storage.blob.BlobServiceClient.get_container_client': 'azure.storage.blob.ContainerClient',
  'azure.storage.blob.ContainerClient.get_blob_client': 'azure.storage.blob.BlobClient',
  'docker.from_env': 'docker.DockerClient',
  'aioslimproto.server.SlimServer.get_player': 'aioslimproto.client.SlimClient',
  'snapcast.control.create_server': 'snapcast.control.server.Snapserver',
  'snapcast.control.server.Snapserver.client': 'snapcast.control.client.Snapclient',
  'snapcast.control.server.Snapserver.group': 'snapcast.control.group.Snapgroup',
  'discord.Webhook.send': 'discord.Message',
  ...each('discord.abc.Messageable', 'send fetch_message', 'discord.Message'),
  ...each('discord.ext.commands.Context', 'reply', 'discord.Message'),
  'discord.Message.reply': 'discord.Message',
  'discord.Client.fetch_user': 'discord.User',
  'discord.Guild.fetch_member': 'discord.Member',
  'discord.Interaction.original_response': 'discord.Message',
};

/** Attributes that are values; any other attribute of a library's class is a method. */
export const attributes: Readonly<Record<string, ResultType>> = {
  'pathlib.Path.parent': path,
  'pathlib.Path.parents': { listOf: path },
  ...each(path, 'name stem suffix', 'builtins.str'),
  'anyio.Path.parent': anyioPath,
  'boto3.resources.base.ServiceResource.meta': 'boto3.resources.base.ResourceMeta',
  'boto3.resources.base.ResourceMeta.client': 'botocore.client.BaseClient',
  'io.TextIOWrapper.buffer': 'io.BufferedReader',
  ...each('io.TextIOWrapper', 'encoding errors mode name', 'builtins.str'),
  ...each('io.BufferedReader', 'mode name', 'builtins.str'),
  ...each('io.BufferedWriter', 'mode name', 'builtins.str'),
  ...each('io.BufferedRandom', 'mode name', 'builtins.str'),
  'subprocess.Popen.stdout': 'io.BufferedReader',
  'subprocess.Popen.stderr': 'io.BufferedReader',
  'subprocess.Popen.stdin': 'io.BufferedWriter',
  'asyncio.subprocess.Process.stdout': 'asyncio.StreamReader',
  'asyncio.subprocess.Process.stderr': 'asyncio.StreamReader',
  'asyncio.subprocess.Process.stdin': 'asyncio.StreamWriter',
  'aiohttp.ClientResponse.content': 'aiohttp.StreamReader',
  'discord.ext.commands.Context.author': 'discord.Member',
  'discord.ext.commands.Context.channel': 'discord.abc.Messageable',
  'discord.ext.commands.Context.guild': 'discord.Guild',
  'discord.ext.commands.Context.message': 'discord.Message',
  'discord.Interaction.followup': 'discord.Webhook',
  'discord.Interaction.response': 'discord.InteractionResponse',
  'discord.Interaction.user': 'discord.User',
  'discord.Reaction.message': 'discord.Message',
  'discord.Message.author': 'discord.Member',
  'discord.Message.channel': 'discord.abc.Messageable',
  'discord.Message.guild': 'discord.Guild',
  'discord.Member.guild': 'discord.Guild',
  'discord.TextChannel.guild': 'discord.Guild',
  'snapcast.control.server.Snapserver.clients': { listOf: 'snapcast.control.client.Snapclient' },
  'snapcast.control.server.Snapserver.groups': { listOf: 'snapcast.control.group.Snapgroup' },
  'aioslimproto.server.SlimServer.players': { listOf: 'aioslimproto.client.SlimClient' },
};

/** What an object gives for a key. */
export const itemTypes: Readonly<Record<string, ResultType>> = {
  'pymongo.MongoClient': 'pymongo.database.Database',
  'pymongo.database.Database': 'pymongo.collection.Collection',
};

function each<Type extends ResultType>(owner: string, names: string, type: Type): Record<string, Type> {
  return Object.fromEntries(names.split(' ').map((name) => [`${owner}.${name}`, type]));
}
