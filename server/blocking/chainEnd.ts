/** Which of the calls that plain functions lead to blocks the event loop. */

import type { Language } from '../analysis/document.ts';
import type { ReachedCall, ReachFact } from '../facts/facts.ts';
import type { BlockingKind } from './blockingCall.ts';
import { nodeBlockingCalls } from './node.ts';
import { blockingCallNamed } from './python.ts';

export interface BlockingEnd {
  readonly kind: BlockingKind;
  readonly call: ReachedCall;
}

/** The nearest end that is sure to be slow, or else the nearest that works with files; `undefined` where all are harmless. */
export function blockingEnd(
  language: Language,
  { ends }: ReachFact,
  isIgnored: (symbol: string) => boolean = () => false,
): BlockingEnd | undefined {
  let file: BlockingEnd | undefined;
  for (const call of ends) {
    const kind = isIgnored(call.symbol) ? undefined : blockingKind(language, call);
    if (kind === undefined) continue;
    if (!waitsForDisk(kind)) return { kind, call };
    file ??= { kind, call };
  }
  return file;
}

/** Disks are mostly fast, so that whoever waits for one may not mind. */
export function waitsForDisk(kind: BlockingKind): boolean {
  return kind === 'file' || kind === 'path';
}

/** What a call waits for, as far as the call itself tells; `undefined` where it may return at once. */
export function blockingKind(
  language: Language,
  { symbol, argumentTexts, fate }: Omit<ReachedCall, 'steps' | 'calleeText'>,
): BlockingKind | undefined {
  if (language === 'typescript') return nodeBlockingCalls.get(symbol)?.kind;
  const blocking = blockingCallNamed(symbol);
  switch (blocking?.returnsAtOnce) {
    case undefined:
      return blocking?.kind;
    case 'zero-argument':
      return argumentTexts.some((text) => /(?:^|=\s*)(?:False|0|0\.0)$/.test(text)) ? undefined : blocking?.kind;
    case 'no-hang-option':
      return argumentTexts.some((text) => text.includes('WNOHANG')) ? undefined : blocking?.kind;
    // A generator asks the file system when somebody takes an item.
    case 'not-iterated':
      return ['assigned', 'returned', 'stored'].includes(fate) ? undefined : blocking?.kind;
    // Whether these wait depends on what the function did before.
    default:
      return undefined;
  }
}
