/** Calls that decide what the code behind them is: those of functions that never come back, or that vouch for a type. */

import type { CallExpression } from 'typescript/unstable/ast';
import { type Project, SignatureKind, TypeFlags } from 'typescript/unstable/sync';

/** By all overloads: for which of them a call is taken, the compiler needs to look at what it is given. */
export function decidesFlow({ expression: callee }: CallExpression, { checker }: Project): boolean {
  const type = checker.getTypeAtLocation(callee);
  if (type === undefined) return true;
  return checker.getSignaturesOfType(type, SignatureKind.Call).some((signature) => {
    const result = checker.getReturnTypeOfSignature(signature);
    if (result === undefined || (result.flags & TypeFlags.Never) !== 0) return true;
    return checker.getTypePredicateOfSignature(signature) !== undefined;
  });
}
