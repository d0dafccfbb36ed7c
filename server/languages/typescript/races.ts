/** What goes on when a `Promise.race` is over: timers, and reactions of promises that outlive many races. */

import {
  isArrayLiteralExpression,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isIdentifier,
  isSpreadElement,
  type CallExpression,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { LongRaceFact, RaceFact, TimerRaceFact } from '../../facts/facts.ts';
import { promiseMembers } from '../../facts/promiseMembers.ts';
import type { FileInput } from './collectFacts.ts';
import type { CallSyntax, FileSyntax } from './collectSyntax.ts';
import type { FactFamily } from './families.ts';
import { foundOnce } from './foundOnce.ts';
import {
  functionAround,
  isAssignmentOperator,
  isFunctionNode,
  isInBlock,
  isLoop,
  labelOf,
  memberOf,
  ownNodesIn,
  rangeOfNode,
  textOf,
  textOfName,
  unwrapped,
  unwrappedParent,
} from './nodes.ts';
import { type RaceTimer, timerOf } from './raceTimers.ts';
import { rootNameOf } from './signalUses.ts';

export const raceFamily: FactFamily<'races'> = {
  kinds: [],
  askedNodes: (syntax) => racesIn(syntax).flatMap(({ lasting }) => lasting.map(({ node }) => node)),
  facts: (input) => ({
    races: racesIn(input.syntax)
      .flatMap((race) => factsOf(race, input))
      .sort((one, other) => one.range.start - other.range.start),
  }),
};

interface Race {
  readonly call: CallSyntax & { readonly node: CallExpression };
  readonly contestants: readonly Node[];
  /** Those that are the same in every round of the loop around the race. */
  readonly lasting: readonly { readonly node: Node; readonly contestant: Node }[];
}

const racesIn = foundOnce(findRaces);

function findRaces(syntax: FileSyntax): readonly Race[] {
  return syntax.calls.flatMap((call): readonly Race[] => {
    const { node, name } = call;
    if (name !== 'race' || !isCallExpression(node)) return [];
    const receiver = memberOf(node.expression)?.receiver;
    const [argument] = node.arguments;
    const list = argument === undefined ? undefined : unwrapped(argument);
    if (receiver === undefined || !isPromiseClass(receiver)) return [];
    if (list === undefined || !isArrayLiteralExpression(list) || list.elements.length < 2) return [];
    const contestants = list.elements.filter((element) => !isSpreadElement(element));
    return [{ call: { ...call, node }, contestants, lasting: lastingAmong(contestants, node, syntax) }];
  });
}

function isPromiseClass(node: Node): boolean {
  const plain = unwrapped(node);
  return isIdentifier(plain) && textOfName(plain) === 'Promise';
}

function factsOf(race: Race, input: FileInput): readonly RaceFact[] {
  const timers = race.contestants.map((contestant) => timerOf(contestant, input));
  // Where all of them are timers, the race is about time itself.
  const facts = timers.every((timer) => timer !== undefined)
    ? []
    : race.contestants.flatMap((contestant, index) => {
        const timer = timers[index];
        return timer === undefined ? [] : timerFact(race, contestant, timer, input);
      });
  return [...facts, ...race.lasting.flatMap((each) => lastingFact(race, each, input) ?? [])];
}

function timerFact({ call }: Race, contestant: Node, timer: RaceTimer, input: FileInput): TimerRaceFact {
  const { source } = input.syntax;
  const owner = functionAround(call.node);
  const { ends, delay, start } = timer;
  const clearing = start === undefined ? undefined : clearingOf(start, call.node, source.text);
  return {
    kind: 'timer',
    range: rangeOfNode(contestant, source.text),
    ends,
    ...(delay === undefined ? {} : { delay }),
    isBeforeExit: textOf(owner, source).includes('process.exit('),
    ...(clearing === undefined ? {} : { clearing }),
    function: call.function,
  };
}

function clearingOf(start: CallExpression, race: CallExpression, text: string): TimerRaceFact['clearing'] {
  const { parent, child } = unwrappedParent(start);
  const isResult = isFunctionNode(parent) && parent.body === child;
  if (!isResult && parent.kind !== SyntaxKind.ExpressionStatement) return undefined;
  if (!isResult && !isBlock(parent.parent)) return undefined;
  const owner = functionAround(race);
  const statement = statementIn(start, owner);
  if (statement === undefined) return undefined;
  return {
    statement: rangeOfNode(statement, text),
    start: rangeOfNode(child, text),
    isResult,
    race: rangeOfNode(race, text),
  };
}

/** The statement of a block that a node is in, of the function itself. */
function statementIn(node: Node, owner: Node): Node | undefined {
  let at = node;
  while (at.parent !== undefined && !(isInBlock(at) && functionAround(at) === owner)) {
    if (at === owner) return undefined;
    at = at.parent;
  }
  return at.parent === undefined ? undefined : at;
}

/** Promises that are read anew in every round, from places that the loop does not write. */
function lastingAmong(contestants: readonly Node[], race: Node, syntax: FileSyntax): Race['lasting'] {
  const loop = endlessLoopAround(race);
  if (loop === undefined) return [];
  return contestants.flatMap((contestant) => {
    const node = withoutChain(contestant);
    const root = isIdentifier(node) || memberOf(node) !== undefined ? rootNameOf(node) : undefined;
    if (root === undefined || isChangedIn(loop, node, root, syntax)) return [];
    return [{ node, contestant }];
  });
}

function withoutChain(node: Node): Node {
  const plain = unwrapped(node);
  const member = isCallExpression(plain) ? memberOf(plain.expression) : undefined;
  return member !== undefined && promiseMembers.has(member.name) ? unwrapped(member.receiver) : plain;
}

/** A loop over a collection ends with that. */
function endlessLoopAround(node: Node): Node | undefined {
  let at = node.parent;
  while (at !== undefined && !isFunctionNode(at) && !isLoop(at)) at = at.parent;
  if (at === undefined || !isLoop(at)) return undefined;
  const isEndless =
    at.kind === SyntaxKind.WhileStatement ||
    at.kind === SyntaxKind.DoStatement ||
    (at.kind === SyntaxKind.ForStatement && (at as { readonly incrementor?: Node }).incrementor === undefined) ||
    (at as { readonly awaitModifier?: Node }).awaitModifier !== undefined;
  return isEndless ? at : undefined;
}

/** Whether a loop declares or assigns what is read, or what that is read from. */
function isChangedIn(loop: Node, node: Node, root: string, { source }: FileSyntax): boolean {
  const written = textOf(node, source);
  for (const each of ownNodesIn(loop)) {
    if (isBinaryExpression(each) && isAssignmentOperator(each.operatorToken.kind)) {
      const target = textOf(each.left, source);
      if (target === written || target === root || /^[[{]/.test(target)) return true;
    }
    const { name } = each as { readonly name?: Node };
    if (name !== undefined && declarations.has(each.kind) && isIdentifier(name) && textOfName(name) === root)
      return true;
  }
  return false;
}

const declarations: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.VariableDeclaration,
  SyntaxKind.BindingElement,
  SyntaxKind.Parameter,
]);

function lastingFact(
  { call, contestants }: Race,
  { node, contestant }: Race['lasting'][number],
  input: FileInput,
): LongRaceFact | undefined {
  const { syntax, types } = input;
  const { awaitability, kind } = types.awaitability(node);
  if (awaitability !== 'always' || kind !== 'promise') return undefined;
  // What all others are made for in each round, it outlives.
  if (!contestants.some((other) => other !== contestant && isCallExpression(unwrapped(other)))) return undefined;
  return {
    kind: 'every-round',
    range: rangeOfNode(contestant, syntax.source.text),
    subject: labelOf(node, syntax.source),
    function: call.function,
  };
}
