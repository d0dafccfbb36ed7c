/** What a function does with the signal that it is given: what it makes of it, and where it listens. */

import {
  isAwaitExpression,
  isBinaryExpression,
  isBindingElement,
  isCallExpression,
  isIdentifier,
  isParameterDeclaration,
  isPropertyAccessExpression,
  isVariableDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import {
  childrenOf,
  isAssignmentOperator,
  isNameOfMember,
  memberOf,
  stringOf,
  textOfName,
  unwrapped,
} from './nodes.ts';
import type { SignalName } from './signalScopes.ts';

export interface SignalUse {
  /** Names that hold the signal: a call that is given one of them may have it. */
  readonly carriers: ReadonlySet<string>;
  /** Names of what was made with the signal and may know of it: responses, sessions. */
  readonly made: ReadonlySet<string>;
  /** Behind its declaration, a local name of the signal is the one to write: `const { signal } = options`. */
  readonly local?: { readonly name: string; readonly from: number };
  /** Whether untyped code uses it as signals are used: `signal.aborted`. */
  readonly isUsedAsSignal: boolean;
}

/** `undefined` where the function listens, to stop its work by hand, or where its name may mean something else. */
export function signalUseIn(body: Node, signal: SignalName): SignalUse | undefined {
  const carriers = new Set([signal.name]);
  const made = new Set<string>();
  let local: SignalUse['local'];
  let isUsedAsSignal = false;
  for (const node of descendantsOf(body)) {
    if (listensIn(node, signal) || declares(node, signal.name)) return undefined;
    isUsedAsSignal ||= readsState(node, signal);
    const given = givenIn(node);
    if (given === undefined || (!carries(given.value, signal, carriers) && !namesOneOf(given.value, made))) continue;
    const isAwaited = isAwaitExpression(unwrapped(given.value));
    for (const name of given.names) (isAwaited ? made : carriers).add(name);
    const own = isInOutermostBlock(node, body) ? localName(node, signal) : undefined;
    if (own !== undefined) local = { name: own, from: node.end };
  }
  return { carriers, made, isUsedAsSignal, ...(local === undefined ? {} : { local }) };
}

/** Whether an expression has the signal in it; another property of the options is no such thing. */
export function carries(node: Node, { name, property }: SignalName, carriers: ReadonlySet<string>): boolean {
  for (const each of descendantsOf(node)) {
    const written = nameIn(each);
    if (written === undefined || !carriers.has(written)) continue;
    const { parent } = each;
    const isOther =
      written === name &&
      property !== undefined &&
      isPropertyAccessExpression(parent) &&
      parent.expression === each &&
      textOfName(parent.name) !== property;
    if (!isOther) return true;
  }
  return false;
}

export function namesOneOf(node: Node, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  for (const each of descendantsOf(node)) if (names.has(nameIn(each) ?? '')) return true;
  return false;
}

/** A node and all in it, functions as well, in source order. */
export function* descendantsOf(node: Node): Iterable<Node> {
  const stack = [node];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    yield at;
    stack.push(...childrenOf(at).reverse());
  }
}

/** Whether it is the signal: `signal`, `options.signal`. */
export function isSignal(node: Node, { name, property }: SignalName): boolean {
  const plain = unwrapped(node);
  if (property === undefined) return isIdentifier(plain) && textOfName(plain) === name;
  const member = memberOf(plain);
  const receiver = member === undefined ? undefined : unwrapped(member.receiver);
  return member?.name === property && receiver !== undefined && isIdentifier(receiver) && receiver.text === name;
}

/** The name of a variable, or `this`; the names of members are not. */
function nameIn(node: Node): string | undefined {
  if (node.kind === SyntaxKind.ThisKeyword) return 'this';
  return isIdentifier(node) && !isNameOfMember(node) ? textOfName(node) : undefined;
}

/** `signal.addEventListener(…)`, `signal.onabort = …`, `token.onCancellationRequested(…)`, `once(signal, 'abort')` */
function listensIn(node: Node, signal: SignalName): boolean {
  if (isCallExpression(node)) {
    const [first, second] = node.arguments;
    if (first !== undefined && stringOf(second) === 'abort' && isSignal(first, signal)) return true;
  }
  const member = memberOf(node);
  return member !== undefined && listeners.has(member.name) && isSignal(member.receiver, signal);
}

const listeners: ReadonlySet<string> = new Set([
  'addEventListener',
  'onabort',
  'onCancellationRequested',
  'on',
  'once',
]);

/** Whether the name is declared anew, be it for the inside of a function. */
function declares(node: Node, name: string): boolean {
  if (!isVariableDeclaration(node) && !isBindingElement(node) && !isParameterDeclaration(node)) return false;
  return node.name !== undefined && isIdentifier(node.name) && textOfName(node.name) === name;
}

function readsState(node: Node, signal: SignalName): boolean {
  const member = memberOf(node);
  return (
    member !== undefined && /^(?:aborted|throwIfAborted|reason)$/.test(member.name) && isSignal(member.receiver, signal)
  );
}

/** What variables are given, and what holds what is assigned: `this` for `this.client = …`. */
function givenIn(node: Node): { readonly names: readonly string[]; readonly value: Node } | undefined {
  if (isVariableDeclaration(node) && node.initializer !== undefined)
    return { names: [...descendantsOf(node.name)].flatMap((each) => nameIn(each) ?? []), value: node.initializer };
  if (!isBinaryExpression(node) || !isAssignmentOperator(node.operatorToken.kind)) return undefined;
  const holder = rootNameOf(node.left);
  return holder === undefined ? undefined : { names: [holder], value: node.right };
}

/** `client` of `client.http.get`, `this` of `this.get`. */
export function rootNameOf(node: Node): string | undefined {
  let at = unwrapped(node);
  for (let next = inner(at); next !== undefined; next = inner(at)) at = unwrapped(next);
  return nameIn(at);
}

function inner(node: Node): Node | undefined {
  const { expression } = node as { readonly expression?: Node };
  return memberOf(node)?.receiver ?? (isCallExpression(node) ? expression : undefined);
}

function isInOutermostBlock(declaration: Node, body: Node): boolean {
  return declaration.parent?.parent?.parent === body;
}

/** `const signal = options.signal`, `const { signal } = options` */
function localName(node: Node, signal: SignalName): string | undefined {
  const { property } = signal;
  if (property === undefined || !isVariableDeclaration(node) || node.initializer === undefined) return undefined;
  if (isIdentifier(node.name)) return isSignal(node.initializer, signal) ? textOfName(node.name) : undefined;
  const value = unwrapped(node.initializer);
  if (!isIdentifier(value) || value.text !== signal.name) return undefined;
  const names = childrenOf(node.name).flatMap((element) =>
    isBindingElement(element) &&
    element.propertyName === undefined &&
    element.name !== undefined &&
    isIdentifier(element.name)
      ? [textOfName(element.name)]
      : [],
  );
  return names.includes(property) ? property : undefined;
}
