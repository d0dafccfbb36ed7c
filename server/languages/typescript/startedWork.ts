/** What started work does: whether it waits for I/O, and whether something holds it back. It follows bodies it can see. */

import { isCallExpression, isNewExpression, type Node, type SourceFile } from 'typescript/unstable/ast';
import type { Awaitability } from '../../facts/facts.ts';
import { definedFunction } from './definitions.ts';
import { isIo, isLimiter, isLimiterName, isQuiet } from './library/io.ts';
import {
  childrenOf,
  isFunctionLiteral,
  isFunctionNode,
  labelOf,
  lastNameOf,
  unwrapped,
  unwrappedParent,
} from './nodes.ts';
import { nameNode, rootOf, sourceOf, type Symbols } from './symbols.ts';
import type { Types } from './types.ts';

export interface StartedWork {
  readonly doesIo: Awaitability;
  /** The call that does the I/O, as written. */
  readonly ioCall?: string;
  readonly isLimited: boolean;
}

/** Calls of calls are followed this far. */
const deepest = 4;

const unseen: StartedWork = { doesIo: 'maybe', isLimited: false };
const none: StartedWork = { doesIo: 'never', isLimited: false };

export class WorkFinder {
  readonly #symbols: Symbols;
  readonly #types: Types;
  readonly #known = new Map<Node, StartedWork>();
  /** By the part of a function; what is in here has been asked about. */
  readonly #calls = new Map<Node, readonly CallNode[]>();
  /** By the callee. */
  readonly #targets = new Map<Node, StartedWork | Node | undefined>();

  constructor(symbols: Symbols, types: Types) {
    this.#symbols = symbols;
    this.#types = types;
  }

  /** The work of what is called once per item: a function written in place, or the name of one. */
  ofCallback(callback: Node, source: SourceFile): StartedWork {
    const plain = unwrapped(callback);
    if (isFunctionLiteral(plain)) {
      this.#prepare(bodyOf(plain));
      return this.#ofFunction(plain, 0);
    }
    this.#symbols.prepare(namesIn(plain));
    this.#prepare(this.#bodyBehind(plain, source));
    return this.#ofCallee(plain, source, 0) ?? unseen;
  }

  /** The work that an expression starts, such as `fetch(url)`. */
  ofExpression(expression: Node, source: SourceFile): StartedWork {
    this.#prepare([expression]);
    return this.#ofPart(expression, source, 0);
  }

  /** Asks about the calls in parts of functions and in all that these lead to, level by level instead of one by one. */
  #prepare(parts: readonly Node[]): void {
    let level = parts;
    for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
      const fresh = [...new Set(level)].filter((part) => !this.#calls.has(part));
      const calls = fresh.flatMap((part) => this.#callsIn(part));
      this.#symbols.prepare(calls.flatMap(({ expression }) => namesIn(expression)));
      level = calls.flatMap((call) =>
        isHoldingBack(call) ? [] : this.#bodyBehind(unwrapped(call.expression), sourceOf(call)),
      );
    }
  }

