/** What the catalogue says about one blocking call. */

/** What the loop waits for. Each kind has a message of its own, and so a level of its own. */
export type BlockingKind =
  | 'sleep'
  | 'network'
  | 'process'
  | 'system'
  | 'database'
  /** A database in the same process, by a library that has no other form. */
  | 'embedded'
  | 'sdk'
  | 'thread'
  | 'input'
  | 'crypto'
  | 'compression'
  | 'compilation'
  | 'file'
  | 'path'
  /** What a user's configuration calls blocking. */
  | 'configured';

/** The version that brought what takes the place of a blocking call, where that call is older. */
export interface Since {
  /** `Node`, or the name of a package. */
  readonly of: string;
  readonly version: string;
  /** In which it came out. */
  readonly year: number;
}

/** Whether somebody may well have an older version still. */
export function isYoung({ year }: Since): boolean {
  return year >= 2022;
}
