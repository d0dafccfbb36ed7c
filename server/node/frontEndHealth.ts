/** How a front end fares, for those who tell the user. */

/** What ended a thread. */
export type Fault = 'crashed' | 'came to no end' | 'ran out of memory';

export interface FrontEndHealth {
  /** `silent`: asked something, and nothing has been heard for long. `failing`: given up on after many faults. */
  readonly condition: 'working' | 'silent' | 'failing';
  /** What ended the last thread that did not end by itself. */
  readonly fault?: Fault;
  /** Files that faults came down to; they are not asked about again until they change. */
  readonly setAside: readonly string[];
}
