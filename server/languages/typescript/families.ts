/**
 * Families of facts: each looks at nodes of a few kinds, says which of them need types, and makes facts of them. All
 * share one walk over a file and one request for types over many files.
 */

import type { Node, SyntaxKind } from 'typescript/unstable/ast';
import type { Facts } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import { cachedPromiseFamily } from './cachedPromises.ts';
import { callbackFamily } from './callbacks.ts';
import { collectionFamily } from './collections.ts';
import { constructorFamily } from './constructors.ts';
import { escapeFamily } from './escapes.ts';
import { executorFamily } from './executors.ts';
import { heldFamily } from './held.ts';
import { lateFillFamily } from './lateFills.ts';
import { layoutFamily } from './layout.ts';
import { misuseFamily } from './misuses.ts';
import { needlessAsyncFamily } from './needlessAsync.ts';
import { protocolFlawFamily } from './protocolFlaws.ts';
import { protocolUseFamily } from './protocolUses.ts';
import { raceFamily } from './races.ts';
import { staleWriteFamily } from './staleWrites.ts';
import { syncTryFamily } from './syncTries.ts';
import { tryFamily } from './tries.ts';
import { uncheckedOutcomeFamily } from './uncheckedOutcomes.ts';
import { unforwardedSignalFamily } from './unforwardedSignals.ts';

/** One family: its part of `Facts`, from the walk to the facts. */
export interface FactFamily<Part extends keyof Facts> {
  /** Kinds of the nodes to be kept in `FileSyntax.byKind`. */
  readonly kinds: readonly SyntaxKind[];
  /** Nodes whose types it needs in most files, found without any type. */
  readonly askedNodes?: (syntax: FileSyntax) => readonly Node[];
  /** Names whose symbols it needs in most files, found once types are known. */
  readonly askedNames?: (input: FileInput) => readonly Node[];
  readonly facts: (input: FileInput) => Pick<Facts, Part>;
}

const families = [
  tryFamily,
  executorFamily,
  constructorFamily,
  cachedPromiseFamily,
  heldFamily,
  callbackFamily,
  collectionFamily,
  layoutFamily,
  escapeFamily,
  misuseFamily,
  needlessAsyncFamily,
  protocolFlawFamily,
  protocolUseFamily,
  syncTryFamily,
  staleWriteFamily,
  lateFillFamily,
  uncheckedOutcomeFamily,
  unforwardedSignalFamily,
  raceFamily,
] as const;

export const keptKinds: ReadonlySet<SyntaxKind> = new Set(families.flatMap(({ kinds }) => kinds));

export function nodesAskedByFamilies(syntax: FileSyntax): readonly Node[] {
  const asking: readonly Pick<FactFamily<never>, 'askedNodes'>[] = families;
  return asking.flatMap(({ askedNodes }) => askedNodes?.(syntax) ?? []);
}

export function namesAskedByFamilies(input: FileInput): readonly Node[] {
  const asking: readonly Pick<FactFamily<never>, 'askedNames'>[] = families;
  return asking.flatMap(({ askedNames }) => askedNames?.(input) ?? []);
}

/** All but those that no rule reads, which are made on demand (`layoutFamily`). */
export function familyFacts(input: FileInput) {
  return {
    ...tryFamily.facts(input),
    ...executorFamily.facts(input),
    ...constructorFamily.facts(input),
    ...cachedPromiseFamily.facts(input),
    ...heldFamily.facts(input),
    ...callbackFamily.facts(input),
    ...collectionFamily.facts(input),
    ...escapeFamily.facts(input),
    ...misuseFamily.facts(input),
    ...needlessAsyncFamily.facts(input),
    ...protocolFlawFamily.facts(input),
    ...protocolUseFamily.facts(input),
    ...syncTryFamily.facts(input),
    ...staleWriteFamily.facts(input),
    ...lateFillFamily.facts(input),
    ...uncheckedOutcomeFamily.facts(input),
    ...unforwardedSignalFamily.facts(input),
    ...raceFamily.facts(input),
  };
}
