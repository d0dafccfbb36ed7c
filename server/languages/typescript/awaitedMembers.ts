/** Members that are declared to give nothing, whose callers wait for what they give all the same. */

import { isBinaryExpression, isPropertyAssignment, type Node } from 'typescript/unstable/ast';
import { isUnionType, SignatureKind, type Type } from 'typescript/unstable/sync';
import type { FileInput } from './collectFacts.ts';
import { memberHolding } from './expectedResults.ts';
import { type FunctionNode, lastNameOf, unwrappedParent } from './nodes.ts';
import { isForeign } from './symbols.ts';

/**
 * Whether the file that declares `run(): void` calls it with `await task.run()` alone, for a function that becomes such a member.
 * Files that only use it are not looked at.
 */
export function isAwaitedMember(node: FunctionNode, type: Type | undefined, { types, texts }: FileInput): boolean {
  const name = memberNameOf(node);
  if (type === undefined || name === undefined) return false;
  const { checker } = types.project;
  const parts = isUnionType(type) ? type.getTypes() : [type];
  const [signature] = parts.flatMap((part) => checker.getSignaturesOfType(part, SignatureKind.Call));
  const declaration = signature?.declaration;
  return declaration !== undefined && !isForeign(declaration) && texts.awaitsMember(declaration.path, name);
}

/** `run` in `{ run: async () => … }`, `task.run = async () => …` and a class. */
function memberNameOf(node: FunctionNode): string | undefined {
  const member = memberHolding(node);
  if (member !== undefined) return plainName(member.name);
  const { parent } = unwrappedParent(node);
  if (isPropertyAssignment(parent)) return plainName(parent.name);
  return isBinaryExpression(parent) ? plainName(parent.left) : undefined;
}

function plainName(name: Node): string | undefined {
  const text = lastNameOf(name);
  return text === '' ? undefined : text;
}
