/**
 * Calls of well-known packages that block the event loop. Left out on purpose:
 * - clients that connect when they are first used: `redis.Redis`, `pymongo.MongoClient`, `create_engine`, `Elasticsearch`,
 *   `GraphDatabase.driver`, `clickhouse_driver.Client`, `grpc.insecure_channel`, `OpenAI`, `Anthropic`;
 * - stubs that are generated (gRPC), whose methods nobody can know;
 * - `playwright.sync_api`, which refuses to run inside a loop by itself;
 * - `requests.connect` and `requests.trace`, which do not exist, and `close` of a client, which sends next to nothing;
 * - Django's querysets, which are `sync-queryset-in-async`, and work whose cost depends on its input (`PIL.Image`,
 *   `numpy.linalg`), which is `cpu-bound-in-async`;
 * - any `request` method in a file that imports urllib3: the receiver decides, not the name.
 */

import { type Group, same, twins } from './pythonGroups.ts';

const httpMethods = 'get post put patch delete head options request';
const httpClient = same('httpx.AsyncClient');
const asyncSql = same('sqlalchemy.ext.asyncio.AsyncSession');
const asyncPsycopg = same('psycopg.AsyncConnection');
const asyncRedis = twins('redis.asyncio.Redis', 'redis.asyncio.Redis', 'trio.to_thread.run_sync');
const asyncElastic = same('elasticsearch.AsyncElasticsearch');
const asyncNeo4j = same('neo4j.AsyncGraphDatabase');
const asyncMySql = same('asyncmy.connect');

