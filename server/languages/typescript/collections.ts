/** Variables and parameters that hold many things, by their type annotation or by the literal they are given. */

import {
  isArrayLiteralExpression,
  isArrayTypeNode,
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isParameterDeclaration,
  isTypeOperatorNode,
  isTypeReferenceNode,
  isVariableDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { FactFamily } from './families.ts';
import { lastNameOf, rangeOfNode, unwrapped } from './nodes.ts';

export const collectionFamily: FactFamily<'collections'> = {
  kinds: [SyntaxKind.VariableDeclaration, SyntaxKind.Parameter],
  facts({ syntax }) {
    const { text } = syntax.source;
    return {
      collections: collectionFamily.kinds
        .flatMap((kind) => syntax.byKind.get(kind) ?? [])
        .flatMap(({ node, function: owner }) => {
          if (!(isVariableDeclaration(node) || isParameterDeclaration(node)) || !isIdentifier(node.name)) return [];
          const holdsMany =
            node.type === undefined
              ? node.initializer !== undefined && makesArray(node.initializer)
              : namesArray(node.type);
          if (!holdsMany) return [];
          return [{ name: node.name.text, range: rangeOfNode(node.name, text), function: owner }];
        }),
    };
  },
};

function namesArray(type: Node): boolean {
  if (isArrayTypeNode(type)) return true;
  if (isTypeOperatorNode(type)) return namesArray(type.type);
  return isTypeReferenceNode(type) && isIdentifier(type.typeName) && /^(?:Readonly)?Array$/.test(type.typeName.text);
}

const makers: ReadonlySet<string> = new Set(['map', 'filter', 'slice', 'split', 'toSorted']);

function makesArray(initializer: Node): boolean {
  const value = unwrapped(initializer);
  if (isArrayLiteralExpression(value)) return true;
  if (isNewExpression(value)) return lastNameOf(value.expression) === 'Array';
  if (!isCallExpression(value)) return false;
  const name = lastNameOf(value.expression);
  // `Object.keys(…)` gives an array, `map.keys()` an iterator.
  if (/^(?:keys|values|entries)$/.test(name)) return value.arguments.length === 1;
  return makers.has(name);
}
