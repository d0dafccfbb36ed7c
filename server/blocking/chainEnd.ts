/** Which of the calls that plain functions lead to blocks the event loop. */

import type { Language } from '../analysis/document.ts';
import type { RelatedLocation } from '../analysis/finding.ts';
import type { ReachedCall, ReachFact } from '../facts/facts.ts';
import type { BlockingKind } from './blockingCall.ts';
import { nodeBlockingCall } from './node.ts';
import { blockingCallNamed, pythonBlockingKind } from './python.ts';

export interface BlockingEnd {
  readonly kind: BlockingKind;
  readonly call: ReachedCall;
}

/** What a user's configuration says of full names. */
export interface ConfiguredNames {
  readonly isIgnored: (symbol: string) => boolean;
  readonly isConfigured: (symbol: string) => boolean;
}

const nothingConfigured: ConfiguredNames = { isIgnored: () => false, isConfigured: () => false };

/** The nearest end that is sure to be slow, or else the nearest that is mostly quick; `undefined` where all are harmless. */
export function blockingEnd(
  language: Language,
  { ends }: ReachFact,
  { isIgnored, isConfigured }: ConfiguredNames = nothingConfigured,
): BlockingEnd | undefined {
  let quick: BlockingEnd | undefined;
  for (const call of ends) {
    if (isIgnored(call.symbol) || isPartOfOwnLock(call)) continue;
    const kind = blockingKind(language, call) ?? (isConfigured(call.symbol) ? 'configured' : undefined);
    if (kind === undefined) continue;
    if (!isMostlyQuick(kind)) return { kind, call };
    quick ??= { kind, call };
  }
  return quick;
}

/** A project's own lock is taken for a moment, as `with lock:` is, which counts as no wait either. */
function isPartOfOwnLock({ symbol, steps }: ReachedCall): boolean {
  return waitsForThreads.test(symbol) && takesLock.test(steps.at(-1)?.function ?? '');
}

const waitsForThreads = /\b_?(?:Lock|RLock|Semaphore|Condition)\.(?:acquire|wait|wait_for)$/;

/** `RWLock.acquire_read`, `lock_for_reading`; what a pool has is waited for longer. */
const takesLock = /(?:Lock|Mutex)\w*\.\w+$|(?:^|[._])lock(?:_\w+)?$/;

/** Disks and operating systems are mostly fast, so that whoever waits for one may not mind. */
export function isMostlyQuick(kind: BlockingKind): boolean {
  return kind === 'file' || kind === 'path' || kind === 'system';
}

/** What a call waits for, as far as the call itself tells; `undefined` where it may return at once. */
export function blockingKind(
  language: Language,
  call: Omit<ReachedCall, 'steps' | 'calleeText'>,
): BlockingKind | undefined {
  if (language === 'typescript') return nodeBlockingCall(call.symbol, call.argumentTexts)?.kind;
  const blocking = blockingCallNamed(call.symbol);
  if (blocking?.returnsAtOnce === 'zero-argument' && call.argumentTexts.some(isHandedOn)) return undefined;
  switch (blocking?.returnsAtOnce) {
    // Whether these wait depends on what the function did before.
    case 'done-before':
    case 'items-there':
    case 'non-blocking-socket':
    case 'opened-here':
      return undefined;
    default:
      return blocking === undefined || isShortSleep(blocking.kind, call.argumentTexts)
        ? undefined
        : pythonBlockingKind(blocking, call);
  }
}

/** `wait=wait`: whoever calls the helper says whether it waits. */
function isHandedOn(argumentText: string): boolean {
  return /^(\w+)\s*=\s*\1$/.test(argumentText);
}

/** Ten milliseconds or less, which whoever wrote the helper has thought about. */
function isShortSleep(kind: BlockingKind, [duration = '']: readonly string[]): boolean {
  return kind === 'sleep' && /^0?\.0\d*$/.test(duration) && Number(duration) <= 0.01;
}

/** Each call on the way to the end of a chain, as a finding shows it. */
export function chainSteps({ steps }: Pick<ReachedCall, 'steps'>, ownPath: string): readonly RelatedLocation[] {
  return steps.map(({ path, range, function: caller, calleeText }) => ({
    ...(path === ownPath ? {} : { path }),
    range,
    message: { en: `\`${caller}\` calls \`${calleeText}\`.`, zh: `\`${caller}\` 调用 \`${calleeText}\`。` },
  }));
}
