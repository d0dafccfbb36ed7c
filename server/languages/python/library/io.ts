/** Awaitables that take a connection, a file or a process, and those that wait for nothing outside. */

import { awaitableKindOf } from './awaitables.ts';
import { isSubclass } from './classes.ts';

/** Everything awaitable in these packages talks to somebody. */
const packages: readonly string[] = [
  'aiohttp.',
  'httpx.',
  'asyncpg.',
  'aiosqlite.',
  'aiofiles.',
  'redis.asyncio.',
  'aio_pika.',
  'aiokafka.',
  'websockets.',
  'psycopg.',
  'sqlalchemy.ext.asyncio.',
  'grpc.aio.',
  'openai.',
  'asyncio.AbstractEventLoop.sock_',
  'anyio.Path.',
];

/**
 * Who works over a connection that is open already takes nothing more from anybody, so a broadcast to all that are
 * connected is fine: what counts is how many connections are opened. A pool that lets everybody wait for one of its own is a limit.
 */
const connections: readonly string[] = [
  'asyncpg.create_pool',
  'asyncpg.Connection.',
  'asyncpg.Pool.',
  'aiohttp.ClientWebSocketResponse.',
  'aiohttp.web.WebSocketResponse.',
  'aiosqlite.Connection.',
  'aiosqlite.Cursor.',
];

const functions: ReadonlySet<string> = new Set([
  ...'open_connection open_unix_connection create_subprocess_exec create_subprocess_shell'
    .split(' ')
    .map((name) => `asyncio.${name}`),
  ...'create_connection getaddrinfo subprocess_exec subprocess_shell'
    .split(' ')
    .map((name) => `asyncio.AbstractEventLoop.${name}`),
  ...'connect_tcp connect_unix run_process open_process open_file getaddrinfo'
    .split(' ')
    .map((name) => `anyio.${name}`),
  ...'open_tcp_stream open_ssl_over_tcp_stream open_unix_socket run_process open_file'
    .split(' ')
    .map((name) => `trio.${name}`),
  'aiohttp.request',
]);

export function doesIo(symbol: string): boolean {
  if (functions.has(symbol)) return true;
  if (connections.some((prefix) => symbol.startsWith(prefix))) return false;
  const isKnown = awaitableKindOf(symbol) !== undefined || /\.(stream|request|begin)$/.test(symbol);
  return isKnown && packages.some((prefix) => symbol.startsWith(prefix));
}

/** Waits for time or for other tasks only. */
export function isQuiet(symbol: string): boolean {
  return (
    !doesIo(symbol) &&
    /^(asyncio|anyio|trio)\.(lowlevel\.|sleep|Event|Lock|Condition|Semaphore|Barrier|Queue|timeout|wait)/.test(symbol)
  );
}

const limiters: readonly string[] = [
  'asyncio.Semaphore',
  'asyncio.Lock',
  'anyio.Semaphore',
  'anyio.CapacityLimiter',
  'anyio.Lock',
  'trio.Semaphore',
  'trio.CapacityLimiter',
  'trio.Lock',
  'aiolimiter.AsyncLimiter',
];

export function isLimiter(type: string): boolean {
  return limiters.some((limiter) => isSubclass(type, limiter));
}
