/** Many pieces of work started together: gathered from a collection, or started in a loop. */

import { rangeOf, type Range } from '../../analysis/text.ts';
import type { FanOutFact, FanOutShape, LoopId } from '../../facts/facts.ts';
import { type Size, sizeOf } from './collectionSizes.ts';
import type { Analysed, CallDraft } from './drafts.ts';
import { functionExpression, writtenRange } from './fanOutParts.ts';
import type { Expression, Statement } from './parser/nodes.ts';
import { expressionScope, type Scope } from './scopes.ts';
import { type StartedWork, WorkFinder } from './startedWork.ts';

/** How the work of a fan-out came about. */
interface Source {
  readonly shape: FanOutShape;
  readonly size: Size;
  readonly work: StartedWork;
  /** The statement that makes the work, where it is not the one of the call. */
  readonly statement?: Statement;
}

export function fanOutFacts(analysed: Analysed): readonly FanOutFact[] {
  return new FanOuts(analysed).facts();
}

/** How people write what they call, by full name. */
const gathering: Readonly<Record<string, string>> = {
  'asyncio.gather': 'asyncio.gather',
  'asyncio.wait': 'asyncio.wait',
  'asyncio.as_completed': 'asyncio.as_completed',
};

/** Started one at a time; `function` says that the call takes a function and its arguments apart. */
const starting: Readonly<Record<string, { readonly combinator: string; readonly takes: 'awaitable' | 'function' }>> = {
  'asyncio.TaskGroup.create_task': { combinator: 'asyncio.TaskGroup.create_task', takes: 'awaitable' },
  'anyio.abc.TaskGroup.start_soon': { combinator: 'anyio.TaskGroup.start_soon', takes: 'function' },
  'trio.Nursery.start_soon': { combinator: 'trio.Nursery.start_soon', takes: 'function' },
};

class FanOuts {
  private readonly analysed: Analysed;
  private readonly work: WorkFinder;

  constructor(analysed: Analysed) {
    this.analysed = analysed;
    this.work = new WorkFinder(analysed.inference);
  }

  facts(): readonly FanOutFact[] {
    return this.analysed.calls.flatMap((draft) => {
      const { symbol } = draft.fact;
      if (symbol === undefined) return [];
      const gathered = gathering[symbol];
      if (gathered !== undefined) return this.gathered(draft, gathered);
      const started = starting[symbol];
      return started === undefined ? [] : this.started(draft, started.combinator, started.takes);
    });
  }

  private gathered(draft: CallDraft, combinator: string): readonly FanOutFact[] {
    const isGather = combinator === 'asyncio.gather';
    for (const argument of draft.node.arguments) {
      if (isGather ? argument.kind !== 'Starred' : argument.kind === 'Keyword') continue;
      const collection = argument.kind === 'Starred' ? argument.value : argument;
      if (collection.kind === 'Keyword') continue;
      const source = this.sourceOf(collection, draft, draft.place.scope);
      return source === undefined
        ? []
        : [this.fact(draft, combinator, source, source.statement ?? draft.place.statement)];
    }
    return [];
  }

  private started(draft: CallDraft, combinator: string, takes: 'awaitable' | 'function'): readonly FanOutFact[] {
    const { loop, scope } = draft.place;
    const [first] = draft.node.arguments;
    if (loop === undefined || first === undefined || first.kind === 'Keyword') return [];
    const group = draft.node.callee.kind === 'Attribute' ? draft.node.callee.value : undefined;
    const loops = this.loopsOutTo(loop, this.startOfGroup(group, scope, draft));
    const [outermost] = loops.slice(-1);
    const around = this.comprehensionAround(draft);
    const work = takes === 'function' ? this.work.ofCallable(first, scope) : this.work.ofAwaitable(first, scope);
    if (around !== undefined) {
      const source = this.comprehension(around.node, work, around.scope);
      return source === undefined ? [] : [this.fact(draft, combinator, source, draft.place.statement)];
    }
    if (outermost === undefined) return [];
    const statements = draft.place.around.filter((statement) => loops.some((id) => this.isStatementOf(id, statement)));
    const size = loopSize(statements.map((statement) => this.statementSize(statement, scope)));
    const shape: FanOutShape = { kind: 'loop', loop, started: rangeOf(first.start, first.end) };
    return [this.fact(draft, combinator, { shape, size, work }, statements[0])];
  }

