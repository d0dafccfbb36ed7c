/** Which of the bindings of a name may have given it its value at a place, by the order of execution in one function. */

import type { Expression, For, If, Match, Statement, Try, While, With } from '../parser/nodes.ts';
import { walk } from '../parser/walk.ts';
import { type Binding, functionScopeOf, type Scope } from '../scopes.ts';
import { isEndless } from '../statements.ts';

type Bindings = ReadonlySet<Binding>;

const nothing: Bindings = new Set();

/**
 * The bindings that may reach the use of a name at an offset; all of them where other functions bind it too, or where
 * the name is used outside of the body that binds it.
 */
export function reachingBindings(bindings: readonly Binding[], scope: Scope, at: number): readonly Binding[] {
  const owner = bindings[0]?.scope;
  if (bindings.length < 2 || owner === undefined || owner !== functionScopeOf(scope)) return bindings;
  if (owner.node.kind !== 'FunctionDef' && owner.node.kind !== 'Module') return bindings;
  if (bindings.some((binding) => binding.scope !== owner)) return bindings;
  const found = new Search(bindings, at).in(owner.node.body);
  return found.size === 0 ? bindings : bindings.filter((binding) => found.has(binding));
}

/** What leaves the body of a loop before its end. */
interface Exits {
  breaks: Bindings;
  continues: Bindings;
}

class Search {
  private readonly bindings: readonly Binding[];
  private readonly at: number;
  private readonly loops: Exits[] = [];
  private found: Bindings = nothing;

  constructor(bindings: readonly Binding[], at: number) {
    this.bindings = bindings;
    this.at = at;
  }

  in(body: readonly Statement[]): Bindings {
    this.block(body, new Set(this.bindings.filter(({ kind }) => kind === 'parameter')));
    return this.found;
  }

  /** What reaches the end of a block; nothing where its end is not reached. */
  private block(statements: readonly Statement[], before: Bindings): Bindings {
    let state = before;
    for (const statement of statements) state = this.statement(statement, state);
    return state;
  }

  private statement(statement: Statement, before: Bindings): Bindings {
    const { kind, start, end } = statement;
    const holdsUse = start <= this.at && this.at < end;
    const own = this.within(start, end);
    switch (kind) {
      case 'Return':
      case 'Raise':
        if (holdsUse) this.reach(before, own);
        return nothing;
      case 'Break':
      case 'Continue':
        this.leave(kind, before);
        return nothing;
    }
    if (!holdsUse && own.length === 0 && (this.loops.length === 0 || !mayLeaveLoop(kind))) return before;
    switch (kind) {
      case 'If':
        return this.branches(statement, before);
      case 'While':
        return this.whileLoop(statement, before);
      case 'For':
        return this.forLoop(statement, before);
      case 'With':
        return this.managed(statement, before);
      case 'Try':
        return this.guarded(statement, before);
      case 'Match':
        return this.matched(statement, before);
      default:
        if (holdsUse) this.reach(before, own.filter(isAssignmentExpression(statement)));
        return after(before, own.filter(isRebinding), isConditional(statement, own));
    }
  }

  private branches({ test, body, orelse, start, colon }: If, before: Bindings): Bindings {
    const tested = this.header(start, colon, before, hasShortCut(test));
    return union(this.block(body, tested), this.block(orelse, tested));
  }

  private whileLoop(loop: While, before: Bindings): Bindings {
    const { test, body, orelse, start, colon } = loop;
    const exits = this.loop((state) => this.block(body, this.header(start, colon, state, hasShortCut(test))), before);
    const tested = this.header(start, colon, exits.heads, hasShortCut(test));
    return union(isEndless(loop) ? nothing : this.block(orelse, tested), exits.breaks);
  }

  private forLoop({ body, orelse, start, colon, iterable }: For, before: Bindings): Bindings {
    this.header(iterable.start, iterable.end, before, true);
    const targets = this.within(start, colon);
    const exits = this.loop((state) => this.block(body, after(state, targets, false)), before);
    return union(this.block(orelse, exits.heads), exits.breaks);
  }

  /** Twice around a loop is enough: what one round leaves behind, the next has at its start. */
  private loop(round: (before: Bindings) => Bindings, before: Bindings) {
    const exits: Exits = { breaks: nothing, continues: nothing };
    this.loops.push(exits);
    let heads = before;
    for (let count = 0; count < 2; count++) heads = union(heads, union(round(heads), exits.continues));
    this.loops.pop();
    return { heads, breaks: exits.breaks };
  }

