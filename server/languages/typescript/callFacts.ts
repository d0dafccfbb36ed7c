/**
 * Calls as rules see them. Nobody asks most calls for more than what they call, so that the rest is worked out when somebody
 * does; what goes to another thread is made plain.
 */

import { isNewExpression, type Node, type SourceFile } from 'typescript/unstable/ast';
import type { Range } from '../../analysis/text.ts';
import type { AwaitableFact, CallFact, Fate, FunctionId } from '../../facts/facts.ts';
import type { CallOnDemand } from '../../facts/onDemand.ts';
import type { Verdict } from './awaitability.ts';
import type { FileInput } from './collectFacts.ts';
import type { CallSyntax } from './collectSyntax.ts';
import { isDoneOnce } from './doneOnce.ts';
import { rangeOfNode } from './nodes.ts';
import { argumentsOf, calleeTextOf } from './outline.ts';

export class CallView implements CallOnDemand {
  readonly id: number;
  readonly name: string;
  readonly symbol: CallFact['symbol'];
  readonly function: FunctionId;
  readonly loop: number | undefined;
  readonly fate: Fate;
  readonly #call: CallSyntax;
  readonly #input: FileInput;
  #range: Range | undefined;

  constructor(call: CallSyntax, input: FileInput) {
    this.id = call.id;
    this.name = call.name;
    this.symbol = input.names.symbolOf(call.node);
    this.function = call.function;
    this.loop = call.loop;
    this.fate = call.fate;
    this.#call = call;
    this.#input = input;
  }

  get range(): Range {
    this.#range ??= rangeOfNode(this.#call.node, this.#source.text);
    return this.#range;
  }

  get target(): CallFact['target'] {
    return this.#input.names.targetOf(this.#call.node, this.#input.syntax);
  }

  get callee(): Range {
    return rangeOfNode(this.#call.node.expression, this.#source.text);
  }

  get calleeText(): string {
    return calleeTextOf(this.#call, this.#input.syntax);
  }

  get arguments(): CallFact['arguments'] {
    return argumentsOf(this.#call, this.#input.syntax);
  }

  get awaitable(): AwaitableFact {
    return awaitableFact(this.#input.types.awaitability(this.#call.node));
  }

  get isDoneOnce(): boolean {
    return (this.symbol ?? this.target) !== undefined && isDoneOnce(this.#call.node, this.#input.syntax);
  }

  get isConstruction(): boolean {
    return isNewExpression(this.#call.node);
  }

  get isOptional(): boolean {
    return isInOptionalChain(this.#call.node, this.#source);
  }

  plain(): CallFact {
    return {
      id: this.id,
      range: this.range,
      callee: this.callee,
      calleeText: this.calleeText,
      name: this.name,
      symbol: this.symbol,
      target: this.target,
      function: this.function,
      loop: this.loop,
      arguments: this.arguments,
      awaitable: this.awaitable,
      fate: this.fate,
      isDoneOnce: this.isDoneOnce,
      isConstruction: this.isConstruction,
      isOptional: this.isOptional,
    };
  }

  get #source(): SourceFile {
    return this.#input.syntax.source;
  }
}

/** `f?.()` and the calls behind a `?.` in the same chain. */
export function isInOptionalChain(call: Node, { text }: SourceFile): boolean {
  // What stands in the arguments is no part of the chain, and may be a page of code.
  const { arguments: given } = call as { readonly arguments?: { readonly pos: number } };
  if (!text.slice(call.pos, given?.pos ?? call.end).includes('?.')) return false;
  let at: Node | undefined = call;
  while (at !== undefined) {
    const { questionDotToken, expression } = at as { readonly questionDotToken?: Node; readonly expression?: Node };
    if (questionDotToken !== undefined) return true;
    at = expression;
  }
  return false;
}

export function awaitableFact({ awaitability, kind, evidence = 'declaration' }: Verdict): AwaitableFact {
  return awaitability === 'never' ? neverAwaitable : { awaitability, kind, evidence };
}

const neverAwaitable: AwaitableFact = { awaitability: 'never' };
