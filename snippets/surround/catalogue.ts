/** Everything that may be put around a selection, in the order in which it is offered. */

import type { Language } from '../../server/analysis/document.ts';
import { finallyBlock as finallyInPython } from './python/finallyBlock.ts';
import { gather as gatherInPython } from './python/gather.ts';
import { group as groupInPython } from './python/group.ts';
import { lock as lockInPython } from './python/lock.ts';
import { semaphore as semaphoreInPython } from './python/semaphore.ts';
import { thread } from './python/thread.ts';
import { timeout as timeoutInPython } from './python/timeout.ts';
import type { Surround } from './surround.ts';
import { finallyBlock as finallyInTypescript } from './typescript/finallyBlock.ts';
import { gather as gatherInTypescript } from './typescript/gather.ts';
import { group as groupInTypescript } from './typescript/group.ts';
import { lock as lockInTypescript } from './typescript/lock.ts';
import { semaphore as semaphoreInTypescript } from './typescript/semaphore.ts';
import { timeout as timeoutInTypescript } from './typescript/timeout.ts';

export const surrounds: readonly Surround[] = [
  gatherInPython,
  groupInPython,
  timeoutInPython,
  semaphoreInPython,
  lockInPython,
  thread,
  finallyInPython,
  gatherInTypescript,
  groupInTypescript,
  timeoutInTypescript,
  semaphoreInTypescript,
  lockInTypescript,
  finallyInTypescript,
];

/** Last names of calls whose full names they want to know. */
export const surroundInterest: Readonly<Record<Language, readonly string[]>> = {
  typescript: ['fetch'],
  python: ['create_task'],
};
