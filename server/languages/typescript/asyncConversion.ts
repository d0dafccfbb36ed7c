/** Whether and how a function can be made async so that what it gives back still fits. */

import { isArrowFunction, type Node, type SourceFile, SyntaxKind, skipTrivia } from 'typescript/unstable/ast';
import { type Edit, insertion, replacement } from '../../analysis/text.ts';
import type { AsyncConversion, Awaitability, Fate } from '../../facts/facts.ts';
import type { FunctionSyntax } from './collectSyntax.ts';
import { kindOf } from './functions.ts';
import {
  type FunctionNode,
  isAsync,
  isFunctionNode,
  isGenerator,
  lastNameOf,
  rangeOfNode,
  startOf,
  textOf,
} from './nodes.ts';

/** One call of a function in the file that holds it. */
export interface Caller {
  readonly start: number;
  readonly fate: Fate;
  /** The function, or the file, that calls. */
  readonly function: Node;
}

export interface ConversionContext {
  readonly source: SourceFile;
  readonly canModuleAwait: boolean;
  /** What is known of a result without asking for its type. */
  awaitabilityOf(result: Node): Awaitability;
  callersOf(node: FunctionNode): readonly Caller[];
  /** Whether whoever takes the function may get a promise from it: `false` for a predicate, an override of a sync method. */
  mayReturnPromise(node: FunctionNode): boolean;
}

export function asyncConversionOf(owner: FunctionSyntax, context: ConversionContext): AsyncConversion {
  const { node } = owner;
  if (!isFunctionNode(node)) return context.canModuleAwait ? { kind: 'not-needed' } : impossible('module');
  if (isAsync(node)) return { kind: 'not-needed' };
  const kind = kindOf(node);
  if (kind === 'constructor' || kind === 'accessor') return impossible(kind);
  if (isGenerator(node)) return impossible('generator');
  const edits = conversionEdits(owner, node, context);
  if (edits === undefined || isOverload(node)) return impossible('result-is-used');
  const awaits = owner.results.length > 0 ? [] : callerEdits(context.callersOf(node), context);
  if (awaits === undefined) return impossible('called-synchronously');
  if (!context.mayReturnPromise(node))
    return impossible(kind === 'method' ? 'overrides-synchronous' : 'called-synchronously');
  return { kind: 'possible', edits: [...edits, ...awaits] };
}

function impossible(reason: Extract<AsyncConversion, { kind: 'impossible' }>['reason']): AsyncConversion {
  return { kind: 'impossible', reason };
}

function conversionEdits(
  { results }: FunctionSyntax,
  node: FunctionNode,
  { source, awaitabilityOf }: ConversionContext,
): readonly Edit[] | undefined {
  const offset = asyncOffset(node, source.text);
  const async = insertion(offset, 'async ', `async ${offset}`);
  const { type } = node;
  if (type === undefined)
    return results.every((result) => isAlwaysPromise(result, awaitabilityOf)) ? [async] : undefined;
  const written = textOf(type, source);
  if (/^Promise\s*</.test(written)) return [async];
  if (written !== 'void' && written !== 'undefined') return undefined;
  return [async, { ...replacement(rangeOfNode(type, source.text), `Promise<${written}>`), key: `result ${offset}` }];
}

/** Callers in the file that dropped nothing will drop a promise then: they await it, if they all can. */
function callerEdits(callers: readonly Caller[], context: ConversionContext): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const { start, fate, function: caller } of callers) {
    if (fate === 'awaited' || fate === 'voided') continue;
    const canAwait = isFunctionNode(caller) ? isAsync(caller) : context.canModuleAwait;
    if (fate !== 'ignored' || !canAwait) return undefined;
    edits.push(insertion(start, 'await ', `await ${start}`));
  }
  return edits;
}

/** An arrow `() => save()` counts when what it gives is nothing or a promise. */
function isAlwaysPromise(result: Node, awaitabilityOf: (result: Node) => Awaitability): boolean {
  return result.kind === SyntaxKind.VoidExpression || awaitabilityOf(result) === 'always';
}

/** Behind `export`, `static` and their like; before the name of a method and before the parameters of an arrow. */
function asyncOffset(node: FunctionNode, text: string): number {
  const last = node.modifiers?.at(-1);
  if (last === undefined || isArrowFunction(node)) return startOf(node, text);
  return skipTrivia(text, last.end);
}

/** A signature without a body of the same name stands before it. */
function isOverload(node: FunctionNode): boolean {
  const { statements, members } = node.parent as {
    readonly statements?: readonly Node[];
    readonly members?: readonly Node[];
  };
  const siblings = statements ?? members ?? [];
  const before = siblings[siblings.indexOf(node) - 1];
  if (before === undefined || !isFunctionNode(before) || before.kind !== node.kind || before.body !== undefined)
    return false;
  return before.name !== undefined && node.name !== undefined && lastNameOf(before.name) === lastNameOf(node.name);
}
