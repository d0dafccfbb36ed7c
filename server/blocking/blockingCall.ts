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
  | 'file'
  | 'path'
  /** What a user's configuration calls blocking. */
  | 'configured';
