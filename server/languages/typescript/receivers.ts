/** Calls that give back what somebody holds anyway. */

import { isCallExpression, isNewExpression, type Node, SyntaxKind } from 'typescript/unstable/ast';
import { isIntersectionType, isObjectType, isTypeReference, type Type } from 'typescript/unstable/sync';
import { keyOf } from './byType.ts';
import { memberOf, unwrapped } from './nodes.ts';
import type { Types } from './types.ts';
import type { OpenProject } from './openProject.ts';

/** Whether a call with an awaitable result gives its receiver, as `query.where(…)` does: then it makes nothing that anybody could lose. */
export function returnsReceiver(call: Node, types: Types): boolean {
  const receiver = receiverOf(call);
  // The receiver would be awaitable as well.
  if (receiver === undefined || types.awaitability(receiver).awaitability === 'never') return false;
  const { project } = types;
  const declaration = project.declared(project.checker.getResolvedSignature(call)?.declaration) as
    | { readonly type?: Node }
    | undefined;
  return declaration?.type?.kind === SyntaxKind.ThisType;
}

/** Whether the receiver that such a call gives, or the one that it gives in its turn, is held by a name: `query.where(…).limit(1)`. */
export function returnsHeldReceiver(call: Node, types: Types): boolean {
  const receiver = receiverOf(call);
  if (receiver === undefined || !returnsReceiver(call, types)) return false;
  const maker = unwrapped(receiver);
  return !isCallExpression(maker) || returnsHeldReceiver(maker, types);
}

/** `knex.schema` of `knex.schema.createTable(…).dropTable(…)`; the call itself where it has no receiver. */
export function firstReceiverOf(call: Node): Node {
  let at = call;
  for (let receiver = receiverOf(at); receiver !== undefined; receiver = receiverOf(at)) at = unwrapped(receiver);
  return at;
}

function receiverOf(call: Node): Node | undefined {
  return isCallExpression(call) ? memberOf(call.expression)?.receiver : undefined;
}

/**
 * Whether calls such as `reply.code(404).send(text)` give an object of the type that a name holds already, so that whoever
 * wants to wait for it still can. What a call has just made, as in `knex('orders').insert(order)`, nobody holds.
 */
export function givesTypeOfHolder(call: Node, types: Types): boolean {
  let at = call;
  while (isCallExpression(at)) {
    const member = memberOf(at.expression);
    if (member === undefined) return false;
    const receiver = unwrapped(member.receiver);
    if (!isSameKind(types.of(at), types.of(receiver))) return false;
    at = receiver;
  }
  return !isNewExpression(at);
}

/** `Server & PromiseLike<Server>`: whoever waits for it gets what is there already. */
export function isItsOwnResult(type: Type | undefined, { checker }: OpenProject): boolean {
  const parts = partsOf(type);
  return parts.some((part) => {
    if (part.getSymbol()?.name !== 'PromiseLike' || !isObjectType(part) || !isTypeReference(part)) return false;
    const [result] = checker.getTypeArguments(part);
    return result !== undefined && parts.some((other) => other !== part && keyOf(other) === keyOf(result));
  });
}

/** Of the same class or interface; `register(): Server & PromiseLike<void>` only adds that the server can be awaited. */
function isSameKind(result: Type | undefined, receiver: Type | undefined): boolean {
  const known = new Set(partsOf(receiver).map(keyOf));
  return partsOf(result).some((part) => part.getSymbol()?.name !== 'PromiseLike' && known.has(keyOf(part)));
}

function partsOf(type: Type | undefined): readonly Type[] {
  if (type === undefined) return [];
  return isIntersectionType(type) ? type.getTypes() : [beforeOmission(type)];
}

/** `Query` for `Omit<Query, 'where'>`, by which Drizzle's queries tell what may follow. */
export function beforeOmission(type: Type): Type {
  return type.getAliasSymbol()?.name === 'Omit' ? (type.getAliasTypeArguments()[0] ?? type) : type;
}
