/** Methods that give back what they are called on. */

import { isCallExpression, type Node, SyntaxKind } from 'typescript/unstable/ast';
import type { Project } from 'typescript/unstable/sync';
import { memberOf } from './nodes.ts';

/** Whether a call gives its receiver, as `emitter.on(…)` does: then it makes nothing that anybody could lose. */
export function returnsReceiver(call: Node, { checker }: Project): boolean {
  if (!isCallExpression(call) || memberOf(call.expression) === undefined) return false;
  const declaration = checker.getResolvedSignature(call)?.declaration?.resolve() as
    | { readonly type?: Node }
    | undefined;
  return declaration?.type?.kind === SyntaxKind.ThisType;
}