  #callsIn(part: Node): readonly CallNode[] {
    const calls = this.#calls.get(part) ?? callsIn(part);
    this.#calls.set(part, calls);
    return calls;
  }

  #bodyBehind(callee: Node, source: SourceFile): readonly Node[] {
    const target = isFunctionLiteral(callee) ? callee : this.#targetOf(callee, source);
    return target === undefined || isWork(target) ? [] : bodyOf(target);
  }

  #ofFunction(node: Node, depth: number): StartedWork {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const [body] = bodyOf(node);
    if (body === undefined || depth > deepest) return unseen;
    // A function that calls itself adds nothing to what it does.
    this.#known.set(node, none);
    const work = this.#ofPart(body, sourceOf(node), depth);
    this.#known.set(node, work);
    return work;
  }

  #ofPart(part: Node, source: SourceFile, depth: number): StartedWork {
    return combined(this.#callsIn(part).map((call) => this.#ofCall(call, source, depth)));
  }

  #ofCall(call: CallNode, source: SourceFile, depth: number): StartedWork {
    const callee = unwrapped(call.expression);
    if (isHoldingBack(call)) return { doesIo: 'never', isLimited: true };
    if (isFunctionLiteral(callee)) return this.#ofFunction(callee, depth + 1);
    const work = this.#ofCallee(callee, source, depth) ?? unseen;
    // Packages that do I/O also have calls that only prepare it.
    if (work.doesIo === 'always' && this.#types.awaitability(call).awaitability === 'never') return none;
    return work;
  }

  #ofCallee(callee: Node, source: SourceFile, depth: number): StartedWork | undefined {
    const target = this.#targetOf(callee, source);
    return target === undefined || isWork(target) ? target : this.#ofFunction(target, depth + 1);
  }

  /** What a callee is known to do by its full name, or the function that it reaches. */
  #targetOf(callee: Node, source: SourceFile): StartedWork | Node | undefined {
    if (!this.#targets.has(callee)) this.#targets.set(callee, this.#findTarget(callee, source));
    return this.#targets.get(callee);
  }

  #findTarget(callee: Node, source: SourceFile): StartedWork | Node | undefined {
    const symbol = this.#symbols.writtenName(callee, source) ?? this.#symbols.declaredName(callee);
    if (symbol !== undefined) {
      if (isLimiter(symbol)) return { doesIo: 'never', isLimited: true };
      if (isIo(symbol)) return { doesIo: 'always', ioCall: labelOf(callee, source), isLimited: false };
      if (isQuiet(symbol)) return none;
    }
    return definedFunction(this.#symbols.declarationOf(callee));
  }
}

function isWork(target: StartedWork | Node): target is StartedWork {
  return 'doesIo' in target;
}

function bodyOf(node: Node): readonly Node[] {
  const { body } = node as { readonly body?: Node };
  return body === undefined ? [] : [body];
}

/** The names that say what a callee is: the first and the last. */
function namesIn(callee: Node): readonly Node[] {
  return [rootOf(callee), nameNode(callee)].filter((node) => node !== undefined);
}

type CallNode = Node & { readonly expression: Node; readonly arguments: readonly Node[] };

/** The calls that run when a part of a function does; functions that are handed to a call count as run by it. */
function callsIn(part: Node): readonly CallNode[] {
  const calls: CallNode[] = [];
  const stack = [part];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node !== part && isFunctionNode(node) && !isRunNow(node)) continue;
    if (isCallExpression(node)) calls.push(node);
    stack.push(...childrenOf(node).reverse());
  }
  return calls;
}

/** Registers what it is given for later. */
const registers = /^(?:on|once|addListener|addEventListener|setTimeout|setInterval|setImmediate|subscribe)$/;

function isRunNow(node: Node): boolean {
  const { parent, child } = unwrappedParent(node);
  if (isNewExpression(parent)) return parent.expression !== child;
  return isCallExpression(parent) && (parent.expression === child || !registers.test(lastNameOf(parent.expression)));
}

/** `limit(() => …)`, `queue.add(() => …)`, `await semaphore.acquire()` */
function isHoldingBack({ expression, arguments: passed }: CallNode): boolean {
  const root = rootOf(expression);
  const names = [lastNameOf(expression), ...(root === undefined ? [] : [lastNameOf(root)])];
  if (!names.some(isLimiterName)) return false;
  return (
    root === unwrapped(expression) ||
    (isLimiterName(lastNameOf(expression)) && passed.length === 0) ||
    passed.some((argument) => isFunctionLiteral(unwrapped(argument)))
  );
}

function combined(parts: readonly StartedWork[]): StartedWork {
  const isLimited = parts.some((part) => part.isLimited);
  const io = parts.find((part) => part.doesIo === 'always');
  if (io !== undefined) return { ...io, isLimited };
  return { doesIo: parts.every((part) => part.doesIo === 'never') ? 'never' : 'maybe', isLimited };
}
