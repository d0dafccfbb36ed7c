/** Whether and how a function can be made async so that what it gives back still fits. */

import { isArrowFunction, type Node, type SourceFile, SyntaxKind, skipTrivia } from 'typescript/unstable/ast';
import { type Edit, insertion, replacement } from '../../analysis/text.ts';
import type { AsyncConversion, Awaitability } from '../../facts/facts.ts';
import type { FunctionSyntax } from './collectSyntax.ts';
import { kindOf } from './functions.ts';
import { type FunctionNode, isAsync, isFunctionNode, isGenerator, rangeOfNode, startOf, textOf } from './nodes.ts';

export interface ConversionContext {
  readonly source: SourceFile;
  readonly canModuleAwait: boolean;
  /** What is known of a result without asking for its type. */
  awaitabilityOf(result: Node): Awaitability;
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
  if (!context.mayReturnPromise(node))
    return impossible(kind === 'method' ? 'overrides-synchronous' : 'called-synchronously');
  return { kind: 'possible', edits };
}

function impossible(reason: Extract<AsyncConversion, { kind: 'impossible' }>['reason']): AsyncConversion {
  return { kind: 'impossible', reason };
}

function conversionEdits(
  { results }: FunctionSyntax,
  node: FunctionNode,
  { source, awaitabilityOf }: ConversionContext,
): readonly Edit[] | undefined {
  const async = insertion(asyncOffset(node, source.text), 'async ');
  const { type } = node;
  if (type === undefined)
    return results.every((result) => isAlwaysPromise(result, awaitabilityOf)) ? [async] : undefined;
  const written = textOf(type, source);
  if (/^Promise\s*</.test(written)) return [async];
  if (written !== 'void' && written !== 'undefined') return undefined;
  return [async, replacement(rangeOfNode(type, source.text), `Promise<${written}>`)];
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
  return before !== undefined && before.kind === node.kind && (before as FunctionNode).body === undefined;
}
