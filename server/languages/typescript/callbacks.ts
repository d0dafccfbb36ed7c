/** Functions that give promises, where they are given to code which takes none from them. */

import {
  type CallExpression,
  isArrayLiteralExpression,
  isArrowFunction,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isElementAccessExpression,
  isIdentifier,
  isJsxAttribute,
  isJsxExpression,
  isNewExpression,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isPropertyDeclaration,
  isReturnStatement,
  isVariableDeclaration,
  type MethodDeclaration,
  type Node,
  type PropertyDeclaration,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { isUnionType, SignatureKind, type Type, TypeFlags } from 'typescript/unstable/sync';
import type { CallbackFact } from '../../facts/facts.ts';
import { isAwaitedMember } from './awaitedMembers.ts';
import type { FileInput } from './collectFacts.ts';
import type { CallSyntax, FileSyntax, FunctionSyntax } from './collectSyntax.ts';
import { definedFunction } from './definitions.ts';
import { basesOf, memberHolding } from './expectedResults.ts';
import type { FactFamily } from './families.ts';
import { foundOnce } from './foundOnce.ts';
import { isCheckedByCompiler } from './fileFacts.ts';
import {
  type FunctionNode,
  isAsync,
  isFunctionLiteral,
  isFunctionNode,
  isGenerator,
  lastNameOf,
  memberOf,
  rangeOfNode,
  textOfName,
  unwrapped,
  unwrappedParent,
} from './nodes.ts';
import { nameNode } from './symbols.ts';
import type { Types } from './types.ts';
import { isSettled } from './writtenPromises.ts';

export const callbackFamily: FactFamily<'callbacks'> = {
  kinds: [SyntaxKind.JsxAttribute],
  askedNodes: (syntax) => [
    ...literalsIn(syntax).flatMap(({ node, definition: { results } }) => {
      const mapped = mappingAround(node);
      return isAsync(node) ? mapped : [...mapped, ...results.map(unwrapped).filter(isCallExpression)];
    }),
    ...foreignFunctions(syntax).map(({ node }) => node),
    ...overrides(syntax).flatMap(({ member }) => basesOf(member)),
  ],
  askedNames: (input) => [
    ...namesOfFunctions(input.syntax).flatMap(({ node }) => nameNode(node) ?? []),
    ...[...literals(input), ...namesOfFunctions(input.syntax)].flatMap(({ node }) =>
      mappingAround(node).flatMap((call) => nameNode(call.expression) ?? []),
    ),
  ],
  facts: (input) => ({
    callbacks: [
      ...[...literals(input), ...references(input)].flatMap((given) => callbackFact(given, input) ?? []),
      ...foreignFunctions(input.syntax).flatMap((given) => foreignCallback(given, input) ?? []),
      ...overrides(input.syntax).flatMap((override) => overrideFact(override, input) ?? []),
    ],
  }),
};

/** A function that gives promises, where it is given to something. */
interface Given {
  readonly node: Node;
  readonly definition: FunctionSyntax;
  readonly owner: number;
}

/** `rows.map(…)` around what it is given; one or none. */
function mappingAround(given: Node): readonly CallExpression[] {
  const { parent } = unwrappedParent(given);
  return isCallExpression(parent) && mapping.has(lastNameOf(parent.expression)) ? [parent] : [];
}

/** Functions written in place that give promises. */
function literals({ syntax, types }: FileInput): readonly Given[] {
  return literalsIn(syntax).filter(({ node, definition: { results } }) => {
    return isAsync(node) || (results.length > 0 && results.every((result) => isPromise(result, types)));
  });
}

/** Functions written in place, where what is around them may say what it expects. */
const literalsIn = foundOnce(findLiterals);

function findLiterals({ functions }: FileSyntax): readonly Given[] {
  return functions.flatMap((definition) => {
    const { node, parent } = definition;
    if (!isFunctionNode(node) || !isFunctionLiteral(node) || isGenerator(node) || parent === undefined) return [];
    return mayExpect(node) ? [{ node, definition, owner: parent }] : [];
  });
}

/** Whether a call gives a promise for sure. */
function isPromise(result: Node, types: Types): boolean {
  const plain = unwrapped(result);
  if (!isCallExpression(plain)) return false;
  const { awaitability, kind, isNullable } = types.awaitability(plain);
  return awaitability === 'always' && kind === 'promise' && isNullable !== true;
}

/** `paths.filter(exists)` with a function that is not defined in this file. */
function foreignFunctions({
  calls,
  definedNames,
}: FileSyntax): readonly { readonly node: Node; readonly call: CallSyntax }[] {
  return calls.flatMap((call) => {
    if (!takers.has(call.name)) return [];
    const [first] = call.node.arguments ?? [];
    const node = first === undefined ? undefined : unwrapped(first);
    return node !== undefined && isIdentifier(node) && !definedNames.has(textOfName(node)) ? [{ node, call }] : [];
  });
}

interface Override {
  readonly node: FunctionNode;
  readonly member: MethodDeclaration | PropertyDeclaration;
  readonly definition: FunctionSyntax;
}

/** Async methods, and fields that hold async functions, for which a base class, an interface or what takes the object may say a type. */
const overrides = foundOnce(findOverrides);

function findOverrides({ functions, source }: FileSyntax): readonly Override[] {
  // Without types, a method that only throws seems to give nothing.
  if (!isCheckedByCompiler(source)) return [];
  return functions.flatMap((definition) => {
    const { node } = definition;
    if (!isFunctionNode(node) || !isAsync(node) || isGenerator(node)) return [];
    // Who says what its promise gives means it to be awaited.
    if (node.type !== undefined && !/^Promise<void>$/.test(node.type.getText())) return [];
    const member = memberHolding(node);
    // A field with a type of its own is judged by that.
    if (member === undefined || (isPropertyDeclaration(member) && member.type !== undefined)) return [];
    return isObjectLiteralExpression(member.parent) || basesOf(member).length > 0 ? [{ node, member, definition }] : [];
  });
}

function overrideFact(
  { node, member, definition: { id, parent = 0 } }: Override,
  input: FileInput,
): CallbackFact | undefined {
  const { expected, errors, syntax } = input;
  const inherited = expected.inheritedTypes(node);
  if (inherited.length === 0 || inherited.some((type) => resultOf(type, input) !== 'dropped')) return undefined;
  const canReject = errors.canReject(node, false);
  if (canReject && inherited.every((type) => isAwaitedMember(node, type, input))) return undefined;
  return {
    range: rangeOfNode(member.name, syntax.source.text),
    function: id,
    isInPlace: true,
    result: 'dropped',
    isPageEvent: false,
    canReject,
    owner: parent,
  };
}

function foreignCallback(
  { node, call }: { readonly node: Node; readonly call: CallSyntax },
  { syntax, types, names }: FileInput,
): CallbackFact | undefined {
  if (!looksAtResult.has(names.symbolOf(call.node) ?? '')) return undefined;
  const type = types.of(node);
  if (type === undefined) return undefined;
  const { checker } = types.project;
  const results = checker
    .getSignaturesOfType(type, SignatureKind.Call)
    .map((signature) => types.awaitabilityOfType(checker.getReturnTypeOfSignature(signature)).awaitability);
  if (results.length === 0 || results.some((awaitability) => awaitability !== 'always')) return undefined;
  return {
    range: rangeOfNode(node, syntax.source.text),
    isInPlace: false,
    call: call.id,
    result: 'used',
    isPageEvent: false,
    canReject: true,
    owner: call.function,
  };
}

/** Names of async functions of the same file, where they are arguments or attributes. */
function references({ syntax, symbols }: FileInput): readonly Given[] {
  return namesOfFunctions(syntax).flatMap(({ node, owner }) => {
    const definition = definedFunction(symbols.localDeclarationOf(node, syntax.source));
    const id = definition === undefined ? undefined : syntax.functionOf.get(definition);
    const found = id === undefined ? undefined : syntax.functions[id];
    return found === undefined || !isFunctionNode(found.node) || !isAsync(found.node)
      ? []
      : [{ node, definition: found, owner }];
  });
}

/** Arguments and attributes that are called like an async function of the same file. */
const namesOfFunctions = foundOnce(findNamesOfFunctions);

function findNamesOfFunctions(syntax: FileSyntax): readonly { readonly node: Node; readonly owner: number }[] {
  const asyncNames = new Set(
    syntax.functions.flatMap(({ node }) => (isFunctionNode(node) && isAsync(node) ? nameIn(node) : [])),
  );
  if (asyncNames.size === 0) return [];
  const places = [
    ...syntax.calls.flatMap(({ node, function: owner }) =>
      isTestRegistration(node) ? [] : (node.arguments ?? []).map((argument) => ({ node: argument, owner })),
    ),
    ...(syntax.byKind.get(SyntaxKind.JsxAttribute) ?? []).flatMap(({ node, function: owner }) => {
      const value = isJsxAttribute(node) ? node.initializer : undefined;
      const inner = value !== undefined && isJsxExpression(value) ? value.expression : undefined;
      return inner === undefined ? [] : [{ node: inner, owner }];
    }),
  ];
  return places.flatMap(({ node, owner }) => {
    const plain = unwrapped(node);
    if (!isIdentifier(plain) && !isPropertyAccessExpression(plain)) return [];
    return asyncNames.has(lastNameOf(plain)) ? [{ node: plain, owner }] : [];
  });
}

function nameIn(node: Node & { readonly name?: Node }): readonly string[] {
  if (node.name !== undefined) return [lastNameOf(node.name)];
  const { parent } = unwrappedParent(node);
  return isVariableDeclaration(parent) && isIdentifier(parent.name) ? [textOfName(parent.name)] : [];
}

/** Called in place, given to what has no type or handed to a test runner, a function is expected to be anything. */
function mayExpect(node: Node): boolean {
  const { parent, child } = unwrappedParent(node);
  if (isCallExpression(parent)) return parent.expression !== child && !isTestRegistration(parent);
  // An executor is another pitfall.
  if (isNewExpression(parent)) return lastNameOf(parent.expression) !== 'Promise';
  if (isVariableDeclaration(parent) || isPropertyDeclaration(parent)) return parent.type !== undefined;
  if (isBinaryExpression(parent)) return parent.operatorToken.kind === SyntaxKind.EqualsToken;
  return (
    isPropertyAssignment(parent) ||
    isJsxExpression(parent) ||
    isReturnStatement(parent) ||
    isArrowFunction(parent) ||
    isArrayLiteralExpression(parent)
  );
}

/** `it('…', async () => …)`, of which there are many and all are right, and `it.skip('…', async () => …)`. */
function isTestRegistration({ expression: callee }: Node & { readonly expression: Node }): boolean {
  const name = lastNameOf(callee);
  if (testRunners.has(name)) return true;
  const member = testForms.has(name) ? memberOf(callee) : undefined;
  return member !== undefined && testRunners.has(lastNameOf(member.receiver));
}

const testRunners: ReadonlySet<string> = new Set(
  'it test specify xit xtest fit before after beforeEach afterEach beforeAll afterAll then catch finally'.split(' '),
);

const testForms: ReadonlySet<string> = new Set('skip only todo concurrent sequential fails failing'.split(' '));

function callbackFact({ node, definition, owner }: Given, input: FileInput): CallbackFact | undefined {
  const { syntax, names } = input;
  const { parent } = unwrappedParent(node);
  const isCall = isCallExpression(parent) || isNewExpression(parent);
  const call = isCall ? syntax.callOf.get(parent) : undefined;
  const symbol = isCall ? names.symbolOf(parent) : undefined;
  if (isCall && (keepsPromises(parent, input) || takesAway(parent, node) || isWaitedFor(parent, input)))
    return undefined;
  const taker = call === undefined ? undefined : syntax.calls[call];
  const isUsed =
    taker !== undefined && (symbol === undefined ? isUntypedLoop(taker, input) : isLookedAt(symbol, taker, input));
  const expected = isUsed ? undefined : input.expected.typeAt(node);
  const result = isUsed
    ? 'used'
    : (resultOf(expected, input) ?? (isCall && isTimer(parent, input) ? 'dropped' : undefined));
  if (result === undefined || !isFunctionNode(definition.node)) return undefined;
  const isLost = canReject(definition, input);
  if (isLost && result === 'dropped' && !isCall && isAwaitedMember(definition.node, expected, input)) return undefined;
  return {
    range: rangeOfNode(node, syntax.source.text),
    function: definition.id,
    isInPlace: node === definition.node,
    ...(call === undefined ? {} : { call }),
    result,
    isPageEvent: isPageEvent(parent),
    canReject: isLost,
    owner,
  };
}

/** `rows.map(load)`, whose list of promises tells without a question what it expects. */
function keepsPromises(call: Node & { readonly expression: Node }, { symbols, types }: FileInput): boolean {
  return (
    mapping.has(lastNameOf(call.expression)) &&
    types.itemAwaitability(call).awaitability === 'always' &&
    /^global\.(?:Readonly)?Array\./.test(symbols.declaredName(call.expression) ?? '')
  );
}

/** The timers of pages take anything that can be called, or text, which says nothing about what they do with its result. */
function isTimer({ expression }: { readonly expression: Node }, { symbols }: FileInput): boolean {
  const name = lastNameOf(expression);
  if (name !== 'setTimeout' && name !== 'setInterval') return false;
  return /^global\.(?:\w+\.)?set(?:Timeout|Interval)$/.test(symbols.declaredName(expression) ?? '');
}

/** `emitter.off('data', load)` and `removeListener.call(…)`: what is taken away there is called by nobody. */
function takesAway({ expression }: { readonly expression: Node }, given: Node): boolean {
  const name = lastNameOf(expression);
  const receiver = memberOf(expression)?.receiver;
  if (removal.test(/^(?:call|apply)$/.test(name) && receiver !== undefined ? lastNameOf(receiver) : name)) return true;
  return removalOfNamed.test(name) && !isFunctionLiteral(unwrapped(given));
}

const removal = /^(?:off|remove(?:Event)?Listener|removeHandler)$/;
/** Of a function that has a name; one that is written in place is called when a connection ends. */
const removalOfNamed = /^(?:disconnect|unsubscribe|unregister)$/;

/** `work[name](async () => …)`: whichever method of a promise it is, the promise that it gives waits for the function. */
function isWaitedFor({ expression }: { readonly expression: Node }, { types }: FileInput): boolean {
  const callee = unwrapped(expression);
  if (!isElementAccessExpression(callee) || memberOf(callee) !== undefined) return false;
  const { awaitability, kind } = types.awaitability(callee.expression);
  return awaitability === 'always' && kind === 'promise';
}

const mapping: ReadonlySet<string> = new Set(['map', 'flatMap']);

/** Whether the callee looks at what the function gives, be it a member of what a package holds: `vscode.workspace.workspaceFolders.forEach`. */
function isLookedAt(symbol: string, { name, node }: CallSyntax, { symbols }: FileInput): boolean {
  if (looksAtResult.has(symbol)) return true;
  if (!takers.has(name) || symbol.startsWith('global.')) return false;
  return looksAtResult.has(symbols.declaredName(node.expression) ?? '');
}

/**
 * `rows.forEach(async …)` where nothing is known of `rows`: whatever `forEach` it is, nobody waits for what it gives.
 */
function isUntypedLoop({ fate, name, node }: CallSyntax, { types }: FileInput): boolean {
  return (
    fate === 'ignored' &&
    name === 'forEach' &&
    memberOf(node.expression) !== undefined &&
    types.awaitability(node).awaitability === 'maybe'
  );
}

function canReject({ node, results }: FunctionSyntax, { errors, types }: FileInput): boolean {
  if (!isFunctionNode(node)) return false;
  if (!isAsync(node))
    return results.map(unwrapped).some((result) => !isSettled(result) && errors.of(result) === undefined);
  const [given] = node.body === undefined || isBlock(node.body) ? [] : results;
  return errors.canReject(node, given !== undefined && isPromise(given, types));
}

/** Whose callback's result decides something, although its type is `unknown`. */
const looksAtResult: ReadonlySet<string> = new Set([
  ...['filter', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex', 'sort', 'toSorted'].flatMap(
    (name) => [`global.Array.${name}`, `global.ReadonlyArray.${name}`],
  ),
  ...['Array', 'ReadonlyArray', 'Map', 'ReadonlyMap', 'Set', 'ReadonlySet'].map((owner) => `global.${owner}.forEach`),
]);

/** Last names of callees whose full name decides here. */
const takers: ReadonlySet<string> = new Set(
  [...looksAtResult].map((symbol) => symbol.slice(symbol.lastIndexOf('.') + 1)),
);

export const namesOfCallbackTakers: readonly string[] = [...takers];

/** Whether a function is written where a handler of an event of a page is given. */
export function isPageHandler(node: Node | undefined): boolean {
  return node !== undefined && isFunctionNode(node) && isPageEvent(unwrappedParent(node).parent);
}

/** Only the level of a finding depends on it, so that the name is enough. */
function isPageEvent(place: Node): boolean {
  if (isCallExpression(place)) return lastNameOf(place.expression) === 'addEventListener';
  return isJsxExpression(place) || (isBinaryExpression(place) && /^on[a-z]/.test(lastNameOf(place.left)));
}

/** What whoever takes a function of this type does with its result; `undefined` where a promise is welcome. */
function resultOf(type: Type | undefined, { expected }: FileInput): CallbackFact['result'] | undefined {
  const results = type === undefined ? [] : expected.resultsOf(type);
  if (results.length === 0) return undefined;
  if (results.every((result) => result !== undefined && (result.flags & TypeFlags.Void) !== 0)) return 'dropped';
  return results.every((result) => result !== undefined && isPlain(result)) ? 'used' : undefined;
}

function isPlain(type: Type): boolean {
  const parts = isUnionType(type) ? type.getTypes() : [type];
  return parts.every(({ flags }) => (flags & plainValues) !== 0);
}

const plainValues = TypeFlags.BooleanLike | TypeFlags.NumberLike | TypeFlags.StringLike;
