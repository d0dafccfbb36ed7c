/** Outcomes of work that was waited for together, whose failures nobody looks at. */

import { rangeOf } from '../../analysis/text.ts';
import type { UncheckedOutcomeFact } from '../../facts/facts.ts';
import { argumentAt } from './arguments.ts';
import { lastNameOf, oneLine, symbolOf } from './callFacts.ts';
import type { Analysed, CallDraft } from './drafts.ts';
import { returnsOf, walkOwnBody } from './functionBodies.ts';
import { gatheredWork } from './gatheredWork.ts';
import { listOfOutcomes, OutcomeUses } from './outcomeUses.ts';
import { parentsIn } from './parents.ts';
import type { Call, Expression, FunctionDef, Node } from './parser/nodes.ts';
import { definitionScope, functionScopeOf, type Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';
import { alternatives, type FunctionSymbol } from './types/values.ts';
import { type Failures, WorkErrors } from './workErrors.ts';

export function uncheckedOutcomeFacts(analysed: Analysed): readonly UncheckedOutcomeFact[] {
  const { text } = analysed.module.document;
  if (!/\breturn_exceptions\b|\bwait\s*\(/.test(text)) return [];
  const errors = new WorkErrors(analysed.inference);
  return analysed.calls.flatMap((draft) => {
    const kind = kindOfWait(draft, analysed.inference);
    return kind === undefined ? [] : (new Wait(analysed, draft, kind, errors).fact() ?? []);
  });
}

/** `results`: exceptions stand among results; `tasks`: they stay in the tasks. */
function kindOfWait({ node, fact, place }: CallDraft, inference: Inference): 'results' | 'tasks' | undefined {
  if (fact.name === 'wait') return fact.symbol === 'asyncio.wait' && waitsForAll(node) ? 'tasks' : undefined;
  const wanted = argumentAt(node, 'return_exceptions');
  if (wanted?.kind !== 'Constant' || wanted.value !== 'True') return undefined;
  if (fact.symbol === 'asyncio.gather') return 'results';
  const callees = alternatives(inference.valueOf(node.callee, place.scope));
  const isOwn = callees.every((callee) => callee.kind === 'function' && isGathering(callee.function, inference));
  return isOwn && callees.length > 0 ? 'results' : undefined;
}

/** Who waits for the first alone may ask the others somewhere else. */
function waitsForAll(call: Call): boolean {
  const until = argumentAt(call, 'return_when');
  return until === undefined || /^(?:ALL_COMPLETED|FIRST_EXCEPTION)$/.test(lastNameOf(until));
}

/** `async def gather_all(*jobs, **options): return await asyncio.gather(*jobs, **options)` */
function isGathering({ node, parent }: FunctionSymbol, inference: Inference): boolean {
  if (!node.isAsync || node.decorators.length > 0) return false;
  const results = returnsOf(node).map(({ value }) => value);
  const scope = definitionScope(node, parent);
  return (
    results.length > 0 &&
    results.every((result) => {
      const call = result?.kind === 'Await' ? result.value : undefined;
      if (call?.kind !== 'Call' || lastNameOf(call.callee) !== 'gather') return false;
      return symbolOf(inference.valueOf(call.callee, scope)) === 'asyncio.gather' && handsOnOption(call, node);
    })
  );
}

function handsOnOption(call: Call, { parameters }: FunctionDef): boolean {
  const isParameter = (value: Expression, form?: 'keywords') =>
    parameters.some(
      (each) => value.kind === 'Name' && each.name === value.name && (form === undefined || each.form === form),
    );
  return call.arguments.some((argument) => {
    if (argument.kind !== 'Keyword') return false;
    if (argument.name === undefined) return isParameter(argument.value, 'keywords');
    return argument.name.text === 'return_exceptions' && isParameter(argument.value);
  });
}

/** One call that waits for several pieces of work. */
class Wait {
  private readonly analysed: Analysed;
  private readonly draft: CallDraft;
  private readonly kind: 'results' | 'tasks';
  private readonly errors: WorkErrors;

  constructor(analysed: Analysed, draft: CallDraft, kind: 'results' | 'tasks', errors: WorkErrors) {
    this.analysed = analysed;
    this.draft = draft;
    this.kind = kind;
    this.errors = errors;
  }

  fact(): UncheckedOutcomeFact | undefined {
    const { node, place } = this.draft;
    const owner = this.analysed.functions[place.function]?.node;
    if (owner?.kind !== 'FunctionDef') return undefined;
    const parents = parentsIn(owner);
    const awaited = awaitAround(node, parents);
    if (awaited === undefined) return undefined;
    return this.kind === 'results'
      ? this.factOfResults(awaited, owner, parents)
      : this.factOfTasks(awaited, owner, parents);
  }

  private factOfResults(
    awaited: Node,
    owner: FunctionDef,
    parents: ReadonlyMap<Node, Node>,
  ): UncheckedOutcomeFact | undefined {
    const outcomes = this.usesIn(owner, parents, 'results');
    outcomes.follow(awaited, listOfOutcomes);
    if (outcomes.isReadAnywhere && outcomes.unchecked.length === 0) return undefined;
    const work = this.work(owner, parents, outcomes.isReadAnywhere);
    if (work === undefined) return undefined;
    const [use] = outcomes.unchecked;
    const { fact } = this.draft;
    return {
      flaw: use === undefined ? 'dropped' : 'used',
      range: use === undefined ? fact.callee : rangeOf(use.start, use.end),
      subject: use === undefined ? fact.calleeText : oneLine(this.analysed.module.document.text, use),
      ...this.common(work, awaited, parents),
    };
  }

  private factOfTasks(
    awaited: Node,
    owner: FunctionDef,
    parents: ReadonlyMap<Node, Node>,
  ): UncheckedOutcomeFact | undefined {
    const outcomes = this.usesIn(owner, parents, 'tasks');
    const around = parents.get(awaited);
    if (around?.kind === 'Assign' && around.targets.length === 1) {
      const [target] = around.targets;
      if (target?.kind !== 'Tuple' || target.elements.length !== 2) return undefined;
      for (const set of target.elements) outcomes.give(set, listOfOutcomes);
    } else if (around?.kind !== 'Expr') return undefined;
    if (outcomes.isLookedAtAnywhere) return undefined;
    const work = this.work(owner, parents, false);
    if (work === undefined) return undefined;
    const { callee, calleeText } = this.draft.fact;
    return { flaw: 'unasked', range: callee, subject: calleeText, ...this.common(work, awaited, parents) };
  }

  private common(work: Work, awaited: Node, parents: ReadonlyMap<Node, Node>) {
    const { id, function: owner } = this.draft.fact;
    const around = parents.get(awaited);
    const [target] = around?.kind === 'Assign' ? around.targets : [];
    const kept = target?.kind === 'Tuple' && this.kind === 'tasks' ? target.elements[0] : target;
    const isStatement = around?.kind === 'Expr' || (around?.kind === 'Assign' && around.targets.length === 1);
    return {
      call: id,
      ...(work.text === undefined ? {} : { work: work.text }),
      ...(isStatement
        ? { statement: rangeOf(around.start, around.end), awaited: rangeOf(awaited.start, awaited.end) }
        : {}),
      ...(isStatement && kept?.kind === 'Name' && kept.name !== '_' ? { results: kept.name } : {}),
      function: owner,
    };
  }

  /**
   * What may fail; `undefined` where nothing does, or where somebody else may know: of results that are used as they are, that is only
   * where it is known that nothing fails.
   */
  private work(owner: FunctionDef, parents: ReadonlyMap<Node, Node>, isUsed: boolean): Work | undefined {
    const { node, place } = this.draft;
    const given = this.kind === 'tasks' ? node.arguments.slice(0, 1) : node.arguments;
    const gathered = gatheredWork(given, owner, place.scope, this.analysed.inference);
    if (gathered === undefined) return isUsed ? {} : undefined;
    const { text } = this.analysed.module.document;
    const failures = gathered.calls.map(({ call, scope }) =>
      !isUsed && this.keepsResults(call, scope, owner) ? 'unknown' : this.errors.ofCall(call, scope),
    );
    if (failures.every((each) => each === 'none')) return undefined;
    const named = (wanted: Failures) => {
      const found = gathered.calls[failures.indexOf(wanted)]?.call;
      return found && oneLine(text, found.callee);
    };
    const tasks = this.usesIn(owner, parents, 'tasks');
    for (const variable of gathered.variables) {
      const isList = isListOfWork(variable, parents);
      tasks.give(variable, isList ? listOfOutcomes : []);
    }
    if (tasks.isLookedAtAnywhere) return undefined;
    if (isUsed) return { text: named('some') ?? named('unknown') ?? '' };
    const failing = named('some');
    return failing === undefined ? undefined : { text: failing };
  }

  /** Whether a function inside puts what it gets into a collection: what is missing there tells what has failed. */
  private keepsResults({ callee }: Call, scope: Scope, owner: FunctionDef): boolean {
    const called = this.analysed.inference.valueOf(callee, scope);
    if (called.kind !== 'function' || called.function.parent.node !== owner) return false;
    let found = false;
    walkOwnBody(called.function.node, (node) => {
      if (node.kind === 'Call') found ||= /^(?:add|append|extend|update)$/.test(lastNameOf(node.callee));
      if (node.kind === 'Assign') found ||= node.targets.some(({ kind }) => kind === 'Subscript');
    });
    return found;
  }

  private usesIn(owner: FunctionDef, parents: ReadonlyMap<Node, Node>, content: 'results' | 'tasks'): OutcomeUses {
    const { node, place } = this.draft;
    const scope: Scope = functionScopeOf(place.scope);
    return new OutcomeUses({ owner, scope, inference: this.analysed.inference, parents, content, wait: node });
  }
}

interface Work {
  /** What a message calls it. */
  readonly text?: string;
}

/** Whether a variable is given many pieces of work, and not one. */
function isListOfWork(variable: Node, parents: ReadonlyMap<Node, Node>): boolean {
  const around = parents.get(variable);
  const value = around?.kind === 'Assign' || around?.kind === 'AnnAssign' ? around.value : undefined;
  if (value?.kind !== 'Call') return true;
  return /^(?:list|tuple|set)$/.test(lastNameOf(value.callee));
}

/** The `await` of a call, which others may pass on as it is: `await asyncio.wait_for(asyncio.gather(…), 5)`. */
function awaitAround(call: Node, parents: ReadonlyMap<Node, Node>): Node | undefined {
  const around = parents.get(call);
  if (around?.kind === 'Await') return around;
  const isPassedOn =
    around?.kind === 'Call' && around.arguments[0] === call && /^(?:wait_for|shield)$/.test(lastNameOf(around.callee));
  return isPassedOn ? awaitAround(around, parents) : undefined;
}
