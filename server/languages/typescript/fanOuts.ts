/** Many promises that are started together and awaited by one combinator. */

import {
  isArrayLiteralExpression,
  isCallExpression,
  isIdentifier,
  isSpreadElement,
  isVariableDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { literally } from '../../analysis/patterns.ts';
import type { Range } from '../../analysis/text.ts';
import type { FanOutFact, FanOutShape } from '../../facts/facts.ts';
import { once } from '../../facts/onDemand.ts';
import type { CallNames } from './callNames.ts';
import { type CollectionSizes, largest, type Size } from './collectionSizes.ts';
import type { CallSyntax, FileSyntax } from './collectSyntax.ts';
import { functionAround, isFunctionNode, isInBlock, lastNameOf, memberOf, rangeOfNode, unwrapped } from './nodes.ts';
import type { FileSurroundings } from './fileFacts.ts';
import { fileRoleOf } from './roles.ts';
import type { StartedWork, WorkFinder } from './startedWork.ts';
import type { Symbols } from './symbols.ts';

export interface FanOutInput {
  readonly syntax: FileSyntax;
  readonly names: CallNames;
  readonly symbols: Symbols;
  readonly sizes: CollectionSizes;
  readonly work: WorkFinder;
  readonly surroundings: FileSurroundings;
}

/** Where the promises of a combinator come from. */
interface Origin {
  readonly shape: FanOutShape;
  readonly size: Size;
  readonly work: () => StartedWork;
  readonly statement?: Node;
}

const combinators: ReadonlyMap<string, string> = new Map(
  ['all', 'allSettled', 'any', 'race'].map((name) => [`global.Promise.${name}`, `Promise.${name}`]),
);

/** Fan-outs of applications; a large test suite has thousands, and following the work of each would be dear. */
export function fanOutsOf(input: FanOutInput): readonly FanOutView[] {
  const { surroundings, syntax } = input;
  if (fileRoleOf(surroundings.path, syntax.source.text, surroundings.package) !== 'application') return [];
  return input.syntax.calls.flatMap((call) => {
    const combinator = combinators.get(input.names.symbolOf(call.node) ?? '');
    const [promises] = call.node.arguments ?? [];
    if (combinator === undefined || promises === undefined) return [];
    const origin = originOf(promises, call, input);
    return origin === undefined ? [] : [new FanOutView(call, combinator, origin, input.syntax)];
  });
}

/** What the work does is followed when somebody asks: of many, the size says enough. */
export class FanOutView implements FanOutFact {
  readonly range: Range;
  readonly call: FanOutFact['call'];
  readonly combinator: string;
  readonly shape: FanOutShape;
  readonly size: Size;
  readonly function: FanOutFact['function'];
  readonly statement?: Range;
  readonly #work: () => StartedWork;

  constructor(call: CallSyntax, combinator: string, origin: Origin, { source }: FileSyntax) {
    this.range = rangeOfNode(call.node, source.text);
    this.call = call.id;
    this.combinator = combinator;
    this.shape = origin.shape;
    this.size = origin.size;
    this.function = call.function;
    const statement = origin.statement ?? statementAround(call.node);
    if (statement !== undefined) this.statement = rangeOfNode(statement, source.text);
    this.#work = origin.work;
  }

  get doesIo(): FanOutFact['doesIo'] {
    return this.#work().doesIo;
  }

  get ioCall(): string | undefined {
    return this.#work().ioCall;
  }

  get isLimited(): boolean {
    return this.#work().isLimited;
  }

  plain(): FanOutFact {
    const { ioCall } = this;
    return {
      range: this.range,
      call: this.call,
      combinator: this.combinator,
      shape: this.shape,
      size: this.size,
      doesIo: this.doesIo,
      ...(ioCall === undefined ? {} : { ioCall }),
      isLimited: this.isLimited,
      function: this.function,
      ...(this.statement === undefined ? {} : { statement: this.statement }),
    };
  }
}

function originOf(promises: Node, call: CallSyntax, input: FanOutInput): Origin | undefined {
  const node = unwrapped(promises);
  if (isCallExpression(node)) return mappedOrigin(node, input) ?? filteredOrigin(node, call, input);
  if (isArrayLiteralExpression(node)) return spreadOrigin(node.elements, call, input);
  return isIdentifier(node) ? variableOrigin(node, call, input) : undefined;
}

/** `items.map(work)`, `Array.from(items, work)` */
function mappedOrigin(
  node: Node & { readonly expression: Node; readonly arguments: readonly Node[] },
  { syntax, sizes, work }: FanOutInput,
): Origin | undefined {
  const { source } = syntax;
  const member = memberOf(node.expression);
  const [first, second] = node.arguments;
  if (member === undefined || first === undefined || hasQuestionMark(node.expression)) return undefined;
  const range = (part: Node) => rangeOfNode(part, source.text);
  if (member.name === 'map')
    return {
      shape: { kind: 'array-map', items: range(member.receiver), callback: range(first), mapCall: range(node) },
      size: sizes.of(member.receiver),
      work: once(() => work.ofCallback(first, source)),
    };
  if (member.name !== 'from' || lastNameOf(member.receiver) !== 'Array' || second === undefined) return undefined;
  return {
    shape: { kind: 'mapped-function', range: range(node), callable: range(second), iterable: range(first) },
    size: sizes.of(node),
    work: once(() => work.ofCallback(second, source)),
  };
}

/** `items.map(work).filter(Boolean)`: the promises are those of what it is called on. */
function filteredOrigin(
  node: Node & { readonly expression: Node },
  call: CallSyntax,
  input: FanOutInput,
): Origin | undefined {
  const member = memberOf(node.expression);
  if (member === undefined || !/^(?:filter|flat|concat)$/.test(member.name)) return undefined;
  return asPart(originOf(member.receiver, call, input));
}

/** `[first(), ...items.map(work)]` */
function spreadOrigin(elements: readonly Node[], call: CallSyntax, input: FanOutInput): Origin | undefined {
  const origins = elements.flatMap((element) =>
    isSpreadElement(element) ? (asPart(originOf(element.expression, call, input)) ?? []) : [],
  );
  return origins.find(({ size }) => size === 'unbounded') ?? origins[0];
}

/** What is true of a part of the combinator's argument, so that nothing may replace the whole of it. */
function asPart(origin: Origin | undefined): Origin | undefined {
  if (origin?.shape.kind !== 'array-map') return origin;
  const { mapCall, callback, items } = origin.shape;
  return { ...origin, shape: { kind: 'mapped-function', range: mapCall, callable: callback, iterable: items } };
}

/** A list made in the same function, or filled there in a loop. */
function variableOrigin(
  name: Node & { readonly text: string },
  call: CallSyntax,
  input: FanOutInput,
): Origin | undefined {
  const declaration = input.symbols.declarationOf(name);
  if (declaration === undefined || !isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  const owner = functionAround(call.node);
  if (functionAround(declaration) !== owner || declaration.name.kind !== SyntaxKind.Identifier) return undefined;
  const fills = fillsOf(name.text, owner, input.syntax);
  const initial = unwrapped(declaration.initializer);
  if (fills.length === 0) {
    const made = isIdentifier(initial) ? undefined : originOf(initial, call, input);
    const statement = statementAround(declaration);
    return (
      made && {
        ...made,
        shape: { kind: 'variable', name: name.text, from: made.shape },
        ...(statement === undefined ? {} : { statement }),
      }
    );
  }
  const isHeldBack =
    isEmptiedInPlace(name.text, owner) || input.syntax.calls.some((other) => isRaceOf(other, name.text, input));
  const origins = fills.map((fill) => filledOrigin(fill, name.text, owner, input));
  const [first] = origins;
  if (first === undefined) return undefined;
  const work = once((): StartedWork => {
    const works = origins.map((origin) => origin.work());
    const most = works.find(({ doesIo }) => doesIo === 'always') ?? first.work();
    return { ...most, isLimited: isHeldBack || works.some(({ isLimited }) => isLimited) };
  });
  if (origins.length === 1) return { ...first, work };
  return { shape: { kind: 'variable', name: name.text }, size: largest(origins.map(({ size }) => size)), work };
}

/** `pending.push(load(url))` */
function filledOrigin(fill: CallSyntax, name: string, owner: Node, { syntax, sizes, work }: FanOutInput): Origin {
  const started = fill.node.arguments?.[0] ?? fill.node;
  const size = sizes.ofLoopsAround(fill.node, owner);
  const { loop } = fill;
  const outermost = functionAround(fill.node) === owner ? outermostLoop(fill.node, owner, syntax) : undefined;
  return {
    shape:
      loop === undefined || outermost === undefined
        ? { kind: 'variable', name }
        : { kind: 'variable', name, from: { kind: 'loop', loop, started: rangeOfNode(started, syntax.source.text) } },
    size,
    work: once(() => work.ofExpression(started, syntax.source)),
    ...(outermost === undefined ? {} : { statement: outermost }),
  };
}

function fillsOf(name: string, owner: Node, { calls }: FileSyntax): readonly CallSyntax[] {
  return calls.filter(({ node }) => {
    const member = memberOf(node.expression);
    if (member?.name !== 'push' && member?.name !== 'add') return false;
    return lastNameOf(member.receiver) === name && isIdentifier(unwrapped(member.receiver)) && isInside(node, owner);
  });
}

/** The list is shortened while it is filled, as for batches: `pending = []`, `pending.length = 0`, `pending.splice(…)`. */
function isEmptiedInPlace(name: string, owner: Node): boolean {
  const escaped = literally(name);
  const declaration = new RegExp(`\\b(?:const|let|var)\\s+${escaped}\\b[^=]*=`);
  const text = owner.getSourceFile().text.slice(owner.pos, owner.end).replace(declaration, '');
  return new RegExp(
    `(?<![.\\w$])${escaped}(?:\\.length\\s*=[^=]|\\.splice\\(|\\.shift\\(|\\.delete\\(|\\s*=\\s*\\[)`,
  ).test(text);
}

/** Whoever races the list while filling it waits for a free place. */
function isRaceOf({ node }: CallSyntax, name: string, { names }: FanOutInput): boolean {
  const [list] = node.arguments ?? [];
  return names.symbolOf(node) === 'global.Promise.race' && list !== undefined && lastNameOf(list) === name;
}

function outermostLoop(node: Node, owner: Node, { loopOf }: FileSyntax): Node | undefined {
  let outermost: Node | undefined;
  for (let at = node.parent; at !== undefined && at !== owner; at = at.parent) if (loopOf.has(at)) outermost = at;
  return outermost !== undefined && isInBlock(outermost) ? outermost : undefined;
}

/** The statement around an expression in the same function, if others can be put before it. */
function statementAround(node: Node): Node | undefined {
  for (let at = node; at.parent !== undefined && !isFunctionNode(at); at = at.parent) if (isInBlock(at)) return at;
  return undefined;
}

function isInside(node: Node, owner: Node): boolean {
  return owner.pos <= node.pos && node.end <= owner.end;
}

function hasQuestionMark(callee: Node): boolean {
  return (callee as { readonly questionDotToken?: Node }).questionDotToken !== undefined;
}
