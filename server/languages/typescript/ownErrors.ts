/** Which async functions handle their own errors, as far as their text and that of the functions they wait for tell. */

import {
  isArrayLiteralExpression,
  isAwaitExpression,
  isBlock,
  isCallExpression,
  isForOfStatement,
  isIdentifier,
  isMethodDeclaration,
  isNewExpression,
  isObjectLiteralExpression,
  isPrivateIdentifier,
  isReturnStatement,
  isThrowStatement,
  isTryStatement,
  isVariableDeclaration,
  type Node,
  NodeFlags,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { isUnionType, SignatureKind, type Type } from 'typescript/unstable/sync';
import type { Awaitability, OwnErrors } from '../../facts/facts.ts';
import type { CalledSignatures } from './calledSignatures.ts';
import { definedFunction } from './definitions.ts';
import { isHandledChain } from './dropped.ts';
import { Implementations } from './implementations.ts';
import { failsAsGiven } from './library/droppedPromises.ts';
import { LibraryErrors } from './libraryErrors.ts';
import {
  childrenOf,
  type FunctionNode,
  hasModifier,
  isAsync,
  isFunctionLiteral,
  isFunctionNode,
  isGenerator,
  isLoop,
  lastNameOf,
  memberOf,
  ownNodesIn,
  unwrapped,
} from './nodes.ts';
import type { ProjectTexts } from './projectTexts.ts';
import { functionsTakenBy, valueOfPrivateField } from './queuedFunctions.ts';
import {
  isPromiseMethod,
  isSettled,
  isWrittenOut,
  onlyResolves,
  resolvesForWork,
  resultsOf,
} from './writtenPromises.ts';
import type { OpenProject } from './openProject.ts';

/** Functions that wait for functions are followed this far. */
const deepest = 4;

interface Place {
  readonly node: Node;
  /** Inside of a `try` whose `catch` takes what is thrown. */
  readonly isGuarded: boolean;
}

export class ErrorHandling {
  readonly #project: OpenProject;
  readonly #known = new Map<Node, boolean>();
  readonly #calls: CalledSignatures;
  readonly #library: LibraryErrors;
  readonly #implementations: Implementations;

  constructor(project: OpenProject, calls: CalledSignatures, texts: ProjectTexts) {
    this.#project = project;
    this.#calls = calls;
    this.#implementations = new Implementations(project, texts);
    this.#library = new LibraryErrors(project, calls);
  }

  /** Who takes care of the errors of a dropped value, where it is not whoever drops it. */
  of(dropped: Node): OwnErrors | undefined {
    const work = this.#valueOf(workOf(dropped));
    if (onlyResolves(work)) return this.#goesOnSafely(dropped, work) ? 'handled-by-callee' : undefined;
    if (!isCallExpression(work)) return undefined;
    const callee = unwrapped(work.expression);
    if (isFunctionLiteral(callee)) return this.#handlesAll(callee, 0) ? 'handled-in-place' : undefined;
    if (work === unwrapped(dropped)) {
      if (this.#neverWaits(work)) return this.#mayBeReplaced(work) ? 'handled-by-callee' : 'never-waits';
      if (this.#library.isMeantToBeDropped(work)) return 'handled-by-library';
      if (this.#library.isTakenCareOf(work) || this.#isOfSafeHandlers(work)) return 'handled-by-library';
    } else if (this.#library.keepsErrors(work) && this.#goesOnPlainly(dropped, work)) return 'handled-by-callee';
    const isHandled =
      isHandledChain(work) ||
      this.#isHandledByCallee(work, 0) ||
      this.#isOfHandled(work, 0) ||
      this.#isQueuedJob(callee);
    return isHandled ? 'handled-by-callee' : undefined;
  }

  /** Who takes care of the errors of a dropped list of promises: `rows.map((row) => save(row).catch(log))`. */
  ofItems(list: Node): OwnErrors | undefined {
    const callback = mappingOf(list);
    if (callback === undefined || !this.#handlesEach(callback, 0)) return undefined;
    const isInPlace = isAsync(callback) || resultsOf(callback.body).every(isHandledChain);
    return isInPlace ? 'handled-in-place' : 'handled-by-callee';
  }

  #handlesEach(callback: MappingCallback, depth: number): boolean {
    return isAsync(callback) ? this.#handlesAll(callback, depth) : this.#givesHandled(callback, depth);
  }

  /** `form.handleSubmit(save)()` and `act(() => …)` fail as what they are given fails. */
  #isOfSafeHandlers(call: Node): boolean {
    if (!isCallExpression(call)) return false;
    const name = this.#calls.declaredAs(call);
    if (name === undefined || !failsAsGiven(name)) return false;
    const callee = unwrapped(call.expression);
    const given = (isCallExpression(callee) ? callee : call).arguments.map(unwrapped);
    const handlers = given.filter((each) => !isObjectLiteralExpression(each));
    return (
      handlers.length > 0 && handlers.every((handler) => this.#isPlainFunction(handler) || this.#isSafeHandler(handler))
    );
  }

  /** Whether all that a chain goes on with are async functions that handle their errors: `.then(run.bind(this, job))`. */
  #goesOnSafely(chain: Node, work: Node): boolean {
    const handlers = handlersOf(chain, work);
    return handlers.length > 0 && handlers.every((handler) => this.#isSafeHandler(handler));
  }

  #isSafeHandler(handler: Node): boolean {
    const bound = isCallExpression(handler) ? memberOf(handler.expression) : undefined;
    if (bound?.name === 'bind') return this.#isSafeHandler(unwrapped(bound.receiver));
    const named = isIdentifier(handler)
      ? this.#project.checker.getResolvedSymbol(handler)?.valueDeclaration
      : undefined;
    const declaration = this.#project.declared(named);
    const value = declaration === undefined ? handler : definedFunction(declaration);
    return value !== undefined && isFunctionNode(value) && isAsync(value) && this.#handlesAll(value, 0);
  }

  /** Whether a call reaches an async function without `await` and `throw`, whose result is left out or written out: `[]`. */
  #neverWaits(call: Node): boolean {
    const callees = this.#functionsOf(call);
    return callees.length > 0 && callees.every((callee) => this.#isDoneAtOnce(callee));
  }

  #isDoneAtOnce(callee: FunctionNode): boolean {
    if (callee.body === undefined || !isAsync(callee) || isGenerator(callee)) return false;
    // A body that does nothing is still to be written.
    if (!isBlock(callee.body) || callee.body.statements.every(isReturnStatement)) return false;
    if (waitsOrThrows(callee) || !resultsOf(callee.body).every(isWrittenOut)) return false;
    return this.#promisesMadeIn(callee.body).every((made) => this.#isHandled(made, 0));
  }

  /** A method that is not private may be another one's in a class below, and so may be what an interface declares. */
  #mayBeReplaced(call: Node): boolean {
    const callee = this.#calls.functionOf(call);
    if (callee === undefined) return true;
    if (!isMethodDeclaration(callee) || isPrivateIdentifier(callee.name)) return false;
    const receiver = isCallExpression(call) ? memberOf(call.expression)?.receiver : undefined;
    return receiver?.kind !== SyntaxKind.SuperKeyword && !hasModifier(callee, SyntaxKind.PrivateKeyword);
  }

  /** Calls of a body that give promises. */
  #promisesMadeIn(body: Node): readonly Node[] {
    const calls = [...ownNodesIn(body)].filter(isCallExpression);
    const types = this.#project.checker.typesOf(calls);
    return calls.filter((_, index) => {
      const type = types[index];
      return type !== undefined && mayBePromise(type);
    });
  }

  /** Whether a chain only puts plain code off: `Promise.resolve().then(() => this.emit('end'))`, `sleep(10).then(stop)`. */
  isDeferral(dropped: Node): boolean {
    const work = workOf(dropped);
    if (work === unwrapped(dropped) || !isCallExpression(work)) return false;
    const isPlain = isSettled(work) ? work.arguments.length === 0 : this.#onlyPasses(work);
    return isPlain && this.#goesOnPlainly(dropped, work);
  }

  /** Whether a call does nothing but let time pass, or wait for an event, so that it is there to be waited for: `sleep(10)`. */
  isPause(dropped: Node): boolean {
    const work = unwrapped(dropped);
    return isCallExpression(work) && !isSettled(work) && this.#onlyPasses(work);
  }

  /** Whether all that a chain goes on with are functions that give no promise. */
  #goesOnPlainly(chain: Node, work: Node): boolean {
    const handlers = handlersOf(chain, work);
    return handlers.length > 0 && handlers.every((handler) => this.#isPlainFunction(handler));
  }

  #isPlainFunction(handler: Node): boolean {
    const { checker } = this.#project;
    if (!isFunctionLiteral(handler)) {
      const type = checker.getTypeAtLocation(handler);
      const signatures = type === undefined ? [] : checker.getSignaturesOfType(type, SignatureKind.Call);
      const given = signatures.map((signature) => checker.getReturnTypeOfSignature(signature));
      return given.length > 0 && given.every((result) => result !== undefined && !mayBePromise(result));
    }
    if (handler.body === undefined || isAsync(handler)) return false;
    const results = resultsOf(handler.body);
    return checker.typesOf(results).every((type) => type !== undefined && !mayBePromise(type));
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

  /** What a constant holds, for its name, and what the one assignment to a private field gives it. */
  #valueOf(node: Node): Node {
    if (!isIdentifier(node)) return valueOfPrivateField(node) ?? node;
    const declaration = this.#project.declared(this.#project.checker.getResolvedSymbol(node)?.valueDeclaration);
    if (declaration === undefined || !isVariableDeclaration(declaration) || declaration.initializer === undefined)
      return node;
    return (declaration.parent.flags & NodeFlags.Const) === 0 ? node : unwrapped(declaration.initializer);
  }

  /** Whether errors come out of the promise that a call gives; `maybe` where what it reaches is not known. */
  mayFail(call: Node): Awaitability {
    if (this.#isHandled(call, 0)) return 'never';
    const fails = this.#functionsOf(call).some((callee) => isAsync(callee) && this.canReject(callee, false));
    return fails ? 'always' : 'maybe';
  }

  #isHandledByCallee(call: Node, depth: number): boolean {
    if (depth > deepest) return false;
    const callees = this.#functionsOf(call);
    return (
      callees.length > 0 &&
      callees.every((callee) =>
        isAsync(callee)
          ? this.#handlesAll(callee, depth) || this.#failsAtOnce(callee)
          : this.#givesHandled(callee, depth),
      )
    );
  }

  /** The function that a call reaches, or all that may stand for it where an interface declares it. */
  #functionsOf(call: Node): readonly FunctionNode[] {
    const callee = this.#calls.functionOf(call);
    if (callee !== undefined) return [callee];
    const declared = this.#calls.declarationWithoutBody(call);
    return declared === undefined ? [] : this.#implementations.of(declared);
  }

  /** Whether all promises that a plain function gives back are handled: `return fetch(url).catch(log)`. */
  #givesHandled({ body }: FunctionNode, depth: number): boolean {
    if (body === undefined) return false;
    const results = resultsOf(body);
    return results.length > 0 && results.every((result) => resolvesForWork(result) || this.#isHandled(result, depth));
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
        if (isAwaitExpression(node) && !this.#onlyPasses(unwrapped(node.expression))) {
          if (!this.#isHandled(node, depth)) return false;
          handlesAny = true;
        }
      }
      for (const child of childrenOf(node)) stack.push({ node: child, isGuarded });
    }
    return handlesAny;
  }

  /**
   * Whether nothing that may fail stands behind a wait, and all that is waited for only takes time: `socket.end(); await closed;`
   * What comes before fails as in a plain function.
   */
  #failsAtOnce({ body }: FunctionNode): boolean {
    if (body === undefined || !isBlock(body)) return false;
    const nodes = [...ownNodesIn(body)];
    if (nodes.some((node) => isThrowStatement(node) || isLoop(node))) return false;
    const waits = nodes.filter(isAwaitExpression).map(({ expression }) => unwrapped(expression));
    const results = resultsOf(body);
    if (!waits.every((wait) => this.#onlyPasses(wait))) return false;
    if (!results.every((result) => isWrittenOut(result) || isSettled(result) || resolvesForWork(result))) return false;
    const pauses = [...waits, ...results];
    const work = nodes.filter(
      (node) =>
        (isCallExpression(node) || isNewExpression(node)) &&
        !pauses.some(({ pos, end }) => pos <= node.pos && node.end <= end),
    );
    // A body that does nothing is still to be written, and one that only sleeps is there to be waited for.
    if (work.length === 0 && !pauses.some(resolvesForWork)) return false;
    const firstEnd = Math.min(...waits.map(({ end }) => end));
    if (work.some(({ pos }) => pos >= firstEnd)) return false;
    const dropped = this.#promisesMadeIn(body).filter((made) => work.includes(made));
    return dropped.every((made) => this.#isHandled(made, 0));
  }

  /** `sleep(10)`, `Promise.resolve(1)` and their like: time passes, and that is all. */
  #onlyPasses(awaited: Node): boolean {
    if (onlyResolves(awaited)) return true;
    if (!isCallExpression(awaited)) return false;
    const [given] = awaited.arguments;
    if (isSettled(awaited)) return given === undefined || !isCallExpression(unwrapped(given));
    const callee = this.#calls.functionOf(awaited);
    if (callee?.body === undefined || isAsync(callee)) return false;
    const results = resultsOf(callee.body);
    return results.length > 0 && results.every(onlyResolves);
  }

  /** A promise that is returned without `await` takes its errors out of any `try`. */
  #handsErrorsOut(node: Node, depth: number): boolean {
    if (!isReturnStatement(node) || node.expression === undefined) return false;
    const value = unwrapped(node.expression);
    if (isNewExpression(value)) return !onlyResolves(value);
    return isCallExpression(value) && !isSettled(value) && !this.#isHandled(value, depth);
  }

  /** `save().catch(log)` or a call of such a function, awaited or not. */
  #isHandled(value: Node, depth: number): boolean {
    const isAwaited = isAwaitExpression(value);
    const promise = this.#valueOf(isAwaited ? unwrapped(value.expression) : value);
    if (isAwaited && onlyResolves(promise)) return true;
    if (!isCallExpression(promise)) return false;
    const callee = unwrapped(promise.expression);
    if (isFunctionLiteral(callee)) return this.#handlesAll(callee, depth + 1);
    if (isPromiseMethod(callee, 'allSettled')) return true;
    if (isHandledChain(promise) || this.#isOfHandled(promise, depth) || this.#library.isTakenCareOf(promise))
      return true;
    return this.#isHandledByCallee(promise, depth + 1) || this.#library.keepsErrors(promise);
  }

  /** `Promise.all([refetch(), save().catch(log)])`, whose list is written out or mapped, and holds handled promises alone. */
  #isOfHandled(call: Node, depth: number): boolean {
    if (!isCallExpression(call)) return false;
    if (!isPromiseMethod(call.expression, 'all') && !isPromiseMethod(call.expression, 'race')) return false;
    const [given] = call.arguments;
    const list = given === undefined ? undefined : unwrapped(given);
    const callback = list === undefined ? undefined : mappingOf(list);
    if (callback !== undefined) return this.#handlesEach(callback, depth + 1);
    if (list === undefined || !isArrayLiteralExpression(list) || list.elements.length === 0) return false;
    return list.elements.every((each) => this.#isHandled(unwrapped(each), depth));
  }
}

