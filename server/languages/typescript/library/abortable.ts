/** Calls of platforms and packages that take a signal. */

import type { UnforwardedSignalFact } from '../../../facts/facts.ts';

/** What takes its options at this position, in code whose types nobody knows. */
export const optionsPositions: ReadonlyMap<string, number> = new Map([
  ['global.fetch', 1],
  ['undici.fetch', 1],
  ['undici.request', 1],
  ['node-fetch.default', 1],
  ['cross-fetch.default', 1],
  ['axios.default.get', 1],
  ['axios.default.delete', 1],
  ['axios.default.post', 2],
  ['axios.default.put', 2],
  ['axios.default.patch', 2],
  ['node:timers/promises.setTimeout', 2],
  ['node:timers/promises.scheduler.wait', 1],
  ['node:events.once', 2],
  ['node:fs/promises.readFile', 1],
]);

/** `undefined` where stopping halfway does more harm than waiting, as for files that are written. */
export function workOf(symbol: string): UnforwardedSignalFact['work'] | undefined {
  if (written.test(symbol)) return undefined;
  if (requests.test(symbol)) return 'request';
  if (pauses.test(symbol)) return 'pause';
  return symbol.startsWith('node:fs') ? 'read' : 'library';
}

const written =
  /^node:fs(?:\/promises)?\.(?:\w+\.)?(?:write|append)|^node:(?:stream(?!\/web)|child_process|http2?|net|test)\b/;
const requests = /^global\.fetch$|^(?:undici|node-fetch|cross-fetch|axios|got|ky|needle|superagent)\./;
const pauses = /^node:(?:timers\/promises|events)\.|^(?:delay|p-event|p-retry|p-wait-for)\./;
