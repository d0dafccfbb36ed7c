/** What a chain of plain functions ends in, and how it is shown. */

import type { RelatedLocation } from '../../server/analysis/finding.ts';
import type { BlockingKind } from '../../server/blocking/blockingCall.ts';
import { otherRequestsWait } from '../../server/blocking/loopFunctions.ts';
import type { FunctionFact, ReachedCall, ReachFact } from '../../server/facts/facts.ts';

export interface ChainEnd {
  readonly call: ReachedCall;
  /** The message that fits. */
  readonly message: 'waiting' | 'file';
}

/** The nearest end that is sure to be slow, or else the nearest that works with files; `undefined` where all are harmless. */
export function chainEnd(
  { ends }: ReachFact,
  ignored: unknown,
  kindOf: (end: ReachedCall) => BlockingKind | undefined,
): ChainEnd | undefined {
  const isIgnored = (symbol: string) => Array.isArray(ignored) && ignored.includes(symbol);
  let file: ReachedCall | undefined;
  for (const end of ends) {
    const kind = isIgnored(end.symbol) ? undefined : kindOf(end);
    if (kind === undefined) continue;
    if (kind !== 'file' && kind !== 'path') return { call: end, message: 'waiting' };
    file ??= end;
  }
  return file === undefined ? undefined : { call: file, message: 'file' };
}

/** Each step of the chain, after whoever waits besides the function itself. */
export function chainLocations(
  { steps }: ReachedCall,
  owner: FunctionFact,
  ownPath: string,
): readonly RelatedLocation[] {
  const waiting = owner.role === 'request-handler' ? [{ range: owner.nameRange, message: otherRequestsWait }] : [];
  return [
    ...waiting,
    ...steps.map((step) => ({
      ...(step.path === ownPath ? {} : { path: step.path }),
      range: step.range,
      message: {
        en: `\`${step.function}\` calls \`${step.calleeText}\`.`,
        zh: `\`${step.function}\` 调用 \`${step.calleeText}\`。`,
      },
    })),
  ];
}
