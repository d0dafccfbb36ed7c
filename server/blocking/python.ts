/** Which calls of Python block the event loop, by the full name of their callee and by what they are given. */

import { fullNameMatcher, lastNameOf } from '../analysis/fullNames.ts';
import type { Fate } from '../facts/facts.ts';
import type { BlockingKind } from './blockingCall.ts';
import type { Group, PythonBlockingCall } from './pythonGroups.ts';
import { databases } from './pythonDatabases.ts';
import { packages } from './pythonPackages.ts';
import { standardLibrary } from './pythonStandardLibrary.ts';

interface Listed {
  /** May hold `*`. */
  readonly name: string;
  readonly call: PythonBlockingCall;
  readonly isExcepted: (symbol: string) => boolean;
}

const listed: readonly Listed[] = [...standardLibrary, ...databases, ...packages].flatMap(listedOf);

function listedOf(group: Group): readonly Listed[] {
  const call: PythonBlockingCall = { ...group, rewrite: group.rewrite ?? 'thread' };
  return group.of.split(' ').flatMap((owner) => {
    const excepted = fullNameMatcher((group.except ?? '').split(' ').map((name) => `${owner}.${name}`));
    return group.names.split(' ').map((name) => ({
      name: `${owner}.${name}`,
      call,
      isExcepted: (symbol: string) =>
        excepted(symbol) || (name === '*' && !/^_*[a-z]/.test(symbol.slice(owner.length + 1))),
    }));
  });
}

const exact: ReadonlyMap<string, PythonBlockingCall> = new Map(
  listed.filter(({ name }) => !name.includes('*')).map(({ name, call }) => [name, call] as const),
);

const patterns = listed
  .filter(({ name }) => name.includes('*'))
  .map((each) => ({ ...each, matches: fullNameMatcher([each.name]) }));

/** Where a definition lies, when that is not the name it is known by. */
const homes: readonly (readonly [home: string, known: string])[] = [
  ['requests.sessions.Session', 'requests.Session'],
  ['requests.api', 'requests'],
  ['httpx._client.Client', 'httpx.Client'],
  ['httpx._api', 'httpx'],
  ['urllib3.poolmanager', 'urllib3'],
  ['urllib3.connectionpool', 'urllib3'],
  ['urllib3.request.RequestMethods', 'urllib3.RequestMethods'],
  ['redis.client.Redis', 'redis.Redis'],
  ['redis.StrictRedis', 'redis.Redis'],
  ['sqlalchemy.orm.session.Session', 'sqlalchemy.orm.Session'],
  ['sqlalchemy.engine.base.Connection', 'sqlalchemy.engine.Connection'],
  ['pymongo.synchronous.collection.Collection', 'pymongo.collection.Collection'],
  ['boto3.session.Session', 'boto3.Session'],
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

/** What blocks about the call with this full name, if anything does. */
export function blockingCallNamed(symbol: string): PythonBlockingCall | undefined {
  let call = known.get(symbol);
  if (call === undefined) {
    call = findCall(symbol) ?? 'none';
    known.set(symbol, call);
  }
  return call === 'none' ? undefined : call;
}

/** The same names are asked about again and again. */
const known = new Map<string, PythonBlockingCall | 'none'>();

function findCall(symbol: string): PythonBlockingCall | undefined {
  const home = homes.find(([prefix]) => symbol.startsWith(`${prefix}.`));
  return listedCall(symbol) ?? (home && listedCall(home[1] + symbol.slice(home[0].length)));
}

function listedCall(symbol: string): PythonBlockingCall | undefined {
  return exact.get(symbol) ?? patterns.find(({ matches, isExcepted }) => matches(symbol) && !isExcepted(symbol))?.call;
}

/** A call as far as its own text tells whether it waits. */
interface MadeCall {
  readonly argumentTexts: readonly string[];
  readonly fate: Fate;
}

/** What the loop waits for, unless the arguments say that the call returns at once. */
export function pythonBlockingKind(
  blocking: PythonBlockingCall,
  { argumentTexts, fate }: MadeCall,
): BlockingKind | undefined {
  const { kind } = blocking;
  const isZero = (text: string) => /(?:^|=\s*)(?:False|0|0\.0)$/.test(text);
  switch (blocking.returnsAtOnce) {
    case 'zero-argument':
    case 'items-there':
      return argumentTexts.some(isZero) ? undefined : kind;
    case 'no-hang-option':
      return argumentTexts.some((text) => text.includes('WNOHANG')) ? undefined : kind;
    // A generator asks the file system when somebody takes an item.
    case 'not-iterated':
      return ['assigned', 'returned', 'stored'].includes(fate) ? undefined : kind;
    case 'without-arguments':
      return argumentTexts.length === 0 ? undefined : kind;
    case 'without-interval':
      return argumentTexts.some((text) => /^(?:interval\s*=\s*)?[\d.]*[1-9]/.test(text)) ? kind : undefined;
    case 'without-timeout':
      return argumentTexts.some((text) => /^(?:timeout\w*\s*=.*|[\d.]+)$/.test(text) && !isZero(text))
        ? kind
        : undefined;
    case 'without-waiting':
      return argumentTexts.some((text) => /\bP_WAIT\b/.test(text)) ? kind : 'system';
    case 'unless-synchronous':
      return argumentTexts.some((text) => /^asynchronous\s*=\s*False$/.test(text)) ? kind : undefined;
    case 'numeric-address':
      return argumentTexts.some((text) => /numeric/i.test(text)) ? undefined : kind;
    case 'in-memory':
      return argumentTexts.some((text) => /^cadata\b/.test(text)) ? undefined : kind;
    case 'unless-address':
      return argumentTexts.some((text) => /^[\w.]*['"]https?:|(?:url|uri|href|link)s?(?:\[[^\]]*\])?$/i.test(text))
        ? kind
        : undefined;
    default:
      return kind;
  }
}

/** Last names of the callees above. */
export const pythonNames: readonly string[] = [...new Set(listed.map(({ name }) => lastNameOf(name)))];

/** Full names of the callees above, under each module that is known to hold them. */
export const pythonCalls: readonly string[] = listed.flatMap(({ name }) => [
  name,
  ...homes.filter(([, real]) => name.startsWith(`${real}.`)).map(([alias, real]) => alias + name.slice(real.length)),
]);
