/** Promises that are kept so as not to be made again, and whose failures are kept with them. */

import {
  isBinaryExpression,
  isCallExpression,
  isElementAccessExpression,
  isIdentifier,
  isNewExpression,
  isPropertyAccessExpression,
  isVariableDeclaration,
  type NewExpression,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { isUnionType, type Type, TypeFlags } from 'typescript/unstable/sync';
import type { CachedPromiseFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { CallSyntax, FileSyntax } from './collectSyntax.ts';
import { parametersOf } from './executorBodies.ts';
import type { FactFamily } from './families.ts';
import { foundOnce } from './foundOnce.ts';
import {
  isFunctionLiteral,
  labelOf,
  lastNameOf,
  memberOf,
  ownNodesIn,
  stringOf,
  textOf,
  unwrapped,
  unwrappedParent,
} from './nodes.ts';
import { rootOf } from './symbols.ts';

export const cachedPromiseFamily: FactFamily<'cachedPromises'> = {
  kinds: [],
  askedNodes: (syntax) => keptIn(syntax).flatMap(({ place }) => (place.kind === 'single' ? place.target : [])),
  facts: (input) => ({ cachedPromises: keptIn(input.syntax).flatMap((kept) => cachedPromiseFact(kept, input) ?? []) }),
};

/** Where a value is kept: `holder.set(key, value)`, `holder[key] = value` or `target = value`. */
type KeepingPlace =
  | { readonly kind: 'map' | 'record'; readonly holder: Node; readonly key: Node }
  | { readonly kind: 'single'; readonly target: Node };

interface KeptCall {
  readonly call: CallSyntax;
  readonly place: KeepingPlace;
}

const keptIn = foundOnce(findKept);

/** Calls whose values are kept for later calls of the same code, in state that outlives it. */
function findKept(syntax: FileSyntax): readonly KeptCall[] {
  const stores = storesOfNames(syntax);
  return syntax.calls.flatMap((call) => {
    if (call.fate !== 'assigned' && call.fate !== 'stored' && call.fate !== 'passed') return [];
    const place = placeOf(call, stores);
    if (place === undefined || !outlives(place, syntax) || !isLookedUp(place, call, syntax)) return [];
    return isRead(place, call, syntax) || isTakenOut(place, syntax) ? [] : { call, place };
  });
}

/** `cache.set(key, promise)` */
interface NameStore {
  readonly name: string;
  readonly value: Node;
  readonly call: CallSyntax;
}

function storesOfNames({ calls }: FileSyntax): readonly NameStore[] {
  return calls.flatMap((call) => {
    const [, value] = call.name === 'set' ? (call.node.arguments ?? []) : [];
    if (value === undefined) return [];
    const plain = unwrapped(value);
    return isIdentifier(plain) ? { name: plain.text, value, call } : [];
  });
}

function placeOf({ node, function: owner }: CallSyntax, stores: readonly NameStore[]): KeepingPlace | undefined {
  const { parent, child } = unwrappedParent(node);
  const direct = placeIn(parent, child);
  if (direct !== undefined) return direct;
  if (!isVariableDeclaration(parent) || !isIdentifier(parent.name)) return undefined;
  const { text } = parent.name;
  const store = stores.find(
    ({ name, call }) => name === text && call.function === owner && call.node.pos >= parent.end,
  );
  return store === undefined ? undefined : placeIn(store.call.node, store.value);
}

function placeIn(parent: Node, value: Node): KeepingPlace | undefined {
  if (isCallExpression(parent)) {
    const member = memberOf(parent.expression);
    const [key, second, ...rest] = parent.arguments;
    if (member?.name !== 'set' || key === undefined || second !== value || rest.length > 0) return undefined;
    return { kind: 'map', holder: member.receiver, key };
  }
  if (!isBinaryExpression(parent) || parent.right !== value || !assignments.has(parent.operatorToken.kind))
    return undefined;
  const target = unwrapped(parent.left);
  if (isElementAccessExpression(target) && stringOf(target.argumentExpression) === undefined)
    return { kind: 'record', holder: target.expression, key: target.argumentExpression };
  return isIdentifier(target) || isPropertyAccessExpression(target) ? { kind: 'single', target } : undefined;
}

const assignments: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.EqualsToken,
  SyntaxKind.QuestionQuestionEqualsToken,
  SyntaxKind.BarBarEqualsToken,
]);

function holderOf(place: KeepingPlace): Node {
  return place.kind === 'single' ? place.target : place.holder;
}

/** A variable of the module that is not imported, or a member of `this`. */
function outlives(place: KeepingPlace, { moduleNames, imports }: FileSyntax): boolean {
  const holder = unwrapped(holderOf(place));
  const root = rootOf(holder);
  if (root !== undefined && isIdentifier(root))
    return moduleNames.includes(root.text) && !imports.some(({ local }) => local === root.text);
  return memberOf(holder)?.receiver.kind === SyntaxKind.ThisKeyword;
}

