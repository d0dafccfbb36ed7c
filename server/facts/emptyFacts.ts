/** Facts that say nothing, for what a front end does not look at and for files without any code. */

import type { Facts } from './facts.ts';

export const emptyFacts: Omit<Facts, 'file'> = {
  functions: [],
  calls: [],
  awaits: [],
  loops: [],
  dropped: [],
  fanOuts: [],
  tries: [],
  contexts: [],
  executors: [],
  constructors: [],
  cachedPromises: [],
  callbacks: [],
  escapes: [],
  syncTries: [],
  needlessAsyncs: [],
  protocolFlaws: [],
  protocolUses: [],
  misuses: [],
  held: [],
  repeatedAwaits: [],
  unrunTests: [],
  reached: [],
  imports: [],
  moduleNames: [],
  controlComments: [],
  multilineTexts: [],
  syntaxErrors: [],
};
