/** Resources of libraries that a function opens and that stay open, on every way out of it or on some. */

import { rangeOf } from '../../analysis/text.ts';
import type { OpenState, ResourceWrapping, UnclosedResourceFact } from '../../facts/facts.ts';
import { type Custody, custodyOf } from './custody.ts';
import type { Analysed, CallDraft, Place } from './drafts.ts';
import { mayOpen, type Resource, resourceOf } from './library/resources.ts';
import { openStateOf } from './openStates.ts';
import { ancestorsOf, type Opening, openingOf } from './openings.ts';
import type { Call, FunctionDef, Node, Statement } from './parser/nodes.ts';
import { functionScopeOf } from './scopes.ts';
import { blocksOf } from './statements.ts';

export function unclosedResourceFacts(analysed: Analysed): readonly UnclosedResourceFact[] {
  return analysed.calls.flatMap((draft) => {
    const { fact, node, place } = draft;
    if (!mayOpen(fact.name)) return [];
    const owner = analysed.functions[place.function]?.node;
    const isOwn = place.scope.node.kind !== 'ClassDef' && functionScopeOf(place.scope).node === owner;
    if (owner?.kind !== 'FunctionDef' || !isOwn) return [];
    const resource = resourceOf(fact.symbol ?? '');
    if (resource === undefined || isShared(node, resource)) return [];
    return factOf(analysed, draft, owner, resource) ?? [];
  });
}

/** Whether what has to be closed belongs to somebody else, or may do so. */
function isShared({ arguments: given }: Call, { sharing }: Resource): boolean {
  return given.some(
    (argument) => argument.kind === 'Keyword' && argument.name !== undefined && sharing.has(argument.name.text),
  );
}

function factOf(
  analysed: Analysed,
  { node, place }: CallDraft,
  owner: FunctionDef,
  resource: Resource,
): UnclosedResourceFact | undefined {
  const { statement } = place;
  if (statement === undefined) return undefined;
  const opening = openingOf(resource, node, ancestorsOf(statement, node));
  if (opening === undefined) return undefined;
  const { symbol, managing, variable } = resource;
  const fact = {
    range: rangeOf(opening.value.start, opening.value.end),
    resource: symbol,
    function: place.function,
    managing: typeof managing === 'string' ? ('async-with' as const) : { closing: managing },
  };
  const block = blockAround(place, owner);
  if (opening.kind === 'lost') {
    const wrapping = wrappingOfLost(resource, node, opening, statement, block);
    return { ...fact, state: { kind: 'lost' }, variable, ...(wrapping === undefined ? {} : { wrapping }) };
  }
  const { name } = opening.name;
  const { scope } = place;
  if (scope.node !== owner || scope.outer?.has(name) === true) return undefined;
  const { inference } = analysed;
  const { assigned } = opening;
  const custody = custodyOf(analysed, {
    name,
    owner,
    resource,
    mayHoldIt: ({ start }) =>
      inference.bindingsAt(name, scope, start).some((each) => each.kind === 'value' && each.value === assigned),
  });
  if (custody.kind === 'others') return undefined;
  const state = openStateOf(opening, custody, statement, block);
  if (state === undefined) return undefined;
  const isBoundOnce = scope.bindings.get(name)?.length === 1;
  const wrapping = isBoundOnce ? wrappingOf(resource, node, opening, custody, state, statement, block) : undefined;
  return { ...fact, state, variable: name, ...(wrapping === undefined ? {} : { wrapping }) };
}

/** The statements around the place, in one of which it is. */
function blockAround({ around, statement }: Place, owner: FunctionDef): readonly Statement[] {
  const outer = around.at(-1);
  const blocks = outer === undefined ? [owner.body] : blocksOf(outer);
  return blocks.find((block) => block.some((each) => each === statement)) ?? [];
}

function wrappingOfLost(
  { managing }: Resource,
  call: Call,
  { value, isOutlived }: Extract<Opening, { kind: 'lost' }>,
  statement: Statement,
  block: readonly Statement[],
): ResourceWrapping | undefined {
  if (managing !== 'value' || value !== call || isOutlived) return undefined;
  const isAlone = statement.kind === 'Expr' || statement.kind === 'Return' || statement.kind === 'With';
  const last = isAlone ? statement : statement.kind === 'Assign' ? block.at(-1) : undefined;
  if (last === undefined) return undefined;
  return {
    statement: rangeOf(statement.start, statement.end),
    entered: rangeOf(call.start, call.end),
    rest: rangeOf(statement.start, last.end),
  };
}

function wrappingOf(
  { managing }: Resource,
  call: Call,
  { value, assigned }: Extract<Opening, { kind: 'held' }>,
  { uses, closings, isOutlived }: Extract<Custody, { kind: 'own' }>,
  state: OpenState,
  statement: Statement,
  block: readonly Statement[],
): ResourceWrapping | undefined {
  const isPlain = statement.kind === 'Assign' && statement.targets.length === 1 && assigned === value;
  // A call inside of `wait_for` is nothing that `async with` could enter.
  const isDirect = value === call || (value.kind === 'Await' && value.value === call);
  if (!isPlain || isOutlived || (managing === 'call' && !isDirect)) return undefined;
  const index = block.indexOf(statement);
  const end = state.kind === 'never-closed' ? block.length : block.findIndex((each) => closings.includes(each));
  const rest = block.slice(index + 1, end);
  const closing = block.slice(end).filter((each, at) => at < 2 && isOn(uses, each));
  const [first, last] = [rest[0], rest.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const lastUsed = closing.at(-1) ?? last;
  if (uses.some((use) => use.start < first.start || use.end > lastUsed.end)) return undefined;
  const entered = managing === 'call' ? call : value;
  return {
    statement: rangeOf(statement.start, statement.end),
    entered: rangeOf(entered.start, entered.end),
    rest: rangeOf(first.start, last.end),
    ...(closing[0] === undefined ? {} : { closing: rangeOf(closing[0].start, lastUsed.end) }),
  };
}

/** Whether a statement does nothing but call a member of the resource, as `await writer.wait_closed()`. */
function isOn(uses: readonly Node[], statement: Statement): boolean {
  if (statement.kind !== 'Expr') return false;
  const call = statement.value.kind === 'Await' ? statement.value.value : statement.value;
  return call.kind === 'Call' && call.callee.kind === 'Attribute' && uses.includes(call.callee.value);
}
