/** Promises that a variable is given and that no code uses after, or uses as their results. */

import {
  isArrayLiteralExpression,
  isBlock,
  isCallExpression,
  isIdentifier,
  isVariableDeclaration,
  isVariableStatement,
  type Node,
  NodeFlags,
  SyntaxKind,
  type VariableDeclaration,
} from 'typescript/unstable/ast';
import { type Range, rangeOf } from '../../analysis/text.ts';
import type { FunctionId, HeldFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import type { FactFamily } from './families.ts';
import { foundOnce } from './foundOnce.ts';
import { hasModifier, labelOf, memberOf, rangeOfNode, startOf, textOfName, unwrapped } from './nodes.ts';
import { assignmentsOfCalls, kindsOfAssignments, unevenlyHeld } from './unevenVariables.ts';

export const heldFamily: FactFamily<'held'> = {
  kinds: kindsOfAssignments,
  askedNodes: (syntax) => [
    ...holders(syntax).flatMap(({ value }) => (isCallExpression(value) ? [value] : [])),
    ...assignmentsOfCalls(syntax).map(({ value }) => value),
  ],
  facts: (input) => ({
    held: [...holders(input.syntax).flatMap((holder) => heldBy(holder, input)), ...unevenlyHeld(input)].sort(
      (one, other) => one.range.start - other.range.start,
    ),
  }),
};

interface Holder {
  readonly name: string;
  readonly owner: FunctionId;
  readonly value: Node;
  readonly declaration: VariableDeclaration;
}

/** Variables that nobody would miss if nothing used them. */
const holders = foundOnce(findHolders);

function findHolders({ byKind }: FileSyntax): readonly Holder[] {
  return (byKind.get(SyntaxKind.VariableDeclaration) ?? []).flatMap(({ node, function: owner }) => {
    if (!isVariableDeclaration(node) || !isIdentifier(node.name) || node.initializer === undefined) return [];
    const name = textOfName(node.name);
    // An underscore says that nobody uses it; what a `for` declares is used by the `for`.
    if (name.startsWith('_') || !isVariableStatement(node.parent.parent)) return [];
    if (isUsing(node.parent) || hasModifier(node.parent.parent, SyntaxKind.ExportKeyword)) return [];
    return [{ name, owner, value: unwrapped(node.initializer), declaration: node }];
  });
}

function heldBy(holder: Holder, input: FileInput): readonly HeldFact[] {
  const { name, value, declaration } = holder;
  const visible = visibleIn(declaration.parent);
  const isEmptyList = isArrayLiteralExpression(value) && value.elements.length === 0;
  const values = isEmptyList ? pushedInto(name, visible, input) : [value];
  // Counting reads much text, and few variables hold a promise.
  if (!values.some((made) => isPromise(made, input))) return [];
  const uses = occurrences(name, visible, input);
  if (uses !== (values[0] === value ? 1 : 1 + values.length)) return [];
  const mayHoldResult = values[0] === value && declaration.type === undefined;
  return values.flatMap((made) => heldFact(made, holder, mayHoldResult, input) ?? []);
}

function heldFact(
  value: Node,
  { name, owner }: Holder,
  mayHoldResult: boolean,
  input: FileInput,
): HeldFact | undefined {
  const { errors, syntax } = input;
  if (!isCallExpression(value) || !isPromise(value, input) || errors.of(value) !== undefined) return undefined;
  return {
    range: rangeOfNode(value, syntax.source.text),
    subject: labelOf(value.expression, syntax.source),
    name,
    mayHoldResult,
    awaitable: { awaitability: 'always', kind: 'promise', evidence: 'declaration' },
    function: owner,
    needsParentheses: false,
  };
}

function isPromise(value: Node, { types }: FileInput): boolean {
  if (!isCallExpression(value)) return false;
  const { awaitability, kind } = types.awaitability(value);
  return awaitability === 'always' && kind === 'promise';
}

/** What `name.push(…)` adds, one value a call. */
function pushedInto(name: string, { start, end }: Range, { syntax }: FileInput): readonly Node[] {
  return syntax.calls.flatMap(({ node, fate }) => {
    if (node.pos < start || node.end > end) return [];
    const member = memberOf(node.expression);
    const receiver = member === undefined ? undefined : unwrapped(member.receiver);
    if (member?.name !== 'push' || receiver === undefined || !isIdentifier(receiver)) return [];
    const [pushed] = node.arguments ?? [];
    return receiver.text === name && fate === 'ignored' && pushed !== undefined ? [unwrapped(pushed)] : [];
  });
}

/** How often the name is written where it can be seen, in code or in comments: once where nothing uses it. */
function occurrences(name: string, { start, end }: Range, { syntax: { source } }: FileInput): number {
  const written = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g');
  return source.text.slice(start, end).match(written)?.length ?? 0;
}

/** Where what the list declares can be seen: its block, or for `var` the whole file, to be on the safe side. */
function visibleIn(list: Node): Range {
  const block = list.parent.parent;
  const isLocal = (list.flags & (NodeFlags.Const | NodeFlags.Let)) !== 0 && isBlock(block);
  return isLocal ? rangeOf(block.pos, block.end) : rangeOf(0, list.getSourceFile().end);
}

/** `using` and `await using` are there for what happens at the end. */
function isUsing(list: Node): boolean {
  const { text } = list.getSourceFile();
  return !/^(?:const|let|var)\b/.test(text.slice(startOf(list, text)));
}
