/** Handlers around an `await` that keep a cancellation to themselves. */

import { rangeOf } from '../../analysis/text.ts';
import type { SwallowedCancellationFact } from '../../facts/facts.ts';
import { argumentAt, givenBy } from './arguments.ts';
import { lastNameOf, oneLine } from './callFacts.ts';
import { type Catching, catchingOf, isCancellationOf } from './cancellations.ts';
import type { Analysed, Place, TryDraft } from './drafts.ts';
import type { Call, ExceptHandler, Expression, For, Node, Raise, Statement, Try, While } from './parser/nodes.ts';
import { walkInPlace, walkOwnBody } from './functionBodies.ts';
import { forEachChild, walk } from './parser/walk.ts';
import { blockRange, blocksOf } from './statements.ts';
import { anyCircumstances, type Circumstances, type WayOut, waysOut } from './waysOut.ts';

export function swallowedCancellationFacts(analysed: Analysed): readonly SwallowedCancellationFact[] {
  return analysed.tries.flatMap((draft) => swallowedBy(analysed, draft) ?? []);
}

function swallowedBy(analysed: Analysed, { node, place }: TryDraft): SwallowedCancellationFact | undefined {
  const { inference, module } = analysed;
  const owner = analysed.functions[place.function];
  if (node.isStar || owner?.fact.isAsync !== true) return undefined;
  const first = firstCatching(analysed, node, place);
  if (first === undefined) return undefined;
  const { handler, catching } = first;
  const awaited = awaitedIn(node.body);
  if (awaited.length === 0 || isExpected(analysed, awaited, catching, handler, place)) return undefined;
  const ways = waysOut(handler.body, whenCancelled(handler, inference, place));
  const isMeant = catching.caught === 'cancellation';
  const swallows = [...ways].some(isSwallowing);
  // Whoever raises it again on some way has thought about the others.
  if (!swallows || (isMeant && ways.has('raise-again'))) return undefined;
  if (handler.name !== undefined && isPassedOn(handler.body, handler.name.text)) return undefined;
  const loop = loopThatGoesOn(node, handler, ways, place);
  const raised = raisedIn(handler);
  return {
    range: rangeOf(handler.start, handler.type?.end ?? handler.start + 'except'.length),
    ...(handler.type === undefined ? {} : { type: rangeOf(handler.type.start, handler.type.end) }),
    ...catching,
    body: blockRange(handler.body, handler.colon),
    isLostAtEnd: [...ways].every((way) => way === 'end' || !isSwallowing(way)),
    isFirst: handler === node.handlers[0],
    ...outcomeOf(),
    function: place.function,
  };

  function outcomeOf(): Pick<SwallowedCancellationFact, 'outcome' | 'raised'> {
    if (loop !== undefined)
      return { outcome: loop.kind === 'While' && !awaited.every(isRunning) ? 'repeats' : 'next-round' };
    if (raised !== undefined && [...ways].every((way) => way === 'raise' || way === 'raise-again'))
      return {
        outcome: 'replaced',
        raised: oneLine(module.document.text, raised.kind === 'Call' ? raised.callee : raised),
      };
    return { outcome: awaitsBehind(analysed, node, ways, place) ? 'goes-on' : 'ends' };
  }
}

function isSwallowing(way: WayOut): boolean {
  return way !== 'raise-again' && way !== 'exit';
}

/** The handler that a cancellation comes to. */
function firstCatching({ inference }: Analysed, { handlers }: Try, { scope }: Place) {
  for (const handler of handlers) {
    const catching = catchingOf(handler, inference, scope);
    if (catching !== undefined) return { handler, catching };
  }
  return undefined;
}

/** What a block waits for in its own function; in loops, `with` and comprehensions, what they go over or enter. */
function awaitedIn(block: readonly Statement[]): readonly Expression[] {
  const found: Expression[] = [];
  for (const statement of block)
    walkInPlace(statement, (node) => {
      if (node.kind === 'Await') found.push(node.value);
      if ((node.kind === 'For' || node.kind === 'Comprehension') && node.isAsync) found.push(node.iterable);
      if (node.kind === 'With' && node.isAsync) found.push(...node.items.map(({ context }) => context));
      return node.kind !== 'With' || !node.items.some(({ context }) => isShield(context));
    });
  return found;
}

