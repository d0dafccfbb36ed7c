/** What started work does: whether it waits for I/O, and whether something holds it back. It follows bodies it can see. */

import type { Awaitability } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import { walkOwnBody } from './functionBodies.ts';
import { doesIo, isLimiter, isQuiet } from './library/io.ts';
import type { Call, Expression, FunctionDef } from './parser/nodes.ts';
import { definitionScope, expressionScope, type Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';
import { alternatives, awaitableFact, type FunctionSymbol, type Value } from './types/values.ts';

export interface StartedWork {
  readonly doesIo: Awaitability;
  readonly ioCall?: string;
  readonly isLimited: boolean;
}

const deepest = 4;

export class WorkFinder {
  private readonly inference: Inference;
  private readonly open = new Set<FunctionDef>();

  constructor(inference: Inference) {
    this.inference = inference;
  }

  /** The work of a function that is called somewhere else, as in `map(fetch, urls)`. */
  ofCallable(callable: Expression, scope: Scope): StartedWork {
    if (callable.kind === 'Lambda') return this.ofAwaitable(callable.body, expressionScope(callable, scope));
    return this.ofValue(this.inference.valueOf(callable, scope), oneLine(scope.root?.text ?? '', callable), 0);
  }

  /** The work of an awaitable as it is written. */
  ofAwaitable(expression: Expression, scope: Scope, depth = 0): StartedWork {
    switch (expression.kind) {
      case 'Call': {
        const wrapped = this.wrapped(expression, scope);
        if (wrapped !== undefined) return this.ofAwaitable(wrapped, scope, depth);
        const callee = this.inference.valueOf(expression.callee, scope);
        const text = oneLine(scope.root?.text ?? '', expression.callee);
        if (isHoldingBack(text)) return { doesIo: 'maybe', isLimited: true };
        return this.ofValue(callee, text, depth);
      }
      case 'IfExp':
        return combined([
          this.ofAwaitable(expression.body, scope, depth),
          this.ofAwaitable(expression.orelse, scope, depth),
        ]);
      default:
        return unseen;
    }
  }

  /** `fetch(url)` of `asyncio.create_task(fetch(url))` and `wait_for(fetch(url), 5)`. */
  private wrapped(call: Call, scope: Scope): Expression | undefined {
    const callee = this.inference.valueOf(call.callee, scope);
    const [first] = call.arguments;
    if (callee.kind !== 'library' || !wrappers.has(callee.symbol)) return undefined;
    return first === undefined || first.kind === 'Keyword' ? undefined : first;
  }

  private ofValue(callee: Value, text: string, depth: number): StartedWork {
    const all = alternatives(callee).map((each): StartedWork => {
      if (each.kind === 'library') return ofSymbol(each.symbol, text);
      return each.kind === 'function' ? this.ofFunction(each.function, depth) : unseen;
    });
    return combined(all);
  }

  private ofFunction(symbol: FunctionSymbol, depth: number): StartedWork {
    const { node } = symbol;
    if (depth >= deepest || this.open.has(node)) return unseen;
    this.open.add(node);
    try {
      return this.ofBody(node, definitionScope(node, symbol.parent), depth);
    } finally {
      this.open.delete(node);
    }
  }

  private ofBody(node: FunctionDef, scope: Scope, depth: number): StartedWork {
    const path = scope.root?.path;
    if (path !== undefined) this.inference.reading.followed(path);
    const parts: StartedWork[] = [];
    walkOwnBody(node, (inner) => {
      // A comprehension's variables live in its own scope.
      if (inner.kind === 'With' && inner.isAsync)
        for (const item of inner.items) parts.push(this.ofManager(item.context, scope, depth));
      if (inner.kind === 'Call' && this.mayWait(inner, scope)) parts.push(this.ofAwaitable(inner, scope, depth + 1));
    });
    return parts.length === 0 ? { doesIo: 'never', isLimited: false } : combined(parts);
  }

  private mayWait(call: Call, scope: Scope): boolean {
    return awaitableFact(this.inference.valueOf(call, scope)).awaitability === 'always';
  }

  private ofManager(context: Expression, scope: Scope, depth: number): StartedWork {
    const value = this.inference.valueOf(context, scope);
    const text = oneLine(scope.root?.text ?? '', context);
    const isLimited =
      isHoldingBack(text) ||
      alternatives(value).some((each) => each.kind === 'library-instance' && isLimiter(each.type));
    if (isLimited) return { doesIo: 'never', isLimited: true };
    if (context.kind !== 'Call') return { doesIo: 'never', isLimited: false };
    const callee = this.inference.valueOf(context.callee, scope);
    if (callee.kind === 'library') return ofSymbol(callee.symbol, oneLine(scope.root?.text ?? '', context.callee));
    return callee.kind === 'function' ? this.ofFunction(callee.function, depth + 1) : unseen;
  }
}

/** Names that say what they are for, whatever library they come from. */
function isHoldingBack(text: string): boolean {
  return /sem(aphore)?\b|limit|throttl|\block\b|_lock\b/i.test(text);
}

const wrappers: ReadonlySet<string> = new Set([
  'asyncio.create_task',
  'asyncio.ensure_future',
  'asyncio.shield',
  'asyncio.wait_for',
  'asyncio.AbstractEventLoop.create_task',
  'asyncio.TaskGroup.create_task',
]);

const unseen: StartedWork = { doesIo: 'maybe', isLimited: false };

function ofSymbol(symbol: string, text: string): StartedWork {
  if (doesIo(symbol)) return { doesIo: 'always', ioCall: text, isLimited: false };
  return isQuiet(symbol) ? { doesIo: 'never', isLimited: false } : unseen;
}

function combined(parts: readonly StartedWork[]): StartedWork {
  const isLimited = parts.some((part) => part.isLimited);
  const io = parts.find((part) => part.doesIo === 'always');
  if (io !== undefined) return { ...io, isLimited };
  return { doesIo: parts.every((part) => part.doesIo === 'never') ? 'never' : 'maybe', isLimited };
}