  private managed({ items, body, start, colon }: With, before: Bindings): Bindings {
    const inside = this.header(start, colon, before, false);
    const end = this.block(body, inside);
    return items.some(({ context }) => isSuppressing(context)) ? union(inside, end) : end;
  }

  private guarded({ body, handlers, orelse, finalbody }: Try, before: Bindings): Bindings {
    const [first] = body;
    const last = body.at(-1);
    const failed = union(before, new Set(this.within(first?.start ?? 0, last?.end ?? 0)));
    let end = this.block(orelse, this.block(body, before));
    let failedInHandlers = failed;
    for (const handler of handlers) {
      const caught = this.within(handler.start, handler.body[0]?.start ?? handler.end);
      const inside = after(failed, caught, false);
      end = union(end, this.block(handler.body, inside));
      failedInHandlers = union(failedInHandlers, new Set(this.within(handler.start, handler.end)));
    }
    if (finalbody.length === 0) return end;
    this.block(finalbody, union(end, failedInHandlers));
    return end.size === 0 ? nothing : this.block(finalbody, end);
  }

  private matched({ cases, start }: Match, before: Bindings): Bindings {
    const subject = this.header(start, cases[0]?.start ?? start, before, true);
    let end = subject;
    for (const { body, start: from } of cases) {
      const patterns = this.within(from, body[0]?.start ?? from);
      end = union(end, this.block(body, after(subject, patterns, false)));
    }
    return end;
  }

  /** The part of a compound statement in front of its block. */
  private header(start: number, end: number, before: Bindings, isConditionalHere: boolean): Bindings {
    const own = this.within(start, end);
    if (start <= this.at && this.at < end) this.reach(before, own);
    return after(before, own, isConditionalHere);
  }

  private reach(before: Bindings, own: readonly Binding[]): void {
    const earlier = own.filter((binding) => binding.at < this.at);
    this.found = union(this.found, earlier.length === 0 ? before : union(before, new Set(earlier)));
  }

  private leave(kind: 'Break' | 'Continue', state: Bindings): void {
    const loop = this.loops.at(-1);
    if (loop === undefined) return;
    if (kind === 'Break') loop.breaks = union(loop.breaks, state);
    else loop.continues = union(loop.continues, state);
  }

  private within(start: number, end: number): readonly Binding[] {
    return this.bindings.filter(({ at, kind }) => at >= start && at < end && kind !== 'parameter');
  }
}

function mayLeaveLoop(kind: Statement['kind']): boolean {
  return kind === 'If' || kind === 'With' || kind === 'Try' || kind === 'Match' || kind === 'While' || kind === 'For';
}

/** A declaration without a value leaves the name as it is. */
function isRebinding({ kind }: Binding): boolean {
  return kind !== 'declaration';
}

/** `name := value` in a statement takes effect before the rest of it; its targets come last. */
function isAssignmentExpression(statement: Statement): (binding: Binding) => boolean {
  if (statement.kind === 'Assign') return ({ at }) => at >= statement.value.start;
  if (statement.kind === 'AnnAssign' || statement.kind === 'AugAssign') return ({ at }) => at > statement.target.end;
  return () => statement.kind === 'Expr' || statement.kind === 'Assert';
}

function isConditional(statement: Statement, own: readonly Binding[]): boolean {
  return own.length > 0 && (statement.kind === 'Expr' || statement.kind === 'Assert') && hasShortCut(statement);
}

/** Whether some part of it may be left out. */
function hasShortCut(node: Expression | Statement): boolean {
  let has = false;
  walk(node, ({ kind }) => {
    has ||= kind === 'BoolOp' || kind === 'IfExp' || kind === 'Compare';
  });
  return has;
}

function isSuppressing(context: Expression): boolean {
  if (context.kind !== 'Call') return false;
  const { callee } = context;
  return (callee.kind === 'Name' || callee.kind === 'Attribute') && callee.name === 'suppress';
}

function after(before: Bindings, own: readonly Binding[], isConditionalHere: boolean): Bindings {
  if (own.length === 0) return before;
  return isConditionalHere ? union(before, new Set(own)) : new Set(own);
}

function union(one: Bindings, other: Bindings): Bindings {
  if (one === other || other.size === 0) return one;
  if (one.size === 0) return other;
  return new Set([...one, ...other]);
}