/** `CancelScope(shield=True)`: no cancellation from outside comes into it. */
function isShield(context: Expression): boolean {
  const shield = context.kind === 'Call' ? argumentAt(context, 'shield') : undefined;
  return shield?.kind === 'Constant' && shield.value === 'True';
}

/**
 * Whether a cancellation is to be expected there: that of a task which this function has cancelled, or which is only waited for, so that
 * it may have been cancelled by anybody; or the function counts cancellations itself.
 */
function isExpected(
  { calls, functions, inference }: Analysed,
  awaited: readonly Expression[],
  { caught }: Catching,
  handler: ExceptHandler,
  { function: owner, scope }: Place,
): boolean {
  const own = calls.filter(({ fact }) => fact.function === owner);
  if (own.some(({ fact: { name } }) => name === 'uncancel' || name === 'cancelling')) return true;
  const cancels = own.some(({ fact }) => fact.name === 'cancel' && fact.range.start < handler.start);
  if (caught === 'cancellation' ? cancels || awaited.some(isRunning) : cancels && awaited.every(isRunning)) return true;
  return raisesItBehind();

  /** `cancelled = True` in the handler, and `if cancelled: raise …` when all is done. */
  function raisesItBehind(): boolean {
    const node = functions[owner]?.node;
    let found = false;
    if (node !== undefined)
      walkOwnBody(node, (inner) => {
        if (inner.kind !== 'Raise' || inner.exception === undefined || inner.start < handler.end) return;
        found ||= isCancellationOf(typeRaised(inner.exception), inference, scope) === true;
      });
    return found;
  }
}

/** Whether it stands for work that has been started before: a variable, or a call that waits for some. */
function isRunning(awaited: Expression): boolean {
  switch (awaited.kind) {
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      return true;
    case 'Starred':
      return isRunning(awaited.value);
    case 'Call':
      return waiters.has(lastNameOf(awaited.callee)) && isRunningGiven(awaited);
    default:
      return false;
  }
}

function isRunningGiven({ arguments: given }: Call): boolean {
  const [first] = given;
  return first !== undefined && first.kind !== 'Keyword' && isRunning(first);
}

const waiters: ReadonlySet<string> = new Set(['gather', 'wait', 'wait_for', 'shield', 'wrap_future']);

/** What a handler's tests come to when it has caught a cancellation. */
function whenCancelled({ name }: ExceptHandler, inference: Analysed['inference'], { scope }: Place): Circumstances {
  const isName = (expression: Expression | undefined) => expression?.kind === 'Name' && expression.name === name?.text;
  const decide = (test: Expression): boolean | undefined => {
    if (test.kind === 'UnaryOp' && test.operator === 'not') {
      const inner = decide(test.operand);
      return inner === undefined ? undefined : !inner;
    }
    if (test.kind === 'BoolOp') {
      const decisive = test.operator === 'or';
      const outcomes = test.values.map(decide);
      if (outcomes.includes(decisive)) return decisive;
      return outcomes.includes(undefined) ? undefined : !decisive;
    }
    if (test.kind !== 'Call' || lastNameOf(test.callee) !== 'isinstance') return undefined;
    const [object, types] = test.arguments.map(givenBy);
    return isName(object) && types !== undefined ? isCancellationOf(types, inference, scope) : undefined;
  };
  return {
    decide,
    isCaught: (exception) =>
      isName(exception) ||
      (exception.kind === 'Call' && exception.callee.kind === 'Attribute' && isName(exception.callee.value)) ||
      isCancellationOf(typeRaised(exception), inference, scope) === true,
  };
}

/** `raise Failed()` and `raise Failed` raise the same. */
function typeRaised(exception: Expression): Expression {
  return exception.kind === 'Call' ? exception.callee : exception;
}

