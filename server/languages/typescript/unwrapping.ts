/** How an async executor becomes a plain async function: `resolve(x)` turns into `return x`, `reject(e)` into `throw e`. */

import {
  isArrowFunction,
  isBlock,
  isCatchClause,
  isExpressionStatement,
  isFunctionDeclaration,
  isIdentifier,
  isIfStatement,
  isReturnStatement,
  isSpreadElement,
  isTryStatement,
  isVariableStatement,
  type NewExpression,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type Edit, insertion, type Range, replacement } from '../../analysis/text.ts';
import type { ExecutorUnwrapping } from '../../facts/facts.ts';
import { type ExecutorBody, type Mention, parametersOf } from './executorBodies.ts';
import { boundNames } from './imports.ts';
import { type FunctionNode, isFunctionNode, isGenerator, ownNodesIn, rangeOfNode, startOf, textOf } from './nodes.ts';

/**
 * The edits inside of the executor, where control flow stays what it is: nothing runs after a call that settles, and
 * every way out of the executor settles.
 */
export function unwrappingOf(
  construction: NewExpression,
  executor: FunctionNode,
  { mentions }: ExecutorBody,
  source: SourceFile,
): ExecutorUnwrapping | undefined {
  const { body } = executor;
  if (!isArrowFunction(executor) || body === undefined || !isBlock(body) || mentions.length === 0) return undefined;
  const edits: Edit[] = [];
  const ways = new Set<Node>();
  for (const mention of mentions) {
    const way = wayOut(mention, executor, source);
    if (way === undefined) return undefined;
    edits.push(...way.edits);
    ways.add(way.statement);
  }
  if (!exitsOf(body).every((exit) => ways.has(exit) || ways.has(previousOf(exit) ?? exit))) return undefined;
  if (!alwaysLeaves(body, ways)) return undefined;
  const [type] = construction.typeArguments ?? [];
  const result = type === undefined ? {} : { result: textOf(type, source) };
  const around = functionAround(construction, body, source);
  return { edits, ...result, ...(around === undefined ? {} : { around }) };
}

interface WayOut {
  readonly statement: Node;
  readonly edits: readonly Edit[];
}

function wayOut({ call, outcome, owner }: Mention, executor: FunctionNode, source: SourceFile): WayOut | undefined {
  if (call === undefined || owner !== executor || call.arguments.length > 1) return undefined;
  const statement = call.parent;
  if (!isExpressionStatement(statement) && !isReturnStatement(statement)) return undefined;
  if (statement.expression !== call) return undefined;
  const following = nextOf(statement);
  const isLeft = isReturnStatement(statement) || isBareReturn(following) || isLast(statement, executor);
  if (!isLeft || (outcome === 'reject' && isCaught(statement, executor))) return undefined;
  const [argument] = call.arguments;
  if (argument !== undefined && isSpreadElement(argument)) return undefined;
  const keyword = outcome === 'resolve' ? 'return' : 'throw';
  const start = startOf(statement, source.text);
  const end = isBareReturn(following) ? following.end : statement.end;
  const semicolon = source.text[end - 1] === ';' ? ';' : '';
  const gap = source.text.slice(statement.end, isBareReturn(following) ? startOf(following, source.text) : end);
  if (gap.trim() !== '') return undefined;
  if (argument === undefined) {
    const value = outcome === 'resolve' ? '' : ' undefined';
    return { statement, edits: [replacement({ start, end }, `${keyword}${value}${semicolon}`)] };
  }
  const value = rangeOfNode(argument, source.text);
  return {
    statement,
    edits: [replacement({ start, end: value.start }, `${keyword} `), replacement({ start: value.end, end }, semicolon)],
  };
}

function listAround(statement: Node): readonly Node[] {
  return isBlock(statement.parent) ? statement.parent.statements : [statement];
}

function nextOf(statement: Node): Node | undefined {
  const list = listAround(statement);
  return list[list.indexOf(statement) + 1];
}

function previousOf(statement: Node): Node | undefined {
  const list = listAround(statement);
  return list[list.indexOf(statement) - 1];
}

function isBareReturn(statement: Node | undefined): statement is Node {
  return statement !== undefined && isReturnStatement(statement) && statement.expression === undefined;
}