  private fact(draft: CallDraft, combinator: string, source: Source, statement: Statement | undefined): FanOutFact {
    const { text } = this.analysed.module.document;
    const fits = statement !== undefined && !text.startsWith('elif', statement.start);
    return {
      range: draft.fact.range,
      call: draft.fact.id,
      combinator,
      shape: source.shape,
      size: source.size,
      doesIo: source.work.doesIo,
      ...(source.work.ioCall === undefined ? {} : { ioCall: source.work.ioCall }),
      isLimited: source.work.isLimited,
      function: draft.fact.function,
      ...(fits ? { statement: rangeOf(statement.start, statement.end) } : {}),
    };
  }

  // ---- collections ------------------------------------------------------------------------------------------------

  private sourceOf(collection: Expression, draft: CallDraft, scope: Scope): Source | undefined {
    const { inference } = this.analysed;
    switch (collection.kind) {
      case 'ListComp':
      case 'SetComp':
      case 'GeneratorExp':
        return this.comprehension(
          collection,
          this.work.ofAwaitable(collection.element, expressionScope(collection, scope)),
          scope,
        );
      case 'Call': {
        const callee = inference.valueOf(collection.callee, scope);
        const [first, second] = collection.arguments;
        if (callee.kind !== 'library' || first === undefined || first.kind === 'Keyword') return undefined;
        if (/^builtins\.(list|tuple|set)$/.test(callee.symbol)) return this.sourceOf(first, draft, scope);
        if (callee.symbol !== 'builtins.map' || second === undefined || second.kind === 'Keyword') return undefined;
        return {
          shape: {
            kind: 'mapped-function',
            range: rangeOf(collection.start, collection.end),
            callable: writtenRange(first),
            iterable: writtenRange(second),
          },
          size: sizeOf(inference, second, scope),
          work: this.work.ofCallable(functionExpression(first), scope),
        };
      }
      case 'Name':
        return this.variable(collection.name, draft, scope);
      default:
        return undefined;
    }
  }

  private comprehension(
    node: Extract<Expression, { kind: 'ListComp' | 'SetComp' | 'GeneratorExp' }>,
    work: StartedWork,
    scope: Scope,
  ): Source | undefined {
    const [first] = node.generators;
    const last = node.generators.at(-1);
    if (first === undefined || last === undefined) return undefined;
    const isCounting = first.target.kind === 'Name' && first.target.name.startsWith('_');
    const size = sizeOf(this.analysed.inference, node, scope);
    return {
      shape: {
        kind: 'comprehension',
        range: rangeOf(node.start, node.end),
        element: rangeOf(node.element.start, node.element.end),
        targets: rangeOf(first.target.start, first.target.end),
        iterable: rangeOf(first.iterable.start, first.iterable.end),
        clauses: rangeOf(first.start, last.end),
      },
      // As many workers as somebody asks for are a limit in themselves.
      size: isCounting && size === 'unbounded' ? 'maybe' : size,
      work,
    };
  }

  /** A list made by a comprehension, or filled in a loop of the same function. */
  private variable(name: string, draft: CallDraft, scope: Scope): Source | undefined {
    const bindings = this.analysed.inference.bindingsOf(name, scope);
    const [binding] = bindings;
    if (bindings.length !== 1 || binding?.kind !== 'value' || binding.path.length > 0) return undefined;
    if (binding.value.kind === 'Name') return undefined;
    const isEmpty =
      (binding.value.kind === 'List' && binding.value.elements.length === 0) || binding.value.kind === 'Call';
    const fills = this.fillsOf(name, draft);
    if (fills.length === 0) {
      const made = this.sourceOf(binding.value, draft, binding.scope);
      const statement = this.statementAt(binding.at, draft);
      return made && { ...made, shape: { kind: 'variable', name, from: made.shape }, ...(statement && { statement }) };
    }
    const [fill] = fills;
    if (!isEmpty || fill === undefined) return undefined;
    const parts = fills.map((each) => this.filled(each));
    if (fills.length > 1)
      return {
        shape: { kind: 'variable', name },
        size: loopSize(parts.map((part) => part.size)),
        work: parts[0]?.work ?? unseen,
      };
    const part = this.filled(fill);
    return {
      ...part,
      shape: part.shape === undefined ? { kind: 'variable', name } : { kind: 'variable', name, from: part.shape },
    };
  }

