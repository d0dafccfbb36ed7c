/**
 * Calls of well-known packages that block the event loop until a database answers. Left out on purpose are clients that
 * connect when they are first used: `redis.Redis`, `pymongo.MongoClient`, `create_engine`, `Elasticsearch`,
 * `GraphDatabase.driver`, `clickhouse_driver.Client`.
 */

import { type Group, onAsyncio } from './pythonGroups.ts';

const asyncSql = onAsyncio('sqlalchemy.ext.asyncio.AsyncSession');
const asyncPsycopg = onAsyncio('psycopg.AsyncConnection');
const asyncRedis = onAsyncio('redis.asyncio.Redis');
const asyncElastic = onAsyncio('elasticsearch.AsyncElasticsearch');
const asyncNeo4j = onAsyncio('neo4j.AsyncGraphDatabase');
const asyncMySql = onAsyncio('asyncmy.connect');

export const databases: readonly Group[] = [
  {
    of: 'psycopg2 psycopg',
    names: 'connect',
    kind: 'database',
    instead: asyncPsycopg,
  },
  {
    of: 'psycopg2.extensions.connection',
    names: 'commit rollback',
    kind: 'database',
    instead: asyncPsycopg,
  },
  {
    of: 'psycopg2.extensions.cursor',
    names: 'execute executemany callproc copy_from copy_to copy_expert',
    kind: 'database',
    instead: asyncPsycopg,
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
    instead: onAsyncio('mysql.connector.aio.connect'),
  },
  {
    of: 'mysql.connector.MySQLConnection',
    names: 'commit rollback',
    kind: 'database',
    instead: onAsyncio('mysql.connector.aio.connect'),
  },
  {
    of: 'mysql.connector.cursor.MySQLCursor',
    names: 'execute executemany fetchone fetchmany fetchall',
    kind: 'database',
    instead: onAsyncio('mysql.connector.aio.connect'),
  },
  {
    of: 'pymongo.collection.Collection',
    names:
      'find_one insert_one insert_many update_one update_many replace_one delete_one delete_many bulk_write ' +
      'find_one_and_update find_one_and_replace find_one_and_delete count_documents estimated_document_count distinct ' +
      'aggregate create_index drop',
    kind: 'database',
    instead: onAsyncio('pymongo.AsyncMongoClient'),
  },
  {
    of: 'pymongo.database.Database pymongo.MongoClient.*',
    names:
      '*.find_one *.insert_one *.insert_many *.update_one *.update_many *.replace_one *.delete_one *.delete_many *.bulk_write *.count_documents *.aggregate *.find_one_and_update',
    kind: 'database',
    instead: onAsyncio('pymongo.AsyncMongoClient'),
  },
  {
    of: 'redis.Redis',
    names:
      'get set setex mget mset delete exists expire incr decr hget hset hgetall hmget hdel lpush rpush lpop rpop lrange ' +
      'llen blpop brpop sadd srem smembers sismember zadd zrange zrem publish keys ttl ping flushdb flushall xadd xread ' +
      'xreadgroup xack execute_command eval evalsha',
    kind: 'database',
    instead: asyncRedis,
  },
  { of: 'redis.client.Pipeline', names: 'execute', kind: 'database', instead: asyncRedis },
  {
    of: 'redis.client.PubSub',
    names: 'get_message',
    kind: 'database',
    instead: asyncRedis,
    returnsAtOnce: 'without-timeout',
  },
  {
    of: 'sqlalchemy.orm.Session',
    names: 'execute scalar scalars commit rollback flush refresh get merge',
    kind: 'database',
    rewrite: 'none',
    instead: asyncSql,
  },
  {
    of: 'sqlalchemy.orm.Query',
    names: 'all first one one_or_none scalar count get delete update',
    kind: 'database',
    rewrite: 'none',
    instead: asyncSql,
  },
  {
    of: 'sqlalchemy.engine.Connection',
    names: 'execute scalar scalars commit rollback',
    kind: 'database',
    rewrite: 'none',
    instead: onAsyncio('sqlalchemy.ext.asyncio.AsyncConnection'),
  },
  {
    of: 'sqlalchemy.engine.Engine',
    names: 'connect',
    kind: 'database',
    rewrite: 'none',
    instead: onAsyncio('sqlalchemy.ext.asyncio.AsyncEngine'),
  },
  { of: 'cassandra.cluster.Cluster', names: 'connect', kind: 'database' },
  { of: 'cassandra.cluster.Session', names: 'execute', kind: 'database' },
  {
    of: 'clickhouse_driver.Client',
    names: 'execute execute_iter execute_with_progress insert_dataframe query_dataframe',
    kind: 'database',
    instead: onAsyncio('asynch'),
  },
  {
    of: 'elasticsearch.Elasticsearch',
    names:
      'index create get mget search msearch bulk update delete delete_by_query update_by_query count exists ping info scroll',
    kind: 'database',
    instead: asyncElastic,
  },
  {
    of: 'neo4j.Driver',
    names: 'execute_query verify_connectivity get_server_info',
    kind: 'database',
    instead: asyncNeo4j,
  },
  {
    of: 'neo4j.Session',
    names: 'run execute_read execute_write read_transaction write_transaction',
    kind: 'database',
    rewrite: 'none',
    instead: asyncNeo4j,
  },
];
