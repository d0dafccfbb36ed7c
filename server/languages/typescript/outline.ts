/** What the functions of a file are and call, as far as that can be said without any type. */

import { isSpreadElement, type Node } from 'typescript/unstable/ast';
import type { ArgumentFact, CallFact, FunctionFact, FunctionId } from '../../facts/facts.ts';
import type { CallingFacts } from '../../facts/reach.ts';
import type { CallNames } from './callNames.ts';
import type { CallSyntax, FileSyntax, FunctionSyntax } from './collectSyntax.ts';
import { isDoneOnce } from './doneOnce.ts';
import { isWorkerFile } from './functionRoles.ts';
import { bodyRangeOf, isContinuation, isRunInPlace, kindOf, nameOf, nameRangeOf } from './functions.ts';
import { implicitCallsOf } from './implicitCalls.ts';
import { isAsync, isFunctionLiteral, isFunctionNode, isGenerator, labelOf, rangeOfNode, unwrapped } from './nodes.ts';

export function outlineOf(syntax: FileSyntax, names: CallNames): CallingFacts {
  return {
    functions: syntax.functions.map((owner) => outlineOfFunction(owner, syntax)),
    calls: syntax.calls.map((call) => outlineOfCall(call, syntax, names)),
    loops: syntax.loops,
    imports: syntax.imports,
    implicitCalls: implicitCallsOf(syntax, names),
  };
}

/** With no calls but those that run when a plain function is called: chains go through no others. */
export function plainPartOf(syntax: FileSyntax): FileSyntax {
  const isPlain = syntax.functions.map(({ node }) => isFunctionNode(node) && !isAsync(node));
  return { ...syntax, calls: syntax.calls.filter((call) => isPlain[call.function] === true) };
}

/**
 * What others may know of a file: its text without the bodies of functions, but with what these return where no type is
 * written for it. An edit that leaves it as it is changes nothing that the calls of other files reach.
 */
export function shapeOf({ functions, source: { text } }: FileSyntax): string {
  const parts: string[] = [];
  let end = 0;
  for (const { node, results } of functions) {
    if (!isFunctionNode(node) || node.body === undefined) continue;
    const body = bodyRangeOf(node.body, text);
    if (body.start < end) continue;
    parts.push(text.slice(end, body.start));
    if (node.type === undefined) for (const result of results) parts.push(text.slice(result.pos, result.end));
    end = body.end;
  }
  parts.push(text.slice(end));
  return parts.join('\n');
}

export type FunctionOutline = Omit<FunctionFact, 'range' | 'body' | 'canAwait' | 'asyncConversion' | 'role'>;

export function outlineOfFunction({ node, id, parent }: FunctionSyntax, syntax: FileSyntax): FunctionOutline {
  const runs = isWorkerFile(syntax) ? 'elsewhere' : 'loop';
  if (!isFunctionNode(node)) {
    const nameRange = { start: 0, end: 0 };
    return { id, parent, runs, kind: 'module', name: '', nameRange, isAsync: false, isGenerator: false };
  }
  return {
    id,
    parent,
    runs,
    kind: kindOf(node),
    name: nameOf(node),
    nameRange: nameRangeOf(node, syntax.source.text),
    isAsync: isAsync(node),
    isGenerator: isGenerator(node),
    isRunInPlace: isRunInPlace(node),
    isContinuation: isContinuation(node),
  };
}

type CallOutline = Pick<
  CallFact,
  'range' | 'calleeText' | 'name' | 'symbol' | 'target' | 'function' | 'arguments' | 'fate' | 'isDoneOnce'
>;

function outlineOfCall(call: CallSyntax, syntax: FileSyntax, names: CallNames): CallOutline {
  const { node } = call;
  const { source } = syntax;
  const symbol = names.symbolOf(node);
  const target = names.targetOf(node, syntax);
  return {
    range: rangeOfNode(node, source.text),
    calleeText: calleeTextOf(call, syntax),
    name: call.name,
    symbol,
    target,
    function: call.function,
    arguments: argumentsOf(call, syntax),
    fate: call.fate,
    isDoneOnce: (symbol ?? target) !== undefined && isDoneOnce(node, syntax),
  };
}

export function calleeTextOf({ node }: CallSyntax, { source }: FileSyntax): string {
  return labelOf(node.expression, source);
}

export function argumentsOf({ node }: CallSyntax, syntax: FileSyntax): readonly ArgumentFact[] {
  return (node.arguments ?? []).map((argument) => argumentFact(argument, syntax));
}

function argumentFact(argument: Node, { functionOf, source }: FileSyntax): ArgumentFact {
  const value = isSpreadElement(argument) ? argument.expression : argument;
  const written = functionIn(value, functionOf);
  const range = rangeOfNode(argument, source.text);
  return {
    range,
    value: value === argument ? range : rangeOfNode(value, source.text),
    spread: value === argument ? 'no' : 'items',
    function: written,
  };
}

function functionIn(value: Node, functionOf: ReadonlyMap<Node, FunctionId>): FunctionId | undefined {
  const plain = unwrapped(value);
  return isFunctionLiteral(plain) ? functionOf.get(plain) : undefined;
}
