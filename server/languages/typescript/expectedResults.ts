/** What the code around a function expects it to give back. */

import {
  type Expression,
  isClassDeclaration,
  isClassExpression,
  isIdentifier,
  isMethodDeclaration,
  type Node,
} from 'typescript/unstable/ast';
import { isUnionType, SignatureKind, type Type, TypeFlags } from 'typescript/unstable/sync';
import { type FunctionNode, isFunctionLiteral } from './nodes.ts';
import type { Types } from './types.ts';

const anything = TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Void;

/** Whether whoever takes the function as it is declared may get a promise from it. */
export function mayReturnPromise(node: FunctionNode, types: Types): boolean {
  const { checker } = types.project;
  if (isFunctionLiteral(node)) {
    // Function literals are expressions, which the narrowing above cannot say.
    const expected = checker.getContextualType(node as Node as Expression);
    return expected === undefined || takesPromise(expected, types);
  }
  return isMethodDeclaration(node) ? inheritedTypes(node, types).every((type) => takesPromise(type, types)) : true;
}

function takesPromise(expected: Type, types: Types): boolean {
  const { checker } = types.project;
  const members = isUnionType(expected) ? expected.getTypes() : [expected];
  const results = members.flatMap((member) =>
    checker
      .getSignaturesOfType(member, SignatureKind.Call)
      .map((signature) => checker.getReturnTypeOfSignature(signature)),
  );
  if (results.length === 0) return true;
  return results.some((result) => {
    if (result === undefined) return true;
    const parts = isUnionType(result) ? result.getTypes() : [result];
    return parts.some(
      (part) => (part.flags & anything) !== 0 || types.awaitabilityOfType(part).awaitability === 'always',
    );
  });
}

/** The types that the bases and interfaces of its class give to a method. */
function inheritedTypes(method: FunctionNode, types: Types): readonly Type[] {
  const { parent, name } = method;
  if (!isClassDeclaration(parent) && !isClassExpression(parent)) return [];
  if (name === undefined || !isIdentifier(name)) return [];
  const { checker } = types.project;
  return (parent.heritageClauses ?? []).flatMap((clause) =>
    clause.types.flatMap((base) => {
      const type = types.of(base);
      const member = type === undefined ? undefined : checker.getPropertyOfType(type, name.text);
      const inherited = member === undefined ? undefined : checker.getTypeOfSymbol(member);
      return inherited === undefined ? [] : [inherited];
    }),
  );
}
