/** `for`, spread, `Array.from` and `using` over what only their asynchronous forms can take. */

import {
  type CallExpression,
  isArrayLiteralExpression,
  isCallExpression,
  isForOfStatement,
  isIdentifier,
  isPropertyAccessExpression,
  isSpreadElement,
  isVariableDeclaration,
  isVariableDeclarationList,
  type Node,
  NodeFlags,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { Project } from 'typescript/unstable/sync';
import { type Edit, insertion, replacement } from '../../analysis/text.ts';
import type { FunctionId, ProtocolUseFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import type { FactFamily } from './families.ts';
import { foundOnce } from './foundOnce.ts';
import { isCheckedByCompiler } from './fileFacts.ts';
import { labelOf, memberOf, rangeOfNode, startOf, textOf, unwrapped } from './nodes.ts';
import type { Types } from './types.ts';

export const protocolUseFamily: FactFamily<'protocolUses'> = {
  kinds: [SyntaxKind.ForOfStatement, SyntaxKind.SpreadElement, SyntaxKind.VariableDeclaration],
  askedNodes: (syntax) => candidatesIn(syntax).map(({ node }) => node),
  facts: (input) => ({
    protocolUses: candidatesIn(input.syntax)
      .flatMap((candidate) => protocolUse(candidate, input) ?? [])
      .sort((one, other) => one.range.start - other.range.start),
  }),
};

interface Candidate {
  readonly node: Node;
  readonly construct: ProtocolUseFact['construct'];
  /** Whether its asynchronous form is `Array.fromAsync`, which is newer than the rest. */
  readonly needsFromAsync: boolean;
  /** The edits that use the asynchronous form, where the function may wait. */
  readonly edits: (source: FileSyntax['source']) => readonly Edit[];
  /** The compiler's code for the same mistake. */
  readonly compilerCode?: number;
  readonly function: FunctionId;
}

const noIterator = 2488;
const notDisposable = 2850;
const noOverload = 2769;
/** `esnext`, as the compiler numbers its targets. */
const newestTarget = 99;

const candidatesIn = foundOnce(findCandidates);

function findCandidates(syntax: FileSyntax): readonly Candidate[] {
  const { byKind, source, calls } = syntax;
  const isLikely = !isCheckedByCompiler(source) || speaksOfAsync(source.text);
  const found: Candidate[] = [];
  for (const kind of protocolUseFamily.kinds)
    for (const { node, function: owner } of byKind.get(kind) ?? []) {
      const use = useAt(node);
      if (use !== undefined) found.push({ ...use, function: owner });
    }
  for (const { node, function: owner } of calls) {
    const use = isCallExpression(node) ? conversionAt(node) : undefined;
    if (use !== undefined) found.push({ ...use, function: owner });
  }
  return found.filter((candidate) => isWorthAsking(candidate, isLikely));
}

/** The types of calls are known anyway. */
function isWorthAsking({ node, construct }: Candidate, isLikely: boolean): boolean {
  return (
    construct === 'for-await' ||
    isCallExpression(node) ||
    (isLikely && (isIdentifier(node) || isPropertyAccessExpression(node)))
  );
}

/** Where the compiler reports it as well, a question is worth its cost only in files that know such things. */
function speaksOfAsync(text: string): boolean {
  return /Async(?:Iter|Gener|Dispos)|ReadableStream|Readable\b|async\s*\*|\[Symbol\.async/.test(text);
}

type Use = Omit<Candidate, 'function'>;

function useAt(node: Node): Use | undefined {
  if (isForOfStatement(node)) {
    const items = unwrapped(node.expression);
    const { awaitModifier } = node;
    if (awaitModifier !== undefined)
      return {
        node: items,
        construct: 'for-await',
        needsFromAsync: false,
        edits: ({ text }) => [replacement({ start: startOf(node, text) + 'for'.length, end: awaitModifier.end }, '')],
      };
    return {
      node: items,
      construct: 'for',
      needsFromAsync: false,
      compilerCode: noIterator,
      edits: ({ text }) => [insertion(startOf(node, text) + 'for'.length, ' await')],
    };
  }
  if (isSpreadElement(node)) {
    const list = node.parent;
    return {
      node: unwrapped(node.expression),
      construct: 'spread',
      needsFromAsync: true,
      compilerCode: noIterator,
      edits: (source) =>
        isArrayLiteralExpression(list) && list.elements.length === 1
          ? [replacement(rangeOfNode(list, source.text), `await Array.fromAsync(${textOf(node.expression, source)})`)]
          : [],
    };
  }
  if (!isVariableDeclaration(node) || node.initializer === undefined || !isVariableDeclarationList(node.parent))
    return undefined;
  const list = node.parent;
  // `await using` bears the flags of `using` and one more.
  if ((list.flags & NodeFlags.AwaitUsing) !== NodeFlags.Using) return undefined;
  return {
    node: unwrapped(node.initializer),
    construct: 'using',
    needsFromAsync: false,
    compilerCode: notDisposable,
    edits: ({ text }) => [insertion(startOf(list, text), 'await ')],
  };
}

/** `Array.from(rows())` */
function conversionAt(call: CallExpression): Use | undefined {
  const member = memberOf(call.expression);
  const owner = member === undefined ? undefined : unwrapped(member.receiver);
  const [items] = call.arguments;
  if (member?.name !== 'from' || items === undefined || owner === undefined) return undefined;
  if (!isIdentifier(owner) || owner.text !== 'Array') return undefined;
  return {
    node: unwrapped(items),
    construct: 'conversion',
    needsFromAsync: true,
    compilerCode: noOverload,
    edits: ({ text }) => [
      insertion(startOf(call, text), 'await '),
      replacement(rangeOfNode(member.node, text), 'fromAsync'),
    ],
  };
}

function protocolUse(candidate: Candidate, { types, syntax }: FileInput): ProtocolUseFact | undefined {
  const { node, construct, compilerCode } = candidate;
  const { source } = syntax;
  if (!isWrong(candidate, types)) return undefined;
  const isChecked = isCheckedByCompiler(source);
  const hasForm = !candidate.needsFromAsync || !isChecked || knowsFromAsync(types.project.compilerOptions);
  return {
    range: rangeOfNode(node, source.text),
    subject: labelOf(isCallExpression(node) ? node.expression : node, source),
    construct,
    edits: hasForm ? candidate.edits(source) : [],
    ...(isChecked && compilerCode !== undefined ? { compilerCode } : {}),
    function: candidate.function,
  };
}

function isWrong({ node, construct }: Candidate, types: Types): boolean {
  switch (construct) {
    case 'using':
      return types.hasOnly(node, 'asyncDispose', 'dispose');
    case 'for-await':
      return types.isPlainList(node);
    default:
      return types.hasOnly(node, 'asyncIterator', 'iterator');
  }
}

/** Whether the library that the project is checked against has `Array.fromAsync`. */
function knowsFromAsync({ lib, target }: Project['compilerOptions']): boolean {
  return lib === undefined ? target === newestTarget : lib.some((name: string) => /esnext/i.test(name));
}
