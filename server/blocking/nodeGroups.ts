/** How the lists of blocking calls of Node, Deno, Bun, browsers and npm packages are written. */

import type { BlockingKind, Since } from './blockingCall.ts';

export interface NodeBlockingCall {
  readonly kind: BlockingKind;
  readonly twin: Twin;
  /** Left out where the twin is as old as the call. */
  readonly since?: Since;
  /** It comes back at once where one of its arguments is written so, such as `{ async: true }`. */
  readonly unlessGiven?: RegExp;
  /** It blocks only where one of its arguments is written so, such as `{ sync: true }`. */
  readonly ifGiven?: RegExp;
}

export type Twin =
  /** An export that takes the same arguments and gives a promise of the same result. */
  | { readonly how: 'export'; readonly module: string; readonly name: string }
  /** A member beside the blocking one that takes the same arguments and gives a promise of the same result. */
  | { readonly how: 'member'; readonly name: string }
  /**
   * A function with a callback in the same module. `result` is the member of the promised value that is the result.
   * `typed`: its types survive `promisify` with this many arguments only, and the result must be said to be of this type.
   */
  | {
      readonly how: 'promisify';
      readonly module: string;
      readonly name: string;
      readonly result?: string;
      readonly typed?: { readonly parameters: number; readonly result: string };
    }
  /** Something that takes other arguments or gives another result, so that no fix can write it. */
  | { readonly how: 'advice'; readonly text: string };

export interface Group extends Omit<NodeBlockingCall, 'twin'> {
  /** Modules that all have these exports; `global` for what needs no import. */
  readonly modules: readonly string[];
  /** Space separated; `name>twin` where the twin's name is not the name without `Sync`. */
  readonly names: string;
  readonly twin: (module: string, name: string) => Twin;
}

export const fromModule =
  (module: string) =>
  (_: string, name: string): Twin => ({ how: 'export', module, name });
export const sameModule = (module: string, name: string): Twin => ({ how: 'export', module, name });
export const promisified = (module: string, name: string): Twin => ({ how: 'promisify', module, name });
export const member = (_: string, name: string): Twin => ({ how: 'member', name });
export const advice = (text: string) => (): Twin => ({ how: 'advice', text });
/** The twin of this name has other arguments. */
export const namedTwin = (_: string, name: string): Twin => ({ how: 'advice', text: name });

/** When Node got something that is younger than the blocking call it replaces. */
export const inNode = (version: string, year: number): Since => ({ of: 'Node', version, year });

/** What `node:fs` and the packages that stand in for it have in common. */
export const fileCalls =
  'renameSync truncateSync chownSync lchownSync lutimesSync chmodSync lchmodSync linkSync symlinkSync unlinkSync ' +
  'rmdirSync rmSync mkdirSync mkdtempSync readdirSync utimesSync readFileSync writeFileSync appendFileSync copyFileSync ' +
  'cpSync opendirSync statfsSync';
export const pathCalls = 'statSync lstatSync realpathSync readlinkSync accessSync';
export const handleCalls =
  'openSync readSync readvSync writeSync writevSync fsyncSync fdatasyncSync ftruncateSync fchmodSync fchownSync ' +
  'futimesSync';