/** Whether what was caught goes to anybody but a log: it is kept, handed on or given back. */
function isPassedOn(block: readonly Statement[], name: string): boolean {
  const isNamed = (node: Node): boolean => {
    if (node.kind === 'Name') return node.name === name;
    if (node.kind === 'Attribute' || node.kind === 'FormattedValue' || node.kind === 'Compare') return false;
    if (node.kind === 'Call' && tellers.has(lastNameOf(node.callee))) return false;
    // What is raised is looked at as a way out.
    if (node.kind === 'Raise') return false;
    let found = false;
    forEachChild(node, (child) => {
      found ||= isNamed(child);
    });
    return found;
  };
  return block.some(isNamed);
}

/** Calls that only tell of an exception. */
const tellers: ReadonlySet<string> = new Set(
  'debug info warning warn error exception critical log print str repr type isinstance format print_exception format_exception print_exc'
    .split(' ')
    .concat(['capture_exception', 'record_exception', 'getattr', 'hasattr', 'issubclass']),
);

function raisedIn({ body }: ExceptHandler): Expression | undefined {
  const raises: Raise[] = [];
  for (const statement of body)
    walkInPlace(statement, (node) => {
      if (node.kind === 'Raise') raises.push(node);
    });
  return raises.find(({ exception }) => exception !== undefined)?.exception;
}

/** The loop around a `try` whose next round begins behind the handler. */
function loopThatGoesOn(
  node: Try,
  handler: ExceptHandler,
  ways: ReadonlySet<WayOut>,
  { around }: Place,
): While | For | undefined {
  let isReached = ways.has('end');
  let isNext = ways.has('continue');
  let current: Statement = node;
  for (const outer of around.toReversed()) {
    const block = blocksOf(outer).find((each) => each.includes(current));
    if (block === undefined) return undefined;
    if (isReached) {
      const behind = waysOut(block.slice(block.indexOf(current) + 1), anyCircumstances);
      isReached = behind.has('end');
      isNext ||= behind.has('continue');
    }
    if (outer.kind === 'While' || outer.kind === 'For') {
      const isBody = block === outer.body;
      return isBody && (isReached || isNext) && !endsLoop(handler, outer) ? outer : undefined;
    }
    if (!isReached && !isNext) return undefined;
    current = outer;
  }
  return undefined;
}

/** `self.running = False` in the handler of a loop that goes on while `self.running`. */
function endsLoop({ body }: ExceptHandler, loop: While | For): boolean {
  if (loop.kind === 'For') return false;
  const assigned = new Set<string>();
  for (const statement of body)
    walkInPlace(statement, (node) => {
      if (node.kind === 'Assign') for (const target of node.targets) assigned.add(pathOf(target));
      if (node.kind === 'AugAssign') assigned.add(pathOf(node.target));
      // `self.stopping.set()`
      if (node.kind === 'Call' && node.callee.kind === 'Attribute') assigned.add(pathOf(node.callee.value));
    });
  let found = false;
  walk(loop.test, (node) => {
    found ||= (node.kind === 'Name' || node.kind === 'Attribute') && assigned.has(pathOf(node));
  });
  return found;
}

/** `self.running`; empty for what is no such path, which nothing else is equal to. */
function pathOf(node: Expression): string {
  if (node.kind === 'Name') return node.name;
  return node.kind === 'Attribute' ? `${pathOf(node.value)}.${node.name}` : '';
}

/** Whether the function waits for anything behind a `try` and its loop; what only cleans up or handles errors does not count. */
function awaitsBehind(
  { functions }: Analysed,
  node: Try,
  ways: ReadonlySet<WayOut>,
  { function: owner, around }: Place,
): boolean {
  const body = functions[owner]?.node;
  const loop = around.findLast(({ kind }) => kind === 'While' || kind === 'For');
  const left = ways.has('end') ? node : ways.has('break') ? loop : undefined;
  if (body?.kind !== 'FunctionDef' || left === undefined) return false;
  const guards = [...around, node].filter((statement) => statement.kind === 'Try');
  const aside = guards.flatMap(({ handlers, finalbody }) => [...handlers, ...finalbody]);
  return awaitedIn(body.body).some(
    ({ start }) => start >= left.end && !aside.some((part) => part.start <= start && start < part.end),
  );
}
