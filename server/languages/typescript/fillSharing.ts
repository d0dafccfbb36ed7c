/** What it takes for callers that come at once to wait for one promise, instead of making one each. */

import {
  type AwaitExpression,
  isAwaitExpression,
  isBinaryExpression,
  isBlock,
  isExpressionStatement,
  isIfStatement,
  isLiteralTypeNode,
  isPropertyDeclaration,
  isReturnStatement,
  isUnionTypeNode,
  isVariableStatement,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { isUnionType, TypeFlags } from 'typescript/unstable/sync';
import type { FillSharing } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import { isCheckedByCompiler } from './fileFacts.ts';
import type { Fill } from './fillSearch.ts';
import { childrenOf, isNothing, ownNodesIn, rangeOfNode, textOf } from './nodes.ts';

/** Left out where more than one statement depends on the test, or where no type can be written for the promise. */
export function sharingOf(
  { node, value }: Fill,
  test: Node,
  declaration: Node | undefined,
  input: FileInput,
): FillSharing | undefined {
  const { source } = input.syntax;
  const statement = node.parent;
  if (!isBinaryExpression(node) || value === undefined || !isAwaitExpression(value)) return undefined;
  if (!isExpressionStatement(statement) || !dependsAlone(statement, test)) return undefined;
  if (input.types.awaitability(value.expression).kind !== 'promise') return undefined;
  const type = declaration === undefined ? undefined : typeOfPromise(declaration, value, input);
  if (type === undefined && isCheckedByCompiler(source)) return undefined;
  return {
    statement: rangeOfNode(statement, source.text),
    promise: rangeOfNode(value.expression, source.text),
    ...(type === undefined ? {} : { type }),
  };
}

/** It is all that stands under the test, or stands between the test and a `return`. */
function dependsAlone(statement: Node, test: Node): boolean {
  const owner = test.parent;
  if (!isIfStatement(owner) || owner.elseStatement !== undefined) return false;
  const { parent } = statement;
  if (parent === owner.thenStatement) return isBlock(parent) && parent.statements.length === 1;
  const all = childrenOf(parent);
  const at = all.indexOf(statement);
  const rest = all.slice(at + 1);
  return all[at - 1] === owner && rest.length <= 1 && rest.every((last) => isReturnStatement(last) && !waits(last));
}

function waits(node: Node): boolean {
  for (const inner of ownNodesIn(node)) if (isAwaitExpression(inner)) return true;
  return false;
}

/** The type that is written for the place, without what stands for its being empty; left out where the promise may give that, too. */
function typeOfPromise(declaration: Node, value: AwaitExpression, { syntax, types }: FileInput): string | undefined {
  const written = writtenType(declaration);
  const given = types.of(value);
  if (written === undefined || given === undefined) return undefined;
  const members = isUnionType(given) ? given.getTypes() : [given];
  if (members.some(({ flags }) => (flags & nothing) !== 0)) return undefined;
  const parts = isUnionTypeNode(written) ? written.types : [written];
  const filled = parts.filter((part) => !isEmptyType(part)).map((part) => textOf(part, syntax.source));
  return filled.length === 0 ? undefined : filled.join(' | ');
}

const nothing = TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Void | TypeFlags.Unknown;

function writtenType(declaration: Node): Node | undefined {
  if (isPropertyDeclaration(declaration)) return declaration.type;
  return isVariableStatement(declaration) ? declaration.declarationList.declarations[0]?.type : undefined;
}

function isEmptyType(type: Node): boolean {
  return type.kind === SyntaxKind.UndefinedKeyword || (isLiteralTypeNode(type) && isNothing(type.literal));
}
