/** Members that are declared to give nothing, whose callers wait for what they give all the same. */

import { isBinaryExpression, isPropertyAssignment } from 'typescript/unstable/ast';
import type { Type } from 'typescript/unstable/sync';
import type { FileInput } from './collectFacts.ts';
import { memberHolding } from './expectedResults.ts';
import { type FunctionNode, lastNameOf, unwrappedParent } from './nodes.ts';
import { isForeign } from './symbols.ts';

/**
 * Whether the file that declares `run(): void` calls it with `await task.run()` alone, for a function that becomes such a member.
 * Files that only use it are not looked at.
 */
export function isAwaitedMember(node: FunctionNode, type: Type | undefined, { expected, texts }: FileInput): boolean {
  const name = memberNameOf(node);
  if (type === undefined || name === '') return false;
  const declaration = expected.signaturesOf(type)[0]?.declaration;
  return declaration !== undefined && !isForeign(declaration) && texts.awaitsMember(declaration.path, name);
}

/** `run` in `{ run: async () => … }`, `task.run = async () => …` and a class; empty elsewhere. */
function memberNameOf(node: FunctionNode): string {
  const member = memberHolding(node);
  if (member !== undefined) return lastNameOf(member.name);
  const { parent } = unwrappedParent(node);
  if (isPropertyAssignment(parent)) return lastNameOf(parent.name);
  return isBinaryExpression(parent) ? lastNameOf(parent.left) : '';
}
