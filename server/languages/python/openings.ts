/** Where a call that gives a resource leaves it: in a variable, or nowhere. */

import type { Resource } from './library/resources.ts';
import type { Await, Call, Expression, Name, Node, Statement } from './parser/nodes.ts';
import { forEachChild } from './parser/walk.ts';

/** `value` is the expression that gives the resource: the call, or the `await` around it. */
export type Opening =
  /** `await ClientSession().get(url)`; `isOutlived`: what the member gives needs it open, and is given back. */
  | { readonly kind: 'lost'; readonly value: Expression; readonly isOutlived: boolean }
  /** `assigned` is all that the variable is given. */
  | { readonly kind: 'held'; readonly value: Expression; readonly name: Name; readonly assigned: Expression };

/** `around` is what the call stands in, from its statement on; `undefined` where somebody may care for the resource. */
export function openingOf(resource: Resource, call: Call, around: readonly Node[]): Opening | undefined {
  const value = resource.isAwaited ? awaitedBy(call, around) : call;
  if (value === undefined) return undefined;
  const index = value === call ? around.length - 1 : around.indexOf(value) - 1;
  const parent = around[index];
  if (parent?.kind === 'Expr') return { kind: 'lost', value, isOutlived: false };
  if (parent?.kind === 'Attribute') return lostByMember(resource, value, around, index);
  return held(resource, value, around, index);
}

/** The nodes from a statement down to one inside of it. */
export function ancestorsOf(statement: Statement, { start, end }: Call): readonly Node[] {
  const around: Node[] = [];
  for (let node: Node | undefined = statement; node !== undefined; ) {
    if (node.kind === 'Call' && node.start === start && node.end === end) return around;
    around.push(node);
    let next: Node | undefined;
    forEachChild(node, (child) => {
      if (child.start <= start && end <= child.end) next = child;
    });
    node = next;
  }
  return around;
}

/** The `await` around a call, which may have a time limit. */
function awaitedBy(call: Call, around: readonly Node[]): Await | undefined {
  const parent = around.at(-1);
  if (parent?.kind === 'Await') return parent;
  if (parent?.kind !== 'Call' || parent.arguments[0] !== call) return undefined;
  const { callee } = parent;
  const isWaitFor = (callee.kind === 'Name' || callee.kind === 'Attribute') && callee.name === 'wait_for';
  const outer = around.at(-2);
  return isWaitFor && outer?.kind === 'Await' ? outer : undefined;
}

/** A member that is called and awaited or entered, while nothing keeps what it is a member of. */
function lostByMember(
  { closers, keepers, lasting, position }: Resource,
  value: Expression,
  around: readonly Node[],
  index: number,
): Opening | undefined {
  const [member, call, use, outer] = [around[index], around[index - 1], around[index - 2], around[index - 3]];
  if (member?.kind !== 'Attribute' || call?.kind !== 'Call' || call.callee !== member) return undefined;
  const { name } = member;
  if (position !== undefined || closers.has(name) || name.startsWith('_')) return undefined;
  const isEntered = use?.kind === 'WithItem' || (use?.kind === 'Await' && outer?.kind === 'WithItem');
  if (!isEntered && (use?.kind !== 'Await' || keepers.has(name))) return undefined;
  const isGivenBack = outer?.kind === 'Return' || outer?.kind === 'Yield';
  return { kind: 'lost', value, isOutlived: lasting.has(name) && isGivenBack };
}

function held({ position }: Resource, value: Expression, around: readonly Node[], index: number): Opening | undefined {
  let at = index;
  let assigned: Expression = value;
  // `session = session or ClientSession()`
  for (let parent = around[at]; parent?.kind === 'BoolOp' || parent?.kind === 'IfExp'; parent = around[--at]) {
    if (parent.kind === 'IfExp' && parent.test === assigned) return undefined;
    assigned = parent;
  }
  const statement = around[at];
  if (statement?.kind !== 'Assign' && statement?.kind !== 'AnnAssign') return undefined;
  const targets = statement.kind === 'Assign' ? statement.targets : [statement.target];
  const [target] = targets;
  if (targets.length > 1 || statement.value !== assigned || target === undefined) return undefined;
  const name = position === undefined ? target : target.kind === 'Tuple' ? target.elements[position] : undefined;
  return name?.kind === 'Name' ? { kind: 'held', value, name, assigned } : undefined;
}
