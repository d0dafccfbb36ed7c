/** The facts of one call: what it reaches, by which full name, and whether its result is awaitable. Each is found out when it is read. */

import { type Range, rangeOf } from '../../analysis/text.ts';
import type {
  ArgumentFact,
  AwaitableFact,
  CallFact,
  CallId,
  Definition,
  Fate,
  FunctionId,
  LoopId,
  ParameterTest,
} from '../../facts/facts.ts';
import type { CallOnDemand } from '../../facts/onDemand.ts';
import type { Place } from './drafts.ts';
import { isDoneOnce } from './lazyMaking.ts';
import { isClass } from './library/classes.ts';
import { parameterTestsAround } from './parameterTests.ts';
import type { Argument, Call, Expression, Node } from './parser/nodes.ts';
import type { Inference } from './types/inference.ts';
import { alternatives, awaitableFact, type FunctionSymbol, type Value } from './types/values.ts';

/** What is the same for all calls of a module. */
export interface CallSource {
  readonly text: string;
  readonly inference: Inference;
  readonly functionIds: ReadonlyMap<Node, FunctionId>;
}

interface Reached {
  readonly symbol: string | undefined;
  readonly target: Definition | undefined;
  readonly isConstruction: boolean;
}

function reachedBy(callee: Value): Reached {
  switch (callee.kind) {
    case 'unknown':
      return nothing;
    case 'library':
      return { symbol: callee.symbol, target: undefined, isConstruction: isClass(callee.symbol) };
    default:
      return { symbol: symbolOf(callee), target: targetOf(callee), isConstruction: callee.kind === 'class' };
  }
}

const nothing: Reached = { symbol: undefined, target: undefined, isConstruction: false };

/** There are very many calls, and of most of them nobody asks much. */
export class WrittenCall implements CallOnDemand {
  readonly id: CallId;
  readonly range: Range;
  readonly name: string;
  readonly function: FunctionId;
  readonly fate: Fate;
  readonly loop: LoopId | undefined;
  readonly isOptional = false;
  private readonly source: CallSource;
  private readonly node: Call;
  private readonly place: Place;
  private written: string | undefined;
  private given: readonly ArgumentFact[] | undefined;
  private known: AwaitableFact | undefined;
  private reached: Reached | undefined;
  private isOnce: boolean | undefined;

  constructor(source: CallSource, node: Call, id: CallId, fate: Fate, place: Place) {
    this.id = id;
    this.range = rangeOf(node.start, node.end);
    this.name = lastNameOf(node.callee);
    this.function = place.function;
    this.fate = fate;
    this.loop = place.loop;
    this.source = source;
    this.node = node;
    this.place = place;
  }

  get callee(): Range {
    return rangeOf(this.node.callee.start, this.node.callee.end);
  }

  get calleeText(): string {
    this.written ??= oneLine(this.source.text, this.node.callee);
    return this.written;
  }

  get arguments(): readonly ArgumentFact[] {
    this.given ??= argumentFacts(this.node.arguments, this.source.functionIds);
    return this.given;
  }

  get symbol(): string | undefined {
    return this.callees.symbol;
  }

  get target(): Definition | undefined {
    return this.callees.target;
  }

  get awaitable(): AwaitableFact {
    this.known ??= awaitableFact(this.source.inference.valueOf(this.node, this.place.scope));
    return this.known;
  }

  get isConstruction(): boolean {
    return this.callees.isConstruction;
  }

  get isDoneOnce(): true | undefined {
    this.isOnce ??= isDoneOnce(this.source.text, this.node, this.place);
    return this.isOnce ? true : undefined;
  }

  get parameterTests(): readonly ParameterTest[] | undefined {
    const tests = parameterTestsAround(this.node, this.place);
    return tests.length === 0 ? undefined : tests;
  }

  /** Every rule asks. */
  private get callees(): Reached {
    this.reached ??= reachedBy(this.source.inference.valueOf(this.node.callee, this.place.scope));
    return this.reached;
  }

  plain(): CallFact {
    const { id, range, callee, calleeText, name, fate, awaitable, isConstruction, isOptional } = this;
    const { symbol, target, loop, isDoneOnce, parameterTests } = this;
    return {
      id,
      range,
      callee,
      calleeText,
      name,
      function: this.function,
      arguments: this.arguments,
      awaitable,
      fate,
      isConstruction,
      isOptional,
      ...(symbol === undefined ? {} : { symbol }),
      ...(target === undefined ? {} : { target }),
      ...(loop === undefined ? {} : { loop }),
      ...(isDoneOnce === undefined ? {} : { isDoneOnce }),
      ...(parameterTests === undefined ? {} : { parameterTests }),
    };
  }
}

/** The expression on one line and at most 60 characters. */
export function oneLine(text: string, node: { readonly start: number; readonly end: number }): string {
  const written = text.slice(node.start, node.end);
  const line = spacing.test(written) ? written.replace(/\s+/g, ' ') : written;
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** Anything but words and single blanks between them. */
const spacing = /\s\s|[^\S ]/;

/** The one full name that every way of reading the callee leads to. */
export function symbolOf(callee: Value): string | undefined {
  if (callee.kind !== 'union') return callee.kind === 'library' ? callee.symbol : undefined;
  const symbols = new Set(alternatives(callee).map((each) => (each.kind === 'library' ? each.symbol : undefined)));
  const [only] = symbols;
  return symbols.size === 1 ? only : undefined;
}

function targetOf(callee: Value): Definition | undefined {
  if (callee.kind === 'function') return definitionOf(callee.function);
  if (callee.kind === 'class')
    return {
      path: callee.class.parent.root?.path ?? '',
      name: callee.class.node.name,
      offset: callee.class.node.nameRange.start,
    };
  return undefined;
}

export function definitionOf({ node, parent, owner }: FunctionSymbol): Definition {
  return {
    path: parent.root?.path ?? '',
    name: qualified(owner?.node.name, node.name),
    offset: node.nameRange.start,
  };
}

export function qualified(owner: string | undefined, name: string): string {
  return owner === undefined ? name : `${owner}.${name}`;
}

/** The name right before the parentheses, where there is one. */
export function lastNameOf(callee: Expression): string {
  return callee.kind === 'Name' || callee.kind === 'Attribute' ? callee.name : '';
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const noArguments: readonly ArgumentFact[] = [];

function argumentFacts(given: readonly Argument[], functions: ReadonlyMap<Node, FunctionId>): readonly ArgumentFact[] {
  return given.length === 0 ? noArguments : given.map((argument) => argumentFact(argument, functions));
}

function argumentFact(argument: Argument, functions: ReadonlyMap<Node, FunctionId>): ArgumentFact {
  const value = argument.kind === 'Keyword' || argument.kind === 'Starred' ? argument.value : argument;
  const range = rangeOf(argument.start, argument.end);
  const fact: Mutable<ArgumentFact> = {
    range,
    value: value === argument ? range : rangeOf(value.start, value.end),
    spread: 'no',
  };
  if (argument.kind === 'Starred') fact.spread = 'items';
  else if (argument.kind === 'Keyword') {
    if (argument.name === undefined) fact.spread = 'keywords';
    else fact.keyword = argument.name.text;
  }
  const written = value.kind === 'Lambda' ? functions.get(value) : undefined;
  if (written !== undefined) fact.function = written;
  if (value.kind === 'Constant' && value.value !== '...') fact.constant = value.value;
  return fact;
}