type MappingCallback = FunctionNode & { readonly body: Node };

/** The function that is written in place in `rows.map((row) => …)`. */
function mappingOf(list: Node): MappingCallback | undefined {
  const call = unwrapped(list);
  if (!isCallExpression(call) || lastNameOf(call.expression) !== 'map') return undefined;
  const [given] = call.arguments;
  const callback = given === undefined ? undefined : unwrapped(given);
  const isWritten = callback !== undefined && isFunctionLiteral(callback) && callback.body !== undefined;
  return isWritten ? (callback as MappingCallback) : undefined;
}

function mayBePromise(type: Type): boolean {
  const members = isUnionType(type) ? type.getTypes() : [type];
  return members.some((member) => member.getSymbol()?.name === 'Promise');
}

/** What is given to the `then` and its like of a chain, down to `work`, which is what it starts with. */
function handlersOf(chain: Node, work: Node): readonly Node[] {
  const handlers: Node[] = [];
  for (let at = unwrapped(chain); isCallExpression(at) && at !== work; ) {
    handlers.push(...at.arguments.map(unwrapped));
    at = unwrapped(memberOf(at.expression)?.receiver ?? at.expression);
  }
  return handlers;
}

/** A body that only calls things fails as a plain one would, where somebody sees it. */
function waitsOrThrows({ body }: FunctionNode): boolean {
  if (body === undefined) return false;
  for (const node of ownNodesIn(body)) {
    if (isAwaitExpression(node) || isThrowStatement(node)) return true;
    if (isForOfStatement(node) && node.awaitModifier !== undefined) return true;
  }
  return false;
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
