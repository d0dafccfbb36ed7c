/** Which async functions handle their own errors, as far as their text and that of the functions they wait for tell. */

import {
  isAwaitExpression,
  isBlock,
  isCallExpression,
  isForOfStatement,
  isIdentifier,
  isNewExpression,
  isReturnStatement,
  isThrowStatement,
  isTryStatement,
  isVariableDeclaration,
  type Node,
  NodeFlags,
} from 'typescript/unstable/ast';
import type { Project } from 'typescript/unstable/sync';
import type { OwnErrors } from '../../facts/facts.ts';
import { isHandledChain } from './dropped.ts';
import { nameOf } from './functions.ts';
import {
  childrenOf,
  type FunctionNode,
  isAsync,
  isFunctionLiteral,
  isFunctionNode,
  memberOf,
  unwrapped,
} from './nodes.ts';
import { functionsTakenBy } from './queuedFunctions.ts';

/** Functions that wait for functions are followed this far. */
const deepest = 4;

interface Place {
  readonly node: Node;
  /** Inside of a `try` whose `catch` takes what is thrown. */
  readonly isGuarded: boolean;
}

export class ErrorHandling {
  readonly #project: Project;
  readonly #known = new Map<Node, boolean>();

  constructor(project: Project) {
    this.#project = project;
  }

  /** Who takes care of the errors of a dropped value, where it is not whoever drops it. */
  of(dropped: Node): OwnErrors | undefined {
    const work = this.#valueOf(workOf(dropped));
    if (!isCallExpression(work)) return undefined;
    const callee = unwrapped(work.expression);
    if (isFunctionLiteral(callee)) return this.#handlesAll(callee, 0) ? 'handled-in-place' : undefined;
    const isHandled = isHandledChain(work) || this.#isHandledByCallee(work, 0) || this.#isQueuedJob(callee);
    return isHandled ? 'handled-by-callee' : undefined;
  }

  /** Whether the class has put nothing but functions that handle their errors where it takes this one from. */
  #isQueuedJob(callee: Node): boolean {
    const jobs = functionsTakenBy(this.#valueOf(callee), this.#project);
    return jobs?.every((job) => isAsync(job) && this.#handlesAll(job, 0)) ?? false;
  }

  /**
   * Whether the promise of an async function may be rejected by what it waits for or throws; `givesPromise` says whether
   * an arrow's expression is one.
   */
  canReject(node: FunctionNode, givesPromise: boolean): boolean {
    return (givesPromise || waitsOrThrows(node)) && !this.#handlesAll(node, 0);
  }

  /** What a constant holds, for its name. */
  #valueOf(node: Node): Node {
    if (!isIdentifier(node)) return node;
    const declaration = this.#project.checker.getResolvedSymbol(node)?.valueDeclaration?.resolve();
    if (declaration === undefined || !isVariableDeclaration(declaration) || declaration.initializer === undefined)
      return node;
    return (declaration.parent.flags & NodeFlags.Const) === 0 ? node : unwrapped(declaration.initializer);
  }

