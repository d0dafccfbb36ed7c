/** How the lists of Python's blocking calls are written. */

import type { AsyncLibrary } from '../facts/facts.ts';
import type { BlockingKind } from './blockingCall.ts';

/** What to use instead, by library. */
export type Twins = Readonly<Record<AsyncLibrary, string>>;

export interface PythonBlockingCall {
  readonly kind: BlockingKind;
  /**
   * `direct`: the function of `instead` takes the same arguments. `thread`: the call may run in a worker thread as it
   * stands. `none`: its object belongs to the thread that made it, or lives on after the call.
   */
  readonly rewrite: 'direct' | 'thread' | 'none';
  /** A thread where it is left out. */
  readonly instead?: Twins;
  /** The oldest version that has what is in `instead`, such as `pymongo 4.9`. */
  readonly since?: string;
  /** What makes this call return at once. */
  readonly returnsAtOnce?: ByArguments | ByOtherCalls;
}

/**
 * What the arguments of the call say. `without-arguments`: nothing says where to connect to; `without-interval`: it
 * compares with the call before; `without-waiting`: it only starts a process; `in-memory`: what it works on is given.
 */
type ByArguments =
  | 'zero-argument'
  | 'no-hang-option'
  | 'not-iterated'
  | 'without-arguments'
  | 'without-interval'
  | 'without-waiting'
  | 'in-memory';

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

export function same(name: string): Twins {
  return { asyncio: name, anyio: name, trio: name };
}

export function twins(asyncio: string, anyio: string, trio: string): Twins {
  return { asyncio, anyio, trio };
}
