/** Functions that run though no call names them: callbacks handed over by name, tags of templates, getters. */

import {
  isCallExpression,
  isGetAccessorDeclaration,
  isIdentifier,
  isPropertyAccessExpression,
  isTaggedTemplateExpression,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { ImplicitCallFact } from '../../facts/facts.ts';
import type { CallNames } from './callNames.ts';
import type { FileSyntax, PlacedNode } from './collectSyntax.ts';
import { callsArguments } from './functions.ts';
import { labelOf, memberOf, rangeOfNode, textOfName, unwrapped } from './nodes.ts';

/** Kinds of the nodes that may run something, besides calls. */
export const implicitKinds: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.TaggedTemplateExpression,
  SyntaxKind.PropertyAccessExpression,
]);

export interface ImplicitCall extends PlacedNode {
  /** What stands for the function: the callback, the tag, the property with its receiver. */
  readonly named: Node;
  readonly call?: number;
}

export function implicitCallsOf(syntax: FileSyntax, names: CallNames): readonly ImplicitCallFact[] {
  return implicitCallsIn(syntax).flatMap(({ node, named, call, function: owner }) => {
    const target = names.targetOfValue(named, syntax);
    if (target === undefined) return [];
    return {
      range: rangeOfNode(node, syntax.source.text),
      calleeText: labelOf(named, syntax.source),
      ...(call === undefined ? {} : { call }),
      target,
      isIterated: false,
      function: owner,
    };
  });
}

/** What may stand for a function that runs there, before anybody knows what it is. */
export function implicitCallsIn(syntax: FileSyntax): readonly ImplicitCall[] {
  return [...handedOver(syntax), ...tags(syntax), ...getters(syntax)];
}

/** `paths.map(load)` */
function handedOver({ calls }: FileSyntax): readonly ImplicitCall[] {
  const found: ImplicitCall[] = [];
  for (const { node, name, id, function: owner } of calls) {
    if (!callsArguments.has(name) || !isCallExpression(node)) continue;
    for (const argument of node.arguments) {
      const value = unwrapped(argument);
      if (isIdentifier(value) || memberOf(value) !== undefined)
        found.push({ node: value, named: value, call: id, function: owner });
    }
  }
  return found;
}

function tags({ byKind }: FileSyntax): readonly ImplicitCall[] {
  return (byKind.get(SyntaxKind.TaggedTemplateExpression) ?? []).flatMap(({ node, function: owner }) =>
    isTaggedTemplateExpression(node) ? [{ node, named: node.tag, function: owner }] : [],
  );
}

/** Of the same file: those of others would cost a question for each property that is read. */
function getters({ byKind, functions }: FileSyntax): readonly ImplicitCall[] {
  const known = new Set(
    functions.flatMap(({ node }) =>
      isGetAccessorDeclaration(node) && isIdentifier(node.name) ? [node.name.text] : [],
    ),
  );
  if (known.size === 0) return [];
  return (byKind.get(SyntaxKind.PropertyAccessExpression) ?? []).flatMap(({ node, function: owner }) =>
    isPropertyAccessExpression(node) && known.has(textOfName(node.name))
      ? [{ node, named: node, function: owner }]
      : [],
  );
}
