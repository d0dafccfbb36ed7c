/** Executors of promises: `new Promise(executor)`, with what goes wrong in them. */

import { isArrowFunction, isIdentifier, isNewExpression, type NewExpression } from 'typescript/unstable/ast';
import { type Edit, insertion, replacement } from '../../analysis/text.ts';
import type { ExecutorFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import { type ExecutorBody, executorBodyOf, type Outcome, parametersOf } from './executorBodies.ts';
import { flawsOf } from './executorFlaws.ts';
import type { FactFamily } from './families.ts';
import { nameOf } from './functions.ts';
import {
  type FunctionNode,
  isAsync,
  isFunctionLiteral,
  isFunctionNode,
  rangeOfNode,
  startOf,
  textOfName,
  unwrapped,
} from './nodes.ts';
import { unwrappingOf } from './unwrapping.ts';

export const executorFamily: FactFamily<'executors'> = {
  kinds: [],
  facts: (input) => {
    const { syntax } = input;
    const constructions = syntax.calls.flatMap(({ node }) =>
      isNewExpression(node) && isIdentifier(node.expression) && textOfName(node.expression) === 'Promise' ? node : [],
    );
    if (constructions.length === 0 || isOwnPromise(syntax)) return { executors: [] };
    return { executors: constructions.flatMap((construction) => executorFact(construction, input) ?? []) };
  },
};

/** Bluebird and its like, anywhere in the file under the name of the global. */
function isOwnPromise({ imports, functions, source }: FileSyntax): boolean {
  if (imports.some(({ local }) => local === 'Promise')) return true;
  if (/\b(?:let|var|const|class|function)\s+Promise\b/.test(source.text)) return true;
  return functions.some(
    ({ node }) =>
      isFunctionNode(node) && parametersOf(node).some(({ name }) => isIdentifier(name) && name.text === 'Promise'),
  );
}

function executorFact(construction: NewExpression, input: FileInput): ExecutorFact | undefined {
  const { syntax } = input;
  const { text } = syntax.source;
  const executor = executorOf(construction, syntax);
  const id = executor === undefined ? undefined : syntax.functionOf.get(executor);
  if (executor === undefined || id === undefined || executor.body === undefined) return undefined;
  const names = namesOf(executor);
  const body = executorBodyOf(executor, names);
  const isInPlace = isFunctionLiteral(executor) && unwrapped(construction.arguments?.[0] ?? construction) === executor;
  const rejection = isInPlace ? rejectionOf(executor, names, text) : undefined;
  const unwrapping =
    isInPlace && isAsync(executor) ? unwrappingOf(construction, executor, body, syntax.source) : undefined;
  return {
    range: rangeOfNode(construction, text),
    function: id,
    isInPlace,
    hasAwait: body.hasAwait,
    isGuarded: handlesAll(executor, body),
    flaws: flawsOf(executor, names, body, input),
    ...(rejection === undefined ? {} : { rejection }),
    ...(unwrapping === undefined ? {} : { unwrapping }),
  };
}

/** The function written in place, or the only one of its name in the file. */
function executorOf(construction: NewExpression, { functions }: FileSyntax): FunctionNode | undefined {
  const [argument] = construction.arguments ?? [];
  if (argument === undefined) return undefined;
  const plain = unwrapped(argument);
  if (isFunctionLiteral(plain)) return plain;
  if (!isIdentifier(plain)) return undefined;
  const named = functions.flatMap(({ node }) => (isFunctionNode(node) && nameOf(node) === plain.text ? node : []));
  return named.length === 1 ? named[0] : undefined;
}

function namesOf(executor: FunctionNode): ReadonlyMap<string, Outcome> {
  const names = new Map<string, Outcome>();
  const outcomes = ['resolve', 'reject'] as const;
  parametersOf(executor).forEach(({ name }, index) => {
    const outcome = outcomes[index];
    if (outcome !== undefined && isIdentifier(name)) names.set(name.text, outcome);
  });
  return names;
}

/** What `reject` is called here, and the edits that declare it where the executor takes only `resolve`. */
function rejectionOf(
  executor: FunctionNode,
  names: ReadonlyMap<string, Outcome>,
  text: string,
): ExecutorFact['rejection'] {
  for (const [name, outcome] of names) if (outcome === 'reject') return { name, edits: [] };
  const [first, second] = parametersOf(executor);
  if (first === undefined || second !== undefined || first.dotDotDotToken !== undefined) return undefined;
  if (!isIdentifier(first.name) || /\breject\b/.test(text.slice(executor.pos, executor.end))) return undefined;
  const start = startOf(first, text);
  const isBare = isArrowFunction(executor) && !/\(\s*$/.test(text.slice(executor.pos, start));
  const edits: readonly Edit[] = isBare
    ? [replacement({ start, end: first.end }, `(${first.name.text}, reject)`)]
    : [insertion(first.end, ', reject')];
  return { name: 'reject', edits };
}

/**
 * Whether all that the executor waits for stands in a `try` whose `catch`, or what comes after it, settles: then being
 * async loses nothing. Plain calls elsewhere count as harmless.
 */
function handlesAll(executor: FunctionNode, { mentions, throws, hasLooseAwait, catching }: ExecutorBody): boolean {
  if (hasLooseAwait || catching.length === 0 || throws.some(({ owner }) => owner === executor)) return false;
  return catching.every(({ tryBlock }) => mentions.some(({ node }) => node.pos >= tryBlock.end));
}
