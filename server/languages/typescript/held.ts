/** Promises that a variable is given and that no code uses after, or uses as their results. */

import {
  type CallExpression,
  isArrayLiteralExpression,
  isBlock,
  isCallExpression,
  isIdentifier,
  isVariableDeclaration,
  isVariableStatement,
  type Node,
  NodeFlags,
  SyntaxKind,
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
    ...holders(syntax).flatMap(({ values }) => values),
    ...assignmentsOfCalls(syntax).map(({ value }) => value),
  ],
  facts: (input) => ({
    held: [
      ...holders(input.syntax).flatMap((holder) =>
        holder.values.flatMap((value) => heldFact(value, holder, input) ?? []),
      ),
      ...unevenlyHeld(input),
    ].sort((one, other) => one.range.start - other.range.start),
  }),
};

interface Holder {
  readonly name: string;
  readonly owner: FunctionId;
  /** The calls whose results it is given. */
  readonly values: readonly CallExpression[];
  /** Whether the type of the variable is that of its only value. */
  readonly mayHoldResult: boolean;
}

/** Variables that are given what a call makes, and that nothing uses. */
const holders = foundOnce(findHolders);

function findHolders(syntax: FileSyntax): readonly Holder[] {
  return (syntax.byKind.get(SyntaxKind.VariableDeclaration) ?? []).flatMap(({ node, function: owner }) => {
    if (!isVariableDeclaration(node) || !isIdentifier(node.name) || node.initializer === undefined) return [];
    const name = textOfName(node.name);
    // An underscore says that nobody uses it; what a `for` declares is used by the `for`.
    if (name.startsWith('_') || !isVariableStatement(node.parent.parent)) return [];
    if (isUsing(node.parent) || hasModifier(node.parent.parent, SyntaxKind.ExportKeyword)) return [];
    const value = unwrapped(node.initializer);
    const isEmptyList = isArrayLiteralExpression(value) && value.elements.length === 0;
    if (!isEmptyList && !isCallExpression(value)) return [];
    const visible = visibleIn(node.parent);
    const values = isEmptyList ? pushedInto(name, visible, syntax) : [value];
    const calls = values.filter(isCallExpression);
    // Most variables are used, which their text says sooner than a question about a type.
    if (calls.length === 0 || isWrittenMoreThan(isEmptyList ? 1 + values.length : 1, name, visible, syntax)) return [];
    return [{ name, owner, values: calls, mayHoldResult: !isEmptyList && node.type === undefined }];
  });
}

function heldFact(
  value: CallExpression,
  { name, owner, mayHoldResult }: Holder,
  input: FileInput,
): HeldFact | undefined {
  const { errors, syntax } = input;
  if (!isPromise(value, input) || errors.of(value) !== undefined) return undefined;
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

function isPromise(value: CallExpression, { types }: FileInput): boolean {
  const { awaitability, kind } = types.awaitability(value);
  return awaitability === 'always' && kind === 'promise';
}

/** What `name.push(…)` adds, one value a call. */
function pushedInto(name: string, { start, end }: Range, { calls }: FileSyntax): readonly Node[] {
  return calls.flatMap(({ node, fate }) => {
    if (node.pos < start || node.end > end) return [];
    const member = memberOf(node.expression);
    const receiver = member === undefined ? undefined : unwrapped(member.receiver);
    if (member?.name !== 'push' || receiver === undefined || !isIdentifier(receiver)) return [];
    const [pushed] = node.arguments ?? [];
    return receiver.text === name && fate === 'ignored' && pushed !== undefined ? [unwrapped(pushed)] : [];
  });
}

/**
 * Whether the name is written that often where it can be seen, in code or in comments. Where nothing uses it, it is written once,
 * and once more for each value that is put into it.
 */
function isWrittenMoreThan(
  times: number,
  name: string,
  { start, end }: Range,
  { source: { text } }: FileSyntax,
): boolean {
  let count = 0;
  for (let at = text.indexOf(name, start); at >= 0 && at < end; at = text.indexOf(name, at + name.length)) {
    if (isPartOfName(text, at - 1) || isPartOfName(text, at + name.length)) continue;
    count++;
    if (count > times) return true;
  }
  return false;
}

function isPartOfName(text: string, at: number): boolean {
  return /^[\w$]/.test(text.charAt(at));
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