  #isHandledByCallee(call: Node, depth: number): boolean {
    if (depth > deepest) return false;
    // The signature leads to the function itself through hooks, destructured objects and imports.
    const declared = this.#project.checker.getResolvedSignature(call)?.declaration?.resolve();
    const callee = declared === undefined ? undefined : implementationOf(declared);
    if (callee === undefined) return false;
    return isAsync(callee) ? this.#handlesAll(callee, depth) : this.#givesHandled(callee, depth);
  }

  /** Whether all promises that a plain function gives back are handled: `return fetch(url).catch(log)`. */
  #givesHandled({ body }: FunctionNode, depth: number): boolean {
    if (body === undefined) return false;
    const results = isBlock(body) ? resultsIn(body) : [unwrapped(body)];
    return results.length > 0 && results.every((result) => this.#isHandled(result, depth));
  }

  #handlesAll(node: FunctionNode, depth: number): boolean {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    // A function that waits for itself adds no errors of its own.
    this.#known.set(node, true);
    const answer = this.#bodyHandlesAll(node, depth);
    this.#known.set(node, answer);
    return answer;
  }

  /**
   * Whether everything in the body that is there to wait or throw stands in a `try` with a `catch`. Plain calls outside
   * of it count as harmless, as in `setLoading(true); try { … }` and in the `catch` itself. A body that handles nothing
   * is not meant to.
   */
  #bodyHandlesAll({ body }: FunctionNode, depth: number): boolean {
    if (body === undefined) return false;
    if (!isBlock(body)) return this.#isHandled(unwrapped(body), depth);
    let handlesAny = false;
    const stack: Place[] = [{ node: body, isGuarded: false }];
    for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
      const { node, isGuarded } = place;
      if (isFunctionNode(node)) continue;
      if (isTryStatement(node)) {
        const { tryBlock, catchClause, finallyBlock } = node;
        handlesAny ||= catchClause !== undefined;
        stack.push({ node: tryBlock, isGuarded: isGuarded || catchClause !== undefined });
        if (catchClause !== undefined) stack.push({ node: catchClause, isGuarded });
        if (finallyBlock !== undefined) stack.push({ node: finallyBlock, isGuarded });
        continue;
      }
      if (this.#handsErrorsOut(node, depth)) return false;
      if (!isGuarded) {
        if (isThrowStatement(node) || (isForOfStatement(node) && node.awaitModifier !== undefined)) return false;
        if (isAwaitExpression(node)) {
          if (!this.#isHandled(node, depth)) return false;
          handlesAny = true;
        }
      }
      for (const child of childrenOf(node)) stack.push({ node: child, isGuarded });
    }
    return handlesAny;
  }

  /** A promise that is returned without `await` takes its errors out of any `try`. */
  #handsErrorsOut(node: Node, depth: number): boolean {
    if (!isReturnStatement(node) || node.expression === undefined) return false;
    const value = unwrapped(node.expression);
    return isNewExpression(value) || (isCallExpression(value) && !this.#isHandled(value, depth));
  }

  /** `save().catch(log)` or a call of such a function, awaited or not. */
  #isHandled(value: Node, depth: number): boolean {
    const promise = isAwaitExpression(value) ? unwrapped(value.expression) : value;
    if (!isCallExpression(promise)) return false;
    const callee = unwrapped(promise.expression);
    if (isFunctionLiteral(callee)) return this.#handlesAll(callee, depth + 1);
    if (isPromiseMethod(callee, 'allSettled')) return true;
    return isHandledChain(promise) || this.#isHandledByCallee(promise, depth + 1);
  }
}

/** The function with the body, for an overload above it. */
function implementationOf(declared: Node): FunctionNode | undefined {
  if (!isFunctionNode(declared)) return undefined;
  if (declared.body !== undefined) return declared;
  const name = nameOf(declared);
  return childrenOf(declared.parent).find(
    (sibling): sibling is FunctionNode =>
      isFunctionNode(sibling) && sibling.body !== undefined && name !== '' && nameOf(sibling) === name,
  );
}

/** A body that only calls things fails as a plain one would, where somebody sees it. */
function waitsOrThrows({ body }: FunctionNode): boolean {
  const stack = body === undefined ? [] : [body];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isFunctionNode(node)) continue;
    if (isAwaitExpression(node) || isThrowStatement(node)) return true;
    if (isForOfStatement(node) && node.awaitModifier !== undefined) return true;
    stack.push(...childrenOf(node));
  }
  return false;
}

/** What the `return` statements of a body give back, those without a value left out. */
function resultsIn(body: Node): readonly Node[] {
  const results: Node[] = [];
  const stack = [body];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isFunctionNode(node)) continue;
    if (isReturnStatement(node) && node.expression !== undefined) results.push(unwrapped(node.expression));
    stack.push(...childrenOf(node));
  }
  return results;
}

/** The work at the start of `work.then(show).finally(hide)`, as far as what comes behind it waits for nothing. */
function workOf(dropped: Node): Node {
  let at = unwrapped(dropped);
  while (isCallExpression(at)) {
    const member = memberOf(at.expression);
    if (member === undefined || (member.name !== 'then' && member.name !== 'finally')) break;
    if (at.arguments.some((handler) => isAsync(unwrapped(handler)))) break;
    at = unwrapped(member.receiver);
  }
  return at;
}

/** `Promise.resolve(value)` neither fails nor takes time. */
export function isSettled(node: Node): boolean {
  return isCallExpression(node) && isPromiseMethod(node.expression, 'resolve');
}

/** Of the global `Promise`. */
function isPromiseMethod(callee: Node, name: string): boolean {
  const member = memberOf(callee);
  const owner = member === undefined ? undefined : unwrapped(member.receiver);
  return member?.name === name && owner !== undefined && isIdentifier(owner) && owner.text === 'Promise';
}
