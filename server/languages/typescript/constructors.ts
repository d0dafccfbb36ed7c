/** Constructors, as far as a static method could do what they do. */

import {
  isClassDeclaration,
  isConstructorDeclaration,
  isIdentifier,
  isNewExpression,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { ConstructorFact } from '../../facts/facts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import { type Parameter, parametersOf } from './executorBodies.ts';
import type { FactFamily } from './families.ts';
import { hasModifier, lastNameOf, startOf } from './nodes.ts';

export const constructorFamily: FactFamily<'constructors'> = {
  kinds: [SyntaxKind.Constructor],
  facts: ({ syntax }) => ({
    constructors: (syntax.byKind.get(SyntaxKind.Constructor) ?? []).flatMap(
      ({ node }) => constructorFact(node, syntax) ?? [],
    ),
  }),
};

function constructorFact(node: Node, syntax: FileSyntax): ConstructorFact | undefined {
  const id = syntax.functionOf.get(node);
  if (id === undefined || !isConstructorDeclaration(node)) return undefined;
  // Only what one drops is a reason to look at it.
  if (!syntax.dropped.some((value) => value.function === id && value.form !== 'voided')) return undefined;
  const owner = node.parent;
  if (!isClassDeclaration(owner) || owner.name === undefined || owner.typeParameters !== undefined) return undefined;
  if (hasModifier(owner, SyntaxKind.AbstractKeyword)) return undefined;
  if (owner.members.filter(isConstructorDeclaration).length > 1) return undefined;
  const { text } = syntax.source;
  const className = owner.name.text;
  if (new RegExp(`\\bextends\\s+${className}\\b`).test(text)) return undefined;
  const parameters = parametersOf(node);
  if (parameters.some((parameter) => !isPlain(parameter, text))) return undefined;
  return {
    function: id,
    className,
    parameters: parameters.map((parameter) => declaration(parameter, text)).join(', '),
    arguments: parameters.map((parameter) => argument(parameter, text)).join(', '),
    members: owner.members.map(memberNameOf),
    constructions: syntax.calls.flatMap(({ id: call, node: made }) =>
      isNewExpression(made) && isIdentifier(made.expression) && made.expression.text === className ? call : [],
    ),
  };
}

/** Empty for a computed name, an index signature and the constructor. */
function memberNameOf(member: Node): string {
  const { name } = member as { readonly name?: Node };
  return name === undefined ? '' : lastNameOf(name);
}

/** A name without a decorator, whose default makes sense outside of the constructor. */
function isPlain(parameter: Parameter, text: string): boolean {
  if (!isIdentifier(parameter.name)) return false;
  const written = text.slice(startOf(parameter, text), parameter.end);
  return !/@|\bthis\b|\/[/*]/.test(written);
}

/** Without `private`, `readonly` and their like. */
function declaration(parameter: Parameter, text: string): string {
  return text.slice(startOf(parameter.dotDotDotToken ?? parameter.name, text), parameter.end);
}

function argument({ name, dotDotDotToken }: Parameter, text: string): string {
  return `${dotDotDotToken === undefined ? '' : '...'}${text.slice(startOf(name, text), name.end)}`;
}
