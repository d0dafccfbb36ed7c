/**
 * Functions without types that give a promise only to callers that bring no callback: `if (done === undefined) return new
 * Promise(…)`. Their inferred type is that of the promise.
 */

import {
  type Block,
  isBinaryExpression,
  isBlock,
  isIdentifier,
  isIfStatement,
  isParameterDeclaration,
  isReturnStatement,
  isSpreadElement,
  isThrowStatement,
  isVariableDeclaration,
  type Node,
} from 'typescript/unstable/ast';
import type { CallNode } from './collectSyntax.ts';
import { definedFunction } from './definitions.ts';
import {
  type FunctionNode,
  isAssignmentOperator,
  isAsync,
  isFunctionLiteral,
  isNothing,
  memberOf,
  ownNodesIn,
  textOf,
  unwrapped,
} from './nodes.ts';
import type { Symbols } from './symbols.ts';

/** Whether a call brings the callback without which its callee would give a promise. */
export function bringsCallback(call: CallNode, symbols: Symbols): boolean {
  const given = call.arguments ?? [];
  const last = given.at(-1);
  if (last === undefined) return false;
  // Callbacks may move up where the parameters before them are left out.
  const endsInCallback = isFunctionLiteral(unwrapped(last));
  const isSpread = given.some(isSpreadElement);
  if (isSpread && !endsInCallback) return false;
  const member = memberOf(call.expression);
  // `request.call(this, options, done)`
  const isApplied = member?.name === 'call' && given.length > 1;
  const callee = definedFunction(symbols.declarationOf(isApplied ? member.receiver : call.expression));
  if (callee === undefined || isAsync(callee) || callee.type !== undefined) return false;
  const index = callbackOf(callee);
  if (index === undefined) return false;
  if (endsInCallback || isSpread) return endsInCallback;
  const place = given[isApplied ? index + 1 : index];
  return place !== undefined && !isNothing(place);
}

/** The parameter that every result of the function stands under a test of for being missing. */
function callbackOf({ body, parameters = [] }: FunctionNode): number | undefined {
  if (body === undefined || !isBlock(body)) return undefined;
  const results = returnsIn(body);
  const index = parameters.findIndex(
    (parameter) =>
      isParameterDeclaration(parameter) &&
      isIdentifier(parameter.name) &&
      isGivenWithout(parameter.name.text, results, body),
  );
  return results.length === 0 || index < 0 ? undefined : index;
}

/** The `return` statements with a value, those of functions inside left out. */
function returnsIn(body: Node): readonly Node[] {
  return [...ownNodesIn(body)].filter((node) => isReturnStatement(node) && node.expression !== undefined);
}

function isGivenWithout(name: string, results: readonly Node[], body: Block): boolean {
  return results.every((result) => isWithout(name, result, body) || isFilledWithout(name, result, body));
}

/** `let promise; if (!done) promise = new Promise(…); …; return promise;` */
function isFilledWithout(name: string, result: Node, body: Block): boolean {
  const value = isReturnStatement(result) && result.expression !== undefined ? unwrapped(result.expression) : undefined;
  if (value === undefined || !isIdentifier(value)) return false;
  const isSame = (node: Node) => isIdentifier(node) && node.text === value.text;
  const found = [...ownNodesIn(body)];
  const isDeclaredEmpty = found.some(
    (node) => isVariableDeclaration(node) && isSame(node.name) && node.initializer === undefined,
  );
  const fillings = found.filter(
    (node) => isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind) && isSame(unwrapped(node.left)),
  );
  return isDeclaredEmpty && fillings.length > 0 && fillings.every((filling) => isWithout(name, filling, body));
}

/** Whether a statement of a body runs only where a parameter has no value. */
function isWithout(name: string, statement: Node, body: Block): boolean {
  let at = statement;
  for (; at.parent !== body; at = at.parent) {
    const { parent } = at;
    if (isIfStatement(parent) && tests(parent.expression, name, parent.thenStatement === at ? absent : present))
      return true;
  }
  return body.statements.some(
    (earlier) =>
      earlier.end <= at.pos &&
      isIfStatement(earlier) &&
      tests(earlier.expression, name, present) &&
      leaves(earlier.thenStatement),
  );
}

type Test = (name: string) => RegExp;

const absent: Test = (name) =>
  new RegExp(
    `^(?:!${name}|${name} ={2,3} (?:undefined|null)|typeof ${name} (?:!==? ['"]function|===? ['"]undefined)['"])$`,
  );
const present: Test = (name) =>
  new RegExp(
    `^(?:${name}|${name} !={1,2} (?:undefined|null)|typeof ${name} (?:===? ['"]function|!==? ['"]undefined)['"])$`,
  );

/** Whether a condition, or one that must hold with others, is such a test. */
function tests(condition: Node, name: string, test: Test): boolean {
  if (!/^\w+$/.test(name)) return false;
  const written = textOf(condition, condition.getSourceFile());
  return written.split('&&').some((part) => test(name).test(part.replace(/\s+/g, ' ').trim()));
}

function leaves(statement: Node): boolean {
  const last = isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (isReturnStatement(last) || isThrowStatement(last));
}
