/** What it takes for callers that come at once to wait for one promise, instead of making one each. */

import {
  type AwaitExpression,
  type BinaryExpression,
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
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { isUnionType, type Type, TypeFlags } from 'typescript/unstable/sync';
import type { FillSharing } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import { isCheckedByCompiler } from './fileFacts.ts';
import type { Fill } from './fillSearch.ts';
import { asAsserted, childrenOf, hasModifier, isNothing, ownNodesIn, rangeOfNode, textOf } from './nodes.ts';

/** Left out where more than one statement depends on the test, or where no type can be written for the promise. */
export function sharingOf(
  { node }: Fill,
  test: Node,
  declaration: Node | undefined,
  input: FileInput,
): FillSharing | undefined {
  const { source } = input.syntax;
  const statement = node.parent;
  if (!isBinaryExpression(node)) return undefined;
  // A type that is asserted would be lost.
  const value = asAsserted(node.right);
  if (!isAwaitExpression(value)) return undefined;
  if (!isExpressionStatement(statement) || !dependsAlone(statement, test)) return undefined;
  if (input.types.awaitability(value.expression).kind !== 'promise') return undefined;
  const type = declaration === undefined ? undefined : typeOfPromise(declaration, node, value, input);
  if (type === undefined && isCheckedByCompiler(source)) return undefined;
  const modifiers = declaration === undefined ? undefined : modifiersOf(declaration, source);
  if (declaration !== undefined && modifiers === undefined) return undefined;
  return {
    ...(modifiers === undefined ? {} : { modifiers }),
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

/** `private static`, `let`; left out where the promise cannot be declared alike. */
function modifiersOf(declaration: Node, source: SourceFile): string | undefined {
  if (isVariableStatement(declaration)) return hasModifier(declaration, SyntaxKind.DeclareKeyword) ? undefined : 'let';
  if (!isPropertyDeclaration(declaration)) return undefined;
  const modifiers = declaration.modifiers ?? [];
  return modifiers.every(({ kind }) => repeatable.has(kind))
    ? modifiers.map((modifier) => textOf(modifier, source)).join(' ')
    : undefined;
}

const repeatable: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.PrivateKeyword,
  SyntaxKind.ProtectedKeyword,
  SyntaxKind.PublicKeyword,
  SyntaxKind.StaticKeyword,
]);

/** The type that is written for the place, without what stands for its being empty, where the promise gives just that. */
function typeOfPromise(
  declaration: Node,
  { left }: BinaryExpression,
  value: AwaitExpression,
  { syntax, types }: FileInput,
): string | undefined {
  const written = writtenType(declaration);
  if (written === undefined) return undefined;
  const parts = (isUnionTypeNode(written) ? written.types : [written]).filter((part) => !isEmptyType(part));
  // An alias may stand for nothing as well.
  if (parts.length === 0 || parts.some((part) => membersOf(types.of(part)).some(isNothingType))) return undefined;
  const declared = new Set(membersOf(types.of(left)).filter((type) => !isNothingType(type)));
  const given = membersOf(types.of(value));
  const isAny = given.length === 1 && given.every(({ flags }) => (flags & TypeFlags.Any) !== 0);
  if (!isAny && (given.length !== declared.size || given.some((type) => !declared.has(type)))) return undefined;
  return parts.map((part) => textOf(part, syntax.source)).join(' | ');
}

function membersOf(type: Type | undefined): readonly Type[] {
  return type === undefined ? [] : isUnionType(type) ? type.getTypes() : [type];
}

function isNothingType({ flags }: Type): boolean {
  return (flags & (TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Void | TypeFlags.Unknown)) !== 0;
}

function writtenType(declaration: Node): Node | undefined {
  if (isPropertyDeclaration(declaration)) return declaration.type;
  return isVariableStatement(declaration) ? declaration.declarationList.declarations[0]?.type : undefined;
}

function isEmptyType(type: Node): boolean {
  return type.kind === SyntaxKind.UndefinedKeyword || (isLiteralTypeNode(type) && isNothing(type.literal));
}
