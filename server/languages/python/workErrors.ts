/** Whether errors come out of work that is waited for, as far as the bodies of its functions tell. */

import { lastNameOf, symbolOf } from './callFacts.ts';
import { isPlaceholder, walkInPlace } from './functionBodies.ts';
import { doesIo, isLimiter, isQuiet } from './library/io.ts';
import type { Call, ExceptHandler, Expression, FunctionDef, Node, Statement, Try } from './parser/nodes.ts';
import { definitionScope, type Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';
import { alternatives, type FunctionSymbol } from './types/values.ts';
import { anyCircumstances, waysOut } from './waysOut.ts';

/** `none`: what may fail is handled where it happens; `some`: the body waits for something, or raises, outside of any handler. */
export type Failures = 'none' | 'some' | 'unknown';

/** Functions that wait for functions are followed this far. */
const deepest = 3;

export class WorkErrors {
  private readonly inference: Inference;
  private readonly known = new Map<FunctionDef, Failures>();

  constructor(inference: Inference) {
    this.inference = inference;
  }

  ofCall(call: Call, scope: Scope, depth = 0): Failures {
    const callee = this.inference.valueOf(call.callee, scope);
    const symbol = symbolOf(callee);
    const [first] = call.arguments;
    if (symbol !== undefined && wrappers.has(symbol))
      return first?.kind === 'Call' ? this.ofCall(first, scope, depth) : 'unknown';
    if (symbol !== undefined) return isQuiet(symbol) ? 'none' : doesIo(symbol) ? 'some' : 'unknown';
    const all = alternatives(callee).map((each) =>
      each.kind === 'function' ? this.ofFunction(each.function, depth) : 'unknown',
    );
    if (all.includes('some')) return 'some';
    return all.length > 0 && all.every((each) => each === 'none') ? 'none' : 'unknown';
  }

  private ofFunction(symbol: FunctionSymbol, depth: number): Failures {
    const { node, owner } = symbol;
    if (depth > deepest || !node.isAsync || node.isGenerator || isPlaceholder(node)) return 'unknown';
    if (node.decorators.some((decorator) => !changingNothing.has(lastNameOf(decorator)))) return 'unknown';
    if (owner !== undefined && this.inference.reading.heirsWith(owner.node.name, node.name).length > 0)
      return 'unknown';
    const known = this.known.get(node);
    if (known !== undefined) return known;
    // A function that waits for itself adds no errors of its own.
    this.known.set(node, 'none');
    const scope = definitionScope(node, symbol.parent);
    const path = scope.root?.path;
    if (path !== undefined) this.inference.reading.followed(path);
    const answer = this.ofBody(node, scope, depth);
    this.known.set(node, answer);
    return answer;
  }

  /** Plain calls outside of a `try` count as harmless; a body that neither waits nor handles anything says nothing. */
  private ofBody(node: FunctionDef, scope: Scope, depth: number): Failures {
    let handlesAny = false;
    const isLetOut = (block: readonly Statement[]): boolean => {
      let found = false;
      for (const statement of block)
        walkInPlace(statement, (inner) => {
          if (inner.kind === 'Try' && catchesAll(inner)) {
            handlesAny = true;
            found ||= isLetOut([...inner.handlers.flatMap(({ body }) => body), ...inner.orelse, ...inner.finalbody]);
            return false;
          }
          if (inner.kind === 'With' && inner.items.some(({ context }) => suppressesAll(context))) {
            handlesAny = true;
            return false;
          }
          if (inner.kind === 'Await') {
            const awaited = this.ofAwaited(inner.value, scope, depth);
            handlesAny ||= awaited === 'none';
            found ||= awaited !== 'none';
          }
          found ||= this.mayFailItself(inner, scope);
          return !found;
        });
      return found;
    };
    if (isLetOut(node.body)) return 'some';
    return handlesAny ? 'none' : 'unknown';
  }

  private ofAwaited(awaited: Expression, scope: Scope, depth: number): Failures {
    return awaited.kind === 'Call' ? this.ofCall(awaited, scope, depth + 1) : 'unknown';
  }

  private mayFailItself(node: Node, scope: Scope): boolean {
    if (node.kind === 'Raise') return true;
    if ((node.kind === 'For' || node.kind === 'Comprehension') && node.isAsync) return true;
    return node.kind === 'With' && node.isAsync && !node.items.every(({ context }) => this.isLock(context, scope));
  }

  private isLock(context: Expression, scope: Scope): boolean {
    return alternatives(this.inference.valueOf(context, scope)).every(
      (each) => each.kind === 'library-instance' && isLimiter(each.type),
    );
  }
}

/** Whether a handler takes all plain exceptions, and raises none again. */
function catchesAll({ handlers }: Try): boolean {
  const last = handlers.at(-1);
  return last !== undefined && isForAll(last) && handlers.every(keepsWhatItCatches);
}

function isForAll({ type }: ExceptHandler): boolean {
  if (type === undefined) return true;
  const types = type.kind === 'Tuple' ? type.elements : [type];
  return types.some((each) => /^(?:Base)?Exception$/.test(lastNameOf(each)));
}

/** A cancellation may go on. */
function keepsWhatItCatches({ type, body }: ExceptHandler): boolean {
  if (type !== undefined && lastNameOf(type) === 'CancelledError') return true;
  const ways = waysOut(body, anyCircumstances);
  return !ways.has('raise') && !ways.has('raise-again');
}

function suppressesAll(context: Expression): boolean {
  if (context.kind !== 'Call' || lastNameOf(context.callee) !== 'suppress') return false;
  return context.arguments.some((each) => each.kind !== 'Keyword' && /^(?:Base)?Exception$/.test(lastNameOf(each)));
}

const changingNothing: ReadonlySet<string> = new Set(['staticmethod', 'classmethod', 'override', 'final']);

/** What makes a task of a coroutine, or waits for it, as it is. */
export const wrappers: ReadonlySet<string> = new Set([
  'asyncio.create_task',
  'asyncio.ensure_future',
  'asyncio.shield',
  'asyncio.wait_for',
  'asyncio.AbstractEventLoop.create_task',
]);