/** Whether the code around looks first whether it has the value already. */
function isLookedUp(place: KeepingPlace, call: CallSyntax, { source, functions }: FileSyntax): boolean {
  const { parent } = unwrappedParent(call.node);
  if (isBinaryExpression(parent) && parent.operatorToken.kind !== SyntaxKind.EqualsToken) return true;
  const around = functions[call.function]?.node;
  // The module itself runs once.
  if (around === undefined || call.function === 0) return false;
  const text = textOf(around, source);
  const holder = escaped(textOf(holderOf(place), source));
  if (place.kind === 'map') return new RegExp(`${holder}\\??\\.(?:get|has)\\(`).test(text);
  const [kept, end] =
    place.kind === 'record' ? [`${holder}\\[${escaped(textOf(place.key, source))}\\]`, ''] : [holder, '(?![\\w$(.[])'];
  // What begins with plain text is searched for fast.
  return new RegExp(`${kept}${end}(?:(?<=(?:!|if \\()${kept})| ===? (?:undefined|null)| \\?\\?)`).test(text);
}

/** Whether the call asks the holder itself, so that what is kept is made somewhere else. */
function isRead(place: KeepingPlace, { node }: CallSyntax, { source }: FileSyntax): boolean {
  const receiver = isCallExpression(node) ? memberOf(node.expression)?.receiver : undefined;
  return receiver !== undefined && textOf(receiver, source) === textOf(holderOf(place), source);
}

/** Whether the file takes the value out again, or puts another one there, whatever for. */
function isTakenOut(place: KeepingPlace, { source }: FileSyntax): boolean {
  const holder = unwrapped(holderOf(place));
  const name = escaped(lastNameOf(holder));
  if (name === '') return true;
  const { text } = source;
  if (place.kind === 'map') return new RegExp(`${name}\\??\\.delete\\(`).test(text);
  if (place.kind === 'record')
    return new RegExp(`delete\\s[^;\\n]*${name}\\[|${name}\\[[^\\]]*\\]\\s*=\\s*(?:undefined|null)\\b`).test(text);
  const written = isIdentifier(holder) ? `(?<!(?:let|var)\\s)(?<![.\\w$])${name}` : `\\.${name}`;
  const all =
    text.match(new RegExp(`${written}\\s*(?:\\?\\?|\\|\\|)?=(?![=>])|delete\\s[^;\\n]*${name}\\b`, 'g')) ?? [];
  return all.length > 1;
}

function cachedPromiseFact({ call, place }: KeptCall, input: FileInput): CachedPromiseFact | undefined {
  const { syntax, types, errors } = input;
  const { node } = call;
  const { source } = syntax;
  const verdict = types.awaitability(node);
  if (verdict.awaitability !== 'always' || verdict.kind !== 'promise' || verdict.isNullable === true) return undefined;
  if (!mayFail(node, source.text) || errors.of(node) !== undefined) return undefined;
  const removal = removalOf(place, input);
  return {
    range: { start: node.getStart(), end: node.end },
    subject: isNewExpression(node) ? 'new Promise' : labelOf(node.expression, source),
    kind: place.kind === 'single' ? 'single' : 'keyed',
    holder: labelOf(holderOf(place), source),
    ...(removal === undefined ? {} : { removal }),
    function: call.function,
  };
}

/** Promises made of plain values or by hand without `reject` do not fail, and timers do not either. */
function mayFail(node: Node, text: string): boolean {
  if (isNewExpression(node))
    return /\breject\b|\basync\b/.test(text.slice(node.pos, node.end)) && !isSettledElsewhere(node);
  if (!isCallExpression(node)) return false;
  return !/^(?:resolve|delay|sleep|wait|setTimeout|withResolvers)$/.test(lastNameOf(node.expression));
}

/** `new Promise((resolve, reject) => { this.resolve = resolve; this.reject = reject; })` does nothing that could be tried again. */
function isSettledElsewhere(node: NewExpression): boolean {
  const [executor] = node.arguments ?? [];
  const made = executor === undefined ? undefined : unwrapped(executor);
  if (made === undefined || !isFunctionLiteral(made) || made.body === undefined) return false;
  const ends = new Set(parametersOf(made).map(({ name }) => lastNameOf(name)));
  return [...ownNodesIn(made.body)].some((own) => {
    const given =
      isBinaryExpression(own) && own.operatorToken.kind === SyntaxKind.EqualsToken ? unwrapped(own.right) : undefined;
    return given !== undefined && isIdentifier(given) && ends.has(given.text);
  });
}

/** An expression that may be evaluated once more later, when the promise has failed. */
function removalOf(place: KeepingPlace, { syntax: { source }, types }: FileInput): string | undefined {
  if (place.kind === 'single') {
    const nothing = nothingOf(types.of(place.target));
    return nothing === undefined ? undefined : `${textOf(place.target, source)} = ${nothing}`;
  }
  const key = textOf(place.key, source);
  if (!/^[\w$.#]+$|^`[^`()]*`$|^'[^']*'$/.test(key)) return undefined;
  const holder = textOf(place.holder, source);
  return place.kind === 'map' ? `${holder}.delete(${key})` : `delete ${holder}[${key}]`;
}

/** What stands for "not there yet" in a variable of this type. */
function nothingOf(type: Type | undefined): 'undefined' | 'null' | undefined {
  if (type === undefined || (type.flags & TypeFlags.Any) !== 0) return 'undefined';
  const members = isUnionType(type) ? type.getTypes() : [type];
  if (members.some(({ flags }) => (flags & TypeFlags.Undefined) !== 0)) return 'undefined';
  return members.some(({ flags }) => (flags & TypeFlags.Null) !== 0) ? 'null' : undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
