/** Calls in JavaScript that no compiler checks, whose declared types say what they do not give. */

import { isBlock, isCallExpression, type Node } from 'typescript/unstable/ast';
import { definedFunction } from './definitions.ts';
import { isAsync, isFunctionLiteral, isGenerator, unwrapped } from './nodes.ts';
import type { OpenProject } from './openProject.ts';
import type { Symbols } from './symbols.ts';
import { isWrittenOut, resultsOf } from './writtenPromises.ts';

/** Whether a call that is said to give a promise surely gives none, or none in this form of the call. */
export function isUntruePromise(call: Node, project: OpenProject, symbols: Symbols): boolean {
  return isCallExpression(call) && (isPlainByBody(symbols.declarationOf(call.expression)) || bringsMore(call, project));
}

/** A comment calls its result a promise, but all that the function gives back is written out: `return true;` */
function isPlainByBody(declaration: Node | undefined): boolean {
  const callee = definedFunction(declaration);
  if (callee?.body === undefined || !isBlock(callee.body) || isAsync(callee) || isGenerator(callee)) return false;
  return resultsOf(callee.body).every(isWrittenOut);
}

/** A callback where no parameter is declared, which takes what the promise would have given: `request(url, options, done)`. */
function bringsMore(call: Node & { readonly arguments: readonly Node[] }, { checker }: OpenProject): boolean {
  const last = call.arguments.at(-1);
  if (last === undefined || !isFunctionLiteral(unwrapped(last))) return false;
  const signature = checker.getResolvedSignature(call);
  return signature !== undefined && !signature.hasRestParameter && signature.parameters.length < call.arguments.length;
}
