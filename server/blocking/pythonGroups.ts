/** How the lists of Python's blocking calls are written. */

import type { AsyncLibrary } from '../facts/facts.ts';
import type { BlockingKind } from './blockingCall.ts';
import type { TwinName } from './pythonTwins.ts';

/** What to use instead, by library; a worker thread where a library is left out. */
export type Twins = Readonly<Partial<Record<AsyncLibrary, TwinName>>>;

export interface PythonBlockingCall {
  readonly kind: BlockingKind;
  /**
   * `direct`: the function of `instead` takes the same arguments. `thread`: the call may run in a worker thread as it
   * stands. `none`: its object belongs to the thread that made it, or lives on after the call.
   */
  readonly rewrite: 'direct' | 'thread' | 'none';
  /** A thread where it is left out. */
  readonly instead?: Twins;
  /** What makes this call return at once. */
  readonly returnsAtOnce?: ByArguments | ByOtherCalls;
}

/**
 * What the arguments of the call say. `without-arguments`: nothing says where to connect to; `without-interval`: it
 * compares with the call before; `without-timeout`: it takes what has come already; `without-waiting`: it only starts a
 * process; `unless-synchronous`: it only asks for the work; `in-memory`: what it works on is given; `unless-address`: what
 * is given is the text itself, no address to fetch it from; `numeric-address`: nobody need be asked what a name stands for.
 */
type ByArguments =
  | 'zero-argument'
  | 'no-hang-option'
  | 'not-iterated'
  | 'without-arguments'
  | 'without-interval'
  | 'without-timeout'
  | 'without-waiting'
  | 'unless-synchronous'
  | 'in-memory'
  | 'unless-address'
  | 'numeric-address';

/** What other calls of the same function have made sure of; who opens a file is reported where it is opened. */
type ByOtherCalls = 'done-before' | 'items-there' | 'non-blocking-socket' | 'opened-here';

export interface Group extends Omit<PythonBlockingCall, 'rewrite'> {
  /** Modules or classes, space separated. In these and in `names`, `*` stands for any text. */
  readonly of: string;
  /** Space separated. A lone `*` stands for methods, which begin in lower case. */
  readonly names: string;
  /** Of the names that a `*` stands for, those that do not block; space separated, `*` as well. */
  readonly except?: string;
  /** `thread` where it is left out. */
  readonly rewrite?: PythonBlockingCall['rewrite'];
}

/** The same under every library. */
export function same(name: TwinName): Twins {
  return { asyncio: name, anyio: name, trio: name };
}

/** What runs on asyncio's loop alone, which code that imports anyio mostly runs on. */
export function onAsyncio(name: TwinName): Twins {
  return { asyncio: name, anyio: name };
}

export function twins(asyncio: TwinName, anyio: TwinName, trio: TwinName): Twins {
  return { asyncio, anyio, trio };
}