export const packages: readonly Group[] = [
  { of: 'requests', names: httpMethods, kind: 'network', instead: httpClient },
  { of: 'requests.Session', names: `${httpMethods} send`, kind: 'network', instead: httpClient },
  { of: 'httpx httpx.Client', names: `${httpMethods} send`, kind: 'network', instead: httpClient },
  { of: 'httpx httpx.Client', names: 'stream', kind: 'network', rewrite: 'none', instead: httpClient },
  {
    of: 'httpx2 httpx2.Client',
    names: `${httpMethods} send`,
    kind: 'network',
    instead: same('httpx2.AsyncClient'),
  },
  {
    of: 'httpx2 httpx2.Client',
    names: 'stream',
    kind: 'network',
    rewrite: 'none',
    instead: same('httpx2.AsyncClient'),
  },
  {
    of: 'urllib3',
    names: 'request',
    kind: 'network',
    instead: httpClient,
  },
  {
    of:
      'urllib3.PoolManager urllib3.ProxyManager urllib3.HTTPConnectionPool urllib3.HTTPSConnectionPool ' +
      'urllib3.ConnectionPool urllib3.RequestMethods',
    names: '*',
    except: '*.* clear close connection_from_* is_same_host',
    kind: 'network',
    instead: httpClient,
  },
  { of: 'paramiko.SSHClient', names: 'connect exec_command open_sftp', kind: 'network', instead: same('asyncssh') },
  {
    of: 'paramiko.SFTPClient',
    names: 'get put open listdir stat mkdir remove rename',
    kind: 'network',
    instead: same('asyncssh'),
  },
  { of: 'dns.resolver', names: 'resolve query', kind: 'network', instead: same('dns.asyncresolver.resolve') },
  { of: 'feedparser', names: 'parse', kind: 'network' },
  {
    of: 'websocket',
    names: 'create_connection',
    kind: 'network',
    rewrite: 'none',
    instead: same('websockets.connect'),
  },
  { of: 'pytube.request', names: 'get post head', kind: 'network' },
  { of: 'yfinance', names: 'download', kind: 'network' },

  {
    of: 'psycopg2 psycopg',
    names: 'connect',
    kind: 'database',
    instead: asyncPsycopg,
    since: 'psycopg 3',
  },
  {
    of: 'psycopg2.extensions.connection',
    names: 'commit rollback',
    kind: 'database',
    instead: asyncPsycopg,
    since: 'psycopg 3',
  },
  {
    of: 'psycopg2.extensions.cursor',
    names: 'execute executemany callproc copy_from copy_to copy_expert',
    kind: 'database',
    instead: asyncPsycopg,
    since: 'psycopg 3',
  },
  { of: 'psycopg.Connection', names: 'connect execute commit rollback', kind: 'database', instead: asyncPsycopg },
  {
    of: 'psycopg.Cursor',
    names: 'execute executemany fetchone fetchmany fetchall',
    kind: 'database',
    instead: asyncPsycopg,
  },
  { of: 'pymysql MySQLdb', names: 'connect', kind: 'database', instead: asyncMySql },
  { of: 'pymysql.connections.Connection', names: 'query commit rollback', kind: 'database', instead: asyncMySql },
  { of: 'pymysql.cursors.Cursor', names: 'execute executemany', kind: 'database', instead: asyncMySql },
  { of: 'MySQLdb.connections.Connection', names: 'commit rollback', kind: 'database', instead: asyncMySql },
  { of: 'MySQLdb.cursors.Cursor', names: 'execute executemany', kind: 'database', instead: asyncMySql },
  {
    of: 'mysql.connector',
    names: 'connect',
    kind: 'database',
    instead: same('mysql.connector.aio.connect'),
    since: 'mysql-connector-python 8.1',
  },
  {
    of: 'mysql.connector.MySQLConnection',
    names: 'commit rollback',
    kind: 'database',
    instead: same('mysql.connector.aio.connect'),
    since: 'mysql-connector-python 8.1',
  },
  {
    of: 'mysql.connector.cursor.MySQLCursor',
    names: 'execute executemany fetchone fetchmany fetchall',
    kind: 'database',
    instead: same('mysql.connector.aio.connect'),
    since: 'mysql-connector-python 8.1',
  },
  {
    of: 'pymongo.collection.Collection',
    names:
      'find_one insert_one insert_many update_one update_many replace_one delete_one delete_many bulk_write ' +
      'find_one_and_update find_one_and_replace find_one_and_delete count_documents estimated_document_count distinct ' +
      'aggregate create_index drop',
    kind: 'database',
    instead: same('pymongo.AsyncMongoClient'),
    since: 'pymongo 4.9',
  },
  {
    of: 'pymongo.database.Database pymongo.MongoClient.*',
    names:
      '*.find_one *.insert_one *.insert_many *.update_one *.update_many *.replace_one *.delete_one *.delete_many *.bulk_write *.count_documents *.aggregate *.find_one_and_update',
    kind: 'database',
    instead: same('pymongo.AsyncMongoClient'),
    since: 'pymongo 4.9',
  },
  {
    of: 'redis.Redis',
    names:
      'get set setex mget mset delete exists expire incr decr hget hset hgetall hmget hdel lpush rpush lpop rpop lrange ' +
      'llen blpop brpop sadd srem smembers sismember zadd zrange zrem publish keys ttl ping flushdb flushall xadd xread ' +
      'xreadgroup xack execute_command eval evalsha',
    kind: 'database',
    instead: asyncRedis,
    since: 'redis 4.2',
  },
  { of: 'redis.client.Pipeline', names: 'execute', kind: 'database', instead: asyncRedis, since: 'redis 4.2' },
  { of: 'redis.client.PubSub', names: 'get_message', kind: 'database', instead: asyncRedis, since: 'redis 4.2' },
  {
    of: 'sqlalchemy.orm.Session',
    names: 'execute scalar scalars commit rollback flush refresh get merge',
    kind: 'database',
    rewrite: 'none',
    instead: asyncSql,
    since: 'SQLAlchemy 1.4',
  },
  {
    of: 'sqlalchemy.orm.Query',
    names: 'all first one one_or_none scalar count get delete update',
    kind: 'database',
    rewrite: 'none',
    instead: asyncSql,
    since: 'SQLAlchemy 1.4',
  },
  {
    of: 'sqlalchemy.engine.Connection',
    names: 'execute scalar scalars commit rollback',
    kind: 'database',
    rewrite: 'none',
    instead: same('sqlalchemy.ext.asyncio.AsyncConnection'),
    since: 'SQLAlchemy 1.4',
  },
  { of: 'sqlalchemy.engine.Engine', names: 'connect', kind: 'database', rewrite: 'none', instead: asyncSql },
  { of: 'cassandra.cluster.Cluster', names: 'connect', kind: 'database' },
  { of: 'cassandra.cluster.Session', names: 'execute', kind: 'database' },
  {
    of: 'clickhouse_driver.Client',
    names: 'execute execute_iter execute_with_progress insert_dataframe query_dataframe',
    kind: 'database',
    instead: same('asynch'),
  },
  {
    of: 'elasticsearch.Elasticsearch',
    names:
      'index create get mget search msearch bulk update delete delete_by_query update_by_query count exists ping info scroll',
    kind: 'database',
    instead: asyncElastic,
    since: 'elasticsearch 7.8',
  },
  {
    of: 'neo4j.Driver',
    names: 'execute_query verify_connectivity get_server_info',
    kind: 'database',
    instead: asyncNeo4j,
    since: 'neo4j 5',
  },
  {
    of: 'neo4j.Session',
    names: 'run execute_read execute_write read_transaction write_transaction',
    kind: 'database',
    rewrite: 'none',
    instead: asyncNeo4j,
    since: 'neo4j 5',
  },

  { of: 'boto3 boto3.Session', names: 'client resource', kind: 'sdk', instead: same('aiobotocore') },
  { of: 'botocore.session.Session', names: 'create_client', kind: 'sdk', instead: same('aiobotocore') },
  {
    of: 'botocore.client.BaseClient',
    names: '*',
    except:
      'can_paginate close generate_presigned_url generate_presigned_post get_paginator get_waiter exceptions* meta*',
    kind: 'sdk',
    instead: same('aiobotocore'),
  },
  {
    of: 'boto3.resources.base.ServiceResource',
    names: '*',
    except: '*.* batch_writer get_available_subresources',
    kind: 'sdk',
    instead: same('aiobotocore'),
  },
  {
    of: 'boto3.resources.base.ServiceResource',
    names: '*.create *.delete *.reboot *.start *.stop *.terminate',
    kind: 'sdk',
    instead: same('aiobotocore'),
  },
  // A collection asks the service when somebody takes an item.
  {
    of: 'boto3.resources.base.ServiceResource',
    names: '*.all *.filter *.limit *.pages',
    kind: 'sdk',
    rewrite: 'none',
    instead: same('aiobotocore'),
    returnsAtOnce: 'not-iterated',
  },
  { of: 'pika', names: 'BlockingConnection', kind: 'sdk', rewrite: 'none', instead: same('aio_pika') },
  { of: 'kafka', names: 'KafkaConsumer KafkaProducer', kind: 'sdk', instead: same('aiokafka') },
  { of: 'kafka.KafkaConsumer', names: 'poll commit', kind: 'sdk', instead: same('aiokafka') },
  { of: 'kafka.KafkaProducer', names: 'flush', kind: 'sdk', instead: same('aiokafka') },
  {
    of: 'confluent_kafka.Consumer',
    names: 'poll consume commit',
    kind: 'sdk',
    instead: same('aiokafka'),
    returnsAtOnce: 'zero-argument',
  },
  { of: 'confluent_kafka.Producer', names: 'flush', kind: 'sdk', instead: same('aiokafka') },
  {
    of: 'openai.resources.chat.completions.Completions openai.resources.completions.Completions openai.resources.responses.Responses openai.resources.embeddings.Embeddings',
    names: 'create parse',
    kind: 'sdk',
    instead: same('openai.AsyncOpenAI'),
    since: 'openai 1.0',
  },
  {
    of: 'openai.OpenAI openai.AzureOpenAI',
    names: '*.create *.parse *.retrieve *.list *.generate *.edit *.create_and_poll *.upload_and_poll',
    kind: 'sdk',
    instead: same('openai.AsyncOpenAI'),
    since: 'openai 1.0',
  },
  {
    of: 'anthropic.resources.messages.Messages anthropic.Anthropic.messages anthropic.Anthropic.completions',
    names: 'create parse count_tokens',
    kind: 'sdk',
    instead: same('anthropic.AsyncAnthropic'),
  },
  {
    of: 'google.cloud.storage.Client',
    names: 'get_bucket create_bucket lookup_bucket',
    kind: 'sdk',
    instead: same('gcloud.aio.storage.Storage'),
  },
  {
    of: 'google.cloud.storage.Blob',
    names:
      'upload_from_string upload_from_file upload_from_filename download_to_filename download_to_file download_as_bytes ' +
      'download_as_string download_as_text exists delete reload patch',
    kind: 'sdk',
    instead: same('gcloud.aio.storage.Storage'),
  },
  {
    of: 'google.cloud.bigquery.Client',
    names: 'query query_and_wait insert_rows insert_rows_json get_table create_table delete_table',
    kind: 'sdk',
  },
  {
    of: 'azure.storage.blob.BlobClient azure.storage.blob.ContainerClient azure.storage.blob.BlobServiceClient',
    names:
      'upload_blob download_blob delete_blob exists get_blob_properties create_container delete_container ' +
      'get_container_properties',
    kind: 'sdk',
    instead: same('azure.storage.blob.aio'),
  },
  {
    of: 'azure.identity.DefaultAzureCredential azure.identity.ClientSecretCredential azure.identity.ManagedIdentityCredential',
    names: 'get_token',
    kind: 'sdk',
    instead: same('azure.identity.aio'),
  },
  {
    of: 'stripe',
    names: '*.create *.retrieve *.list *.modify *.delete *.cancel *.confirm *.capture *.search',
    except: 'util* webhook*',
    kind: 'sdk',
  },
  {
    of: 'docker',
    names: 'from_env',
    kind: 'sdk',
    instead: same('aiodocker.Docker'),
  },
  {
    of: 'docker.DockerClient',
    names: 'ping info version df events containers.* images.* networks.* volumes.*',
    kind: 'sdk',
    instead: same('aiodocker.Docker'),
  },
  {
    of: 'docker.APIClient',
    names: '*',
    except: 'create_*_config create_*_configs close get_adapter base_url',
    kind: 'sdk',
    instead: same('aiodocker.Docker'),
  },
  {
    of: 'exa_py.Exa',
    names: 'search* find_similar* get_contents answer',
    kind: 'sdk',
    instead: same('exa_py.AsyncExa'),
  },
  {
    of: 'tavily.TavilyClient',
    names: 'search extract crawl map qna_search get_search_context',
    kind: 'sdk',
    instead: same('tavily.AsyncTavilyClient'),
  },
  { of: 'twilio.rest.Client', names: '*.create *.fetch *.list *.update *.delete', kind: 'sdk' },
  { of: 'slack_sdk.WebClient', names: '*', kind: 'sdk', instead: same('slack_sdk.web.async_client.AsyncWebClient') },
  {
    of: 'libopensonic.connection.Connection libopensonic.Connection',
    names: 'ping get* search* star unstar create* update* delete* scrobble stream download',
    kind: 'sdk',
  },
  { of: 'huggingface_hub', names: 'hf_hub_download snapshot_download', kind: 'sdk' },
  {
    of: 'selenium.webdriver',
    names: 'Chrome Firefox Edge Remote Safari',
    kind: 'sdk',
    instead: same('playwright.async_api'),
  },
  {
    of: 'selenium.webdriver.Chrome selenium.webdriver.Firefox selenium.webdriver.Edge selenium.webdriver.Remote',
    names: 'get refresh back find_element find_elements execute_script execute_async_script save_screenshot quit',
    kind: 'sdk',
    instead: same('playwright.async_api'),
  },

  { of: 'psutil', names: 'cpu_percent cpu_times_percent', kind: 'system', returnsAtOnce: 'without-interval' },
  { of: 'psutil', names: 'process_iter', kind: 'system', rewrite: 'none', returnsAtOnce: 'not-iterated' },
  { of: 'psutil', names: 'pids net_connections disk_usage sensors_temperatures wait_procs', kind: 'system' },
  { of: 'psutil.Process', names: 'cpu_percent', kind: 'system', returnsAtOnce: 'without-interval' },
  {
    of: 'psutil.Process',
    names:
      'children memory_info memory_full_info memory_maps open_files net_connections connections parents cmdline as_dict',
    kind: 'system',
  },
  { of: 'psutil.Process psutil.Popen', names: 'wait', kind: 'process', returnsAtOnce: 'zero-argument' },

  { of: 'bcrypt', names: 'hashpw checkpw kdf', kind: 'crypto' },
  { of: 'argon2.PasswordHasher', names: 'hash verify', kind: 'crypto' },
  { of: 'passlib.context.CryptContext', names: 'hash verify', kind: 'crypto' },
  { of: 'passlib.hash.*', names: 'hash verify', kind: 'crypto' },
  { of: 'werkzeug.security', names: 'generate_password_hash check_password_hash', kind: 'crypto' },

  { of: 'pandas', names: 'read_csv read_parquet read_excel read_json read_sql read_pickle', kind: 'file' },
  { of: 'cv2', names: 'imread imwrite', kind: 'file' },
];
