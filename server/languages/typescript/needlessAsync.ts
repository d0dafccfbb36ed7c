/** Async functions that never wait and that nothing around them asks to be async. */

import {
  type FunctionDeclaration,
  isBlock,
  isClassDeclaration,
  isClassExpression,
  isFunctionDeclaration,
  isMethodDeclaration,
  isThrowStatement,
  isVariableDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { literally } from '../../analysis/patterns.ts';
import { type Edit, replacement } from '../../analysis/text.ts';
import type { FunctionId, NeedlessAsyncFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { FileSyntax, FunctionSyntax } from './collectSyntax.ts';
import type { FactFamily } from './families.ts';
import { foundOnce } from './foundOnce.ts';
import { nameOf, nameRangeOf } from './functions.ts';
import {
  type FunctionNode,
  hasModifier,
  isAsync,
  isFunctionNode,
  isGenerator,
  startOf,
  textOf,
  unwrapped,
} from './nodes.ts';

export const needlessAsyncFamily: FactFamily<'needlessAsyncs'> = {
  kinds: [],
  askedNodes: (syntax) => candidatesIn(syntax).flatMap(({ results }) => results.map(unwrapped)),
  facts: (input) => {
    const { syntax, types } = input;
    const candidates = candidatesIn(syntax).filter(({ results }) =>
      results.every((result) => types.awaitability(unwrapped(result)).awaitability === 'never'),
    );
    return { needlessAsyncs: candidates.map((candidate) => needlessAsync(candidate, input)) };
  },
};

/** An async function with its node known to be one. */
type Candidate = FunctionSyntax & { readonly node: FunctionNode };

const candidatesIn = foundOnce(findCandidates);

function findCandidates(syntax: FileSyntax): readonly Candidate[] {
  const { functions, awaits, loops, source } = syntax;
  if (!source.text.includes('async') || /^\s*(['"])use server\1/.test(source.text)) return [];
  const waiting = new Set<FunctionId>(awaits.map((awaited) => awaited.function));
  for (const loop of loops) if (loop.kind === 'async-for') waiting.add(loop.function);
  return functions.flatMap((owner) => {
    const { node, id } = owner;
    if (!isFunctionNode(node) || !isAsync(node) || isGenerator(node) || waiting.has(id)) return [];
    return isStub(node) || mustBeAsync(node, syntax) || usesAwaitUsing(node, syntax) ? [] : [{ ...owner, node }];
  });
}

/** A body that is empty, or that only says that nobody wrote it yet. */
function isStub({ body }: FunctionNode): boolean {
  if (body === undefined) return true;
  return isBlock(body) && body.statements.every(isThrowStatement);
}

/** Whether whoever takes the function says that it gives a promise, or may say so. */
function mustBeAsync(node: FunctionNode, syntax: FileSyntax): boolean {
  if (hasModifier(node, SyntaxKind.OverrideKeyword) || hasModifier(node, SyntaxKind.Decorator)) return true;
  if (isFunctionDeclaration(node)) return isFrameworkName(node) || isUsedAsValue(node.name?.text ?? '', syntax);
  if (isMethodDeclaration(node)) return !isOfOwnClass(node);
  const { parent } = node;
  if (!isVariableDeclaration(parent) || parent.type !== undefined) return true;
  return isUsedAsValue(textOf(parent.name, syntax.source), syntax);
}

/** A method of a class that follows no interface and no base class, and that no framework looks for. */
function isOfOwnClass({ parent }: Node): boolean {
  if (!isClassDeclaration(parent) && !isClassExpression(parent)) return false;
  return parent.heritageClauses === undefined && !hasModifier(parent, SyntaxKind.Decorator);
}

function isFrameworkName(node: FunctionDeclaration): boolean {
  if (!hasModifier(node, SyntaxKind.ExportKeyword)) return false;
  return hasModifier(node, SyntaxKind.DefaultKeyword) || frameworkNames.test(node.name?.text ?? '');
}

/** What servers, page frameworks and editors call by name. */
const frameworkNames =
  /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|loader|action|load|handler|middleware|register|activate|deactivate|setup|teardown|generate\w+|get(?:Server|Static|Initial)\w+)$/;

/** Whether the name stands anywhere but at its declaration, at calls and where it is exported. */
function isUsedAsValue(name: string, { calls, source }: FileSyntax): boolean {
  if (name === '') return true;
  const written = new RegExp(`(?<![\\w$.])${literally(name)}(?![\\w$])`, 'g');
  const called = calls.filter(({ node }) => textOf(node.expression, source) === name).length;
  return (source.text.match(written)?.length ?? 0) > 1 + called;
}

function usesAwaitUsing(node: FunctionNode, { source }: FileSyntax): boolean {
  return /\bawait\s+using\b/.test(textOf(node, source));
}

function needlessAsync({ node, id }: Candidate, { syntax, names }: FileInput): NeedlessAsyncFact {
  const removal = mayLoseIt(node, { syntax, names }) ? asyncRemoval(node, syntax.source.text) : undefined;
  return { function: id, ...(removal === undefined ? {} : { removal }) };
}

/** Whether nobody outside the file calls it, all calls in it await it, and no type says that it gives a promise. */
function mayLoseIt(node: FunctionNode, { syntax, names }: Pick<FileInput, 'syntax' | 'names'>): boolean {
  if (node.type !== undefined || isMethodDeclaration(node)) return false;
  const declaration = isFunctionDeclaration(node) ? node : node.parent.parent.parent;
  if (hasModifier(declaration, SyntaxKind.ExportKeyword)) return false;
  const { text, fileName } = syntax.source;
  const { start } = nameRangeOf(node, text);
  const name = nameOf(node);
  const calls = syntax.calls.filter((call) => {
    // Under another name nobody calls it, for it is no value anywhere.
    if (call.name !== name) return false;
    const target = names.targetOf(call.node, syntax);
    return target?.path === fileName && target.offset === start;
  });
  // A throw becomes one at the call, where an `await` would have thrown as well.
  return calls.length > 0 && calls.every(({ fate }) => fate === 'awaited');
}

function asyncRemoval(node: FunctionNode, text: string): readonly Edit[] | undefined {
  const word = node.modifiers?.find(({ kind }) => kind === SyntaxKind.AsyncKeyword);
  if (word === undefined) return undefined;
  const blanks = /^\s*/.exec(text.slice(word.end))?.[0].length ?? 0;
  return [replacement({ start: startOf(word, text), end: word.end + blanks }, '')];
}
