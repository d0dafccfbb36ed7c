/** Classes without a statement of their own: `type("Name", (Base,), {"member": value})`. */

import type { Call, ClassDef, Expression } from '../parser/nodes.ts';
import type { Binding, Scope } from '../scopes.ts';
import type { ClassSymbol } from './values.ts';

const made = new WeakMap<Call, ClassSymbol>();

/** The class that a call of `type` makes; `undefined` where its bases or members are not written out. */
export function madeClass(call: Call, parent: Scope): ClassSymbol | undefined {
  const known = made.get(call);
  if (known !== undefined) return known;
  const [name, bases, members] = call.arguments;
  if (name?.kind !== 'String' || bases?.kind !== 'Tuple' || members?.kind !== 'Dict') return undefined;
  if (members.entries.some(({ key }) => key?.kind !== 'String')) return undefined;
  const node: ClassDef = {
    kind: 'ClassDef',
    start: call.start,
    end: call.end,
    name: writtenText(name, parent),
    nameRange: { start: name.start, end: name.end },
    decorators: [],
    typeParameters: [],
    arguments: bases.elements,
    colon: call.end,
    body: [],
    bodyRange: { start: members.start, end: members.end },
  };
  const bindings = new Map<string, Binding[]>();
  for (const { key, value } of members.entries)
    if (key !== undefined)
      bindings.set(writtenText(key, parent), [{ kind: 'value', value, path: [], scope: parent, at: key.start }]);
  const body: Scope = { node, parent, root: parent.root, bindings, outer: new Map() };
  const symbol = { node, parent, body };
  made.set(call, symbol);
  return symbol;
}

/** Without its quotes, for one that is as plain as a name. */
function writtenText({ start, end }: Expression, scope: Scope): string {
  return (scope.root?.text ?? '').slice(start, end).replace(/^["']|["']$/g, '');
}