  /** `jobs.append(fetch(url))` in a `for` loop. */
  private filled(fill: CallDraft): {
    readonly size: Size;
    readonly work: StartedWork;
    readonly shape?: FanOutShape;
    readonly statement?: Statement;
  } {
    const [added] = fill.node.arguments;
    if (added === undefined || added.kind === 'Keyword') return { size: 'maybe', work: unseen };
    const started = this.madeFor(added, fill.place.scope);
    const work = this.work.ofAwaitable(started, fill.place.scope);
    const { loop } = fill.place;
    if (loop === undefined) return { size: 'bounded', work };
    const loops = fill.place.around.filter((statement) => statement.kind === 'For' || statement.kind === 'While');
    const [outermost] = loops;
    return {
      size: loopSize(loops.map((statement) => this.statementSize(statement, fill.place.scope))),
      work,
      shape: { kind: 'loop', loop, started: rangeOf(started.start, started.end) },
      ...(outermost === undefined ? {} : { statement: outermost }),
    };
  }

  /** `fetch(url)` for `job` of `job = fetch(url)`. */
  private madeFor(added: Expression, scope: Scope): Expression {
    if (added.kind !== 'Name') return added;
    const bindings = this.analysed.inference.bindingsOf(added.name, scope);
    const [binding] = bindings;
    const isMadeOnce = bindings.length === 1 && binding?.kind === 'value' && binding.path.length === 0;
    return isMadeOnce && binding.scope === scope && binding.value.kind === 'Call' ? binding.value : added;
  }

  private fillsOf(name: string, draft: CallDraft): readonly CallDraft[] {
    return this.analysed.calls.filter(
      ({ node, fact }) =>
        fact.function === draft.fact.function &&
        node.callee.kind === 'Attribute' &&
        (node.callee.name === 'append' || node.callee.name === 'add') &&
        node.callee.value.kind === 'Name' &&
        node.callee.value.name === name,
    );
  }

  // ---- loops ------------------------------------------------------------------------------------------------------

  /** The statement loops around a loop, the innermost first, as far as they lie within the task group's block. */
  private loopsOutTo(loop: LoopId, start: number): readonly LoopId[] {
    const loops: LoopId[] = [];
    for (let id: LoopId | undefined = loop; id !== undefined; id = this.analysed.loops[id]?.parent) {
      const fact = this.analysed.loops[id];
      if (fact === undefined || fact.range.start < start) break;
      if (fact.kind === 'for' || fact.kind === 'async-for') loops.push(id);
    }
    return loops;
  }

  /** Where the group is made: loops around that point start a group each. */
  private startOfGroup(group: Expression | undefined, scope: Scope, draft: CallDraft): number {
    if (group?.kind !== 'Name') return 0;
    const bindings = this.analysed.inference.bindingsAt(group.name, scope, draft.node.start);
    return Math.max(0, ...bindings.map((binding) => (binding.kind === 'manager' ? binding.at : 0)));
  }

  private isStatementOf(id: LoopId, statement: Statement): boolean {
    const range = this.analysed.loops[id]?.range;
    return statement.kind === 'For' && range?.start === statement.start;
  }

  private statementSize(statement: Statement, scope: Scope): Size {
    // A server that accepts work for as long as it runs starts as much as comes in: it is no collection.
    if (statement.kind !== 'For' || statement.isAsync) return 'maybe';
    const isCounting = statement.target.kind === 'Name' && statement.target.name.startsWith('_');
    const size = sizeOf(this.analysed.inference, statement.iterable, scope);
    return isCounting && size === 'unbounded' ? 'maybe' : size;
  }

  /** The comprehension whose element a call is, as in `[group.create_task(fetch(url)) for url in urls]`. */
  private comprehensionAround(draft: CallDraft) {
    const { node } = draft.place.scope;
    const { parent } = draft.place.scope;
    if (node.kind !== 'ListComp' && node.kind !== 'SetComp' && node.kind !== 'GeneratorExp') return undefined;
    return node.element === draft.node && parent !== undefined ? { node, scope: parent } : undefined;
  }

  private statementAt(offset: number, draft: CallDraft): Statement | undefined {
    const found = this.analysed.calls.find(
      ({ fact, place }) => fact.function === draft.fact.function && isAt(place.statement, offset),
    );
    return found?.place.statement;
  }
}

const unseen: StartedWork = { doesIo: 'maybe', isLimited: false };

function isAt(statement: Statement | undefined, offset: number): boolean {
  return statement !== undefined && statement.kind === 'Assign' && contains(statement, offset);
}

function contains(range: Range, offset: number): boolean {
  return range.start <= offset && offset < range.end;
}

/** Loops in one another multiply: one without a bound is enough. */
function loopSize(sizes: readonly Size[]): Size {
  if (sizes.includes('unbounded')) return 'unbounded';
  return sizes.includes('maybe') || sizes.length === 0 ? 'maybe' : 'bounded';
}
