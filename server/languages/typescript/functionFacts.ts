/**
 * Functions as rules see them. How one is made async is worked out when somebody asks, for few are ever asked about; what goes
 * to another thread is made plain.
 */

import type { Range } from '../../analysis/text.ts';
import type { AsyncConversion, FunctionFact, FunctionId, FunctionRole } from '../../facts/facts.ts';
import { asyncConversionOf, type ConversionContext } from './asyncConversion.ts';
import type { FileSyntax, FunctionSyntax } from './collectSyntax.ts';
import { bodyRangeOf, requiredParameters } from './functions.ts';
import { isFunctionNode, rangeOfNode } from './nodes.ts';
import { type FunctionOutline, outlineOfFunction } from './outline.ts';

export class FunctionView implements FunctionFact {
  readonly id: FunctionId;
  readonly parent: FunctionId | undefined;
  readonly kind: FunctionFact['kind'];
  readonly name: string;
  readonly nameRange: Range;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly canAwait: boolean;
  readonly runs: FunctionFact['runs'];
  readonly isRunInPlace: boolean | undefined;
  readonly isContinuation: boolean | undefined;
  readonly role: FunctionRole | undefined;
  readonly #owner: FunctionSyntax;
  readonly #syntax: FileSyntax;
  readonly #context: ConversionContext;
  #range: Range | undefined;
  #body: Range | undefined;

  constructor(owner: FunctionSyntax, role: FunctionRole | undefined, syntax: FileSyntax, context: ConversionContext) {
    const outline: FunctionOutline = outlineOfFunction(owner, syntax);
    this.id = outline.id;
    this.parent = outline.parent;
    this.kind = outline.kind;
    this.name = outline.name;
    this.nameRange = outline.nameRange;
    this.isAsync = outline.isAsync;
    this.isGenerator = outline.isGenerator;
    this.canAwait = outline.kind === 'module' ? context.canModuleAwait : outline.isAsync;
    this.runs = outline.runs;
    this.isRunInPlace = outline.isRunInPlace;
    this.isContinuation = outline.isContinuation;
    this.role = role;
    this.#owner = owner;
    this.#syntax = syntax;
    this.#context = context;
  }

  get range(): Range {
    const { node } = this.#owner;
    this.#range ??= isFunctionNode(node) ? rangeOfNode(node, this.#text) : this.#wholeFile;
    return this.#range;
  }

  get body(): Range {
    const { node } = this.#owner;
    this.#body ??= isFunctionNode(node) ? bodyRangeOf(node.body ?? node, this.#text) : this.#wholeFile;
    return this.#body;
  }

  get requiredParameters(): readonly string[] | undefined {
    const { node } = this.#owner;
    const parameters = isFunctionNode(node) ? requiredParameters(node) : [];
    return parameters.length === 0 ? undefined : parameters;
  }

  get asyncConversion(): AsyncConversion {
    return asyncConversionOf(this.#owner, this.#context);
  }

  plain(): FunctionFact {
    const { role } = this;
    return {
      id: this.id,
      parent: this.parent,
      runs: this.runs,
      kind: this.kind,
      name: this.name,
      nameRange: this.nameRange,
      isAsync: this.isAsync,
      isGenerator: this.isGenerator,
      isRunInPlace: this.isRunInPlace,
      isContinuation: this.isContinuation,
      asyncConversion: this.asyncConversion,
      range: this.range,
      body: this.body,
      canAwait: this.canAwait,
      requiredParameters: this.requiredParameters,
      ...(role === undefined ? {} : { role }),
    };
  }

  get #text(): string {
    return this.#syntax.source.text;
  }

  get #wholeFile(): Range {
    return { start: 0, end: this.#text.length };
  }
}
