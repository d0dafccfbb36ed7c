/** Methods of the language's own protocols that are async where their caller wants a plain result. */

import {
  isClassDeclaration,
  isClassExpression,
  isIdentifier,
  isMethodDeclaration,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type Edit, replacement } from '../../analysis/text.ts';
import type { FunctionId, ProtocolFlawFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import type { FactFamily } from './families.ts';
import { isAsync, isGenerator, rangeOfNode, startOf, unwrapped } from './nodes.ts';

export const protocolFlawFamily: FactFamily<'protocolFlaws'> = {
  kinds: [SyntaxKind.MethodDeclaration],
  facts: (input) => ({
    protocolFlaws: (input.syntax.byKind.get(SyntaxKind.MethodDeclaration) ?? []).flatMap(
      ({ node }) => protocolFlaw(node, input) ?? [],
    ),
  }),
};

/** What calls the method and does with a promise what it would do with a value; the twin that may be async. */
const wantPlain: ReadonlyMap<string, { readonly twin?: string; readonly isGeneratorFine?: true }> = new Map([
  ['Symbol.iterator', { twin: 'Symbol.asyncIterator' }],
  ['Symbol.dispose', { twin: 'Symbol.asyncDispose' }],
  ['Symbol.toPrimitive', {}],
  ['Symbol.hasInstance', {}],
  // It gives the iterator itself; only what that gives is awaited.
  ['Symbol.asyncIterator', { isGeneratorFine: true }],
]);

function protocolFlaw(node: Node, { syntax }: FileInput): ProtocolFlawFact | undefined {
  if (!isMethodDeclaration(node) || !isAsync(node) || node.body === undefined) return undefined;
  const id = syntax.functionOf.get(node);
  const name = protocolName(node);
  const protocol = wantPlain.get(name);
  if (id === undefined || protocol === undefined) return undefined;
  if (isGenerator(node) && protocol.isGeneratorFine === true) return undefined;
  const { text } = syntax.source;
  const { twin } = protocol;
  // A twin that is there already, or that would come twice, is no way out.
  const canRename = twin !== undefined && (isGenerator(node) || twin === 'Symbol.asyncDispose') && !hasTwin(node, twin);
  const written = rangeOfNode(node.name, text);
  return {
    range: written,
    method: `[${name}]`,
    flaw: 'must-be-plain',
    ...(canRename ? { rename: { name: `[${twin}]`, edits: [replacement(written, `[${twin}]`)] } } : {}),
    ...(!canRename && mayBePlain(id, syntax) ? { dropAsync: asyncRemoval(node, text) } : {}),
    function: id,
  };
}

/** `Symbol.dispose` for `[Symbol.dispose]`. */
function protocolName({ name }: { readonly name: Node }): string {
  const { expression } = name as { readonly expression?: Node };
  const written = expression === undefined ? undefined : unwrapped(expression);
  if (written === undefined || !isPropertyAccessExpression(written) || !isIdentifier(written.expression)) return '';
  return `${written.expression.text}.${written.name.text}`;
}

function hasTwin(method: Node, twin: string): boolean {
  const owner = method.parent;
  const members: readonly Node[] =
    isClassDeclaration(owner) || isClassExpression(owner)
      ? owner.members
      : isObjectLiteralExpression(owner)
        ? owner.properties
        : [];
  return members.some((member) => isMethodDeclaration(member) && protocolName(member) === twin);
}

/** Whether nothing in its body needs it to be async. */
function mayBePlain(id: FunctionId, { awaits, loops }: FileSyntax): boolean {
  return (
    !awaits.some((awaited) => awaited.function === id) &&
    !loops.some((loop) => loop.function === id && loop.kind === 'async-for')
  );
}

function asyncRemoval(
  { modifiers }: { readonly modifiers?: readonly Node[] | undefined },
  text: string,
): readonly Edit[] {
  const word = modifiers?.find(({ kind }) => kind === SyntaxKind.AsyncKeyword);
  if (word === undefined) return [];
  const start = startOf(word, text);
  const after = /^\s*/.exec(text.slice(word.end))?.[0].length ?? 0;
  return [replacement({ start, end: word.end + after }, '')];
}
