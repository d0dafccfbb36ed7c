/** Queries and requests that nobody sends, since they are sent by whoever waits for them. */

import { isCallExpression, type Node } from 'typescript/unstable/ast';
import { isIntersectionType, isObjectType, isTypeReference, type Type } from 'typescript/unstable/sync';
import { declaredName } from './declaredNames.ts';
import { mayBeUnsentQuery, type UnsentQuery, unsentQuery } from './library/unsentQueries.ts';
import { isFunctionLiteral, lastNameOf, unwrapped } from './nodes.ts';
import type { OpenProject } from './openProject.ts';
import { beforeOmission, firstReceiverOf, givesTypeOfHolder, returnsHeldReceiver } from './receivers.ts';
import type { Types } from './types.ts';

/** Bases of bases are asked for this far. */
const deepest = 6;

/** Whether a dropped call makes something that is only sent when somebody asks for its result, and that nobody holds. */
export function isUnsent(dropped: Node, types: Types): boolean {
  const call = unwrapped(dropped);
  if (!isCallExpression(call)) return false;
  const query = queryOf(types.of(call), types.project, deepest);
  if (query === undefined || query.senders.has(lastNameOf(call.expression))) return false;
  if (query.takesCallback && call.arguments.some(isCallback)) return false;
  if (query.makers.has(lastNameOf(firstReceiverOf(call)))) return true;
  return !returnsHeldReceiver(call, types) && !givesTypeOfHolder(call, types);
}

/** `request(app).get('/').expect(200, done)` is sent, and tells its callback. */
function isCallback(argument: Node): boolean {
  const plain = unwrapped(argument);
  return isFunctionLiteral(plain) || /^(?:done|next|cb|callback)$/.test(plain.getText());
}

function queryOf(type: Type | undefined, project: OpenProject, depth: number): UnsentQuery | undefined {
  if (type === undefined || depth === 0) return undefined;
  if (isIntersectionType(type)) return firstOf(type.getTypes(), project, depth);
  const whole = beforeOmission(type);
  if (whole !== type) return queryOf(whole, project, depth - 1);
  const symbol = type.getSymbol();
  if (!isObjectType(type) || symbol === undefined || symbol.name === 'Promise') return undefined;
  const declaration = mayBeUnsentQuery(symbol.name) ? project.declared(symbol.declarations[0]) : undefined;
  const name = declaration === undefined ? undefined : declaredName(declaration);
  const found = name === undefined ? undefined : unsentQuery(name);
  return found ?? firstOf((isTypeReference(type) ? type.getTarget() : type).getBaseTypes() ?? [], project, depth);
}

function firstOf(types: readonly Type[], project: OpenProject, depth: number): UnsentQuery | undefined {
  for (const type of types) {
    const found = queryOf(type, project, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