/** Whether nothing of the function runs after a statement. */
function isLast(statement: Node, executor: FunctionNode): boolean {
  let at = statement;
  while (at !== executor.body) {
    if (nextOf(at) !== undefined) return false;
    const { parent } = at;
    const passes = isBlock(parent) || isIfStatement(parent) || isTryStatement(parent) || isCatchClause(parent);
    if (!passes) return parent === executor;
    at = parent;
  }
  return true;
}

function isCaught(statement: Node, executor: FunctionNode): boolean {
  for (let at = statement; at !== executor.body; at = at.parent) {
    const { parent } = at;
    if (isTryStatement(parent) && parent.tryBlock === at && parent.catchClause !== undefined) return true;
  }
  return false;
}

/** The `return` statements of a function, those of functions inside left out. */
function exitsOf(body: Node): readonly Node[] {
  return [...ownNodesIn(body)].filter(isReturnStatement);
}

/** Whether a statement ends in one that settles, returns or throws, on every path. */
function alwaysLeaves(statement: Node, ways: ReadonlySet<Node>): boolean {
  const rest = [statement];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (ways.has(node) || node.kind === SyntaxKind.ThrowStatement || isReturnStatement(node)) continue;
    if (isBlock(node)) {
      const last = node.statements.at(-1);
      if (last === undefined) return false;
      rest.push(last);
    } else if (isIfStatement(node)) {
      if (node.elseStatement === undefined) return false;
      rest.push(node.thenStatement, node.elseStatement);
    } else if (isTryStatement(node)) {
      rest.push(node.tryBlock);
      if (node.catchClause !== undefined) rest.push(node.catchClause.block);
    } else return false;
  }
  return true;
}

/** The function that does nothing but return the promise, so that it can do the work itself. */
function functionAround(
  construction: NewExpression,
  body: Node & { readonly statements: readonly Node[] },
  source: SourceFile,
): ExecutorUnwrapping['around'] {
  const { parent } = construction;
  const isArrow = isArrowFunction(parent);
  const around = isArrow ? parent : isReturnStatement(parent) ? parent.parent.parent : undefined;
  if (around === undefined || !isFunctionNode(around) || isGenerator(around) || around.body === undefined)
    return undefined;
  if (!isArrow && !(isBlock(around.body) && around.body.statements.length === 1)) return undefined;
  const parameters = parametersOf(around);
  const taken = new Set(parameters.flatMap(({ name }) => boundNames(name)));
  if (body.statements.some((statement) => declaredBy(statement).some((name) => taken.has(name)))) return undefined;
  if (parameters.some(({ initializer }) => initializer !== undefined && textOf(initializer, source).includes('(')))
    return undefined;
  const result = resultEdit(construction, around, source);
  if (result === 'impossible') return undefined;
  return {
    start: startOf(around, source.text),
    ...(isArrow
      ? { replaced: rangeOfNode(construction, source.text) }
      : { replaced: insideOf(around.body, source.text) }),
    isExpression: isArrow,
    ...(result === undefined ? {} : { result }),
  };
}

function insideOf(block: Node, text: string): Range {
  return { start: startOf(block, text) + 1, end: block.end - 1 };
}

function declaredBy(statement: Node): readonly string[] {
  if (isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  return isFunctionDeclaration(statement) && statement.name !== undefined && isIdentifier(statement.name)
    ? [statement.name.text]
    : [];
}

/** `new Promise<Order>` says what the function gives back where the function itself does not. */
function resultEdit(
  construction: NewExpression,
  around: FunctionNode,
  source: SourceFile,
): Edit | undefined | 'impossible' {
  const [type] = construction.typeArguments ?? [];
  if (around.type !== undefined) return /^Promise\s*</.test(textOf(around.type, source)) ? undefined : 'impossible';
  if (type === undefined) return undefined;
  const last = parametersOf(around).at(-1);
  const from = last?.end ?? startOf(around, source.text);
  const close = source.text.indexOf(')', from);
  const end = startOf(around.body ?? around, source.text);
  if (close < 0 || close > end || (last !== undefined && !/^[,\s]*$/.test(source.text.slice(from, close))))
    return 'impossible';
  return insertion(close + 1, `: Promise<${textOf(type, source)}>`);
}
