/** Outcomes of `Promise.allSettled` whose failures nobody looks at. */

import {
  isAwaitExpression,
  isCallExpression,
  isExpressionStatement,
  isIdentifier,
  isVariableDeclaration,
  isVariableDeclarationList,
  isVariableStatement,
  type Node,
} from 'typescript/unstable/ast';
import type { UncheckedOutcomeFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { CallSyntax } from './collectSyntax.ts';
import type { FactFamily } from './families.ts';
import { isInBlock, labelOf, rangeOfNode, unwrappedParent } from './nodes.ts';
import { fileRoleOf } from './roles.ts';
import { listOfOutcomes, SettledUses } from './settledUses.ts';
import { settledWork } from './settledWork.ts';

export const uncheckedOutcomeFamily: FactFamily<'uncheckedOutcomes'> = {
  kinds: [],
  facts: (input) => ({ uncheckedOutcomes: uncheckedOutcomes(input) }),
};

function uncheckedOutcomes(input: FileInput): readonly UncheckedOutcomeFact[] {
  const { names, surroundings, syntax } = input;
  const waits = syntax.calls.filter(({ name }) => name === 'allSettled');
  if (waits.length === 0) return [];
  const role = fileRoleOf(surroundings.path, syntax.source.text, surroundings.package);
  if (role !== 'application' && role !== 'script') return [];
  return waits.flatMap((wait) =>
    names.symbolOf(wait.node) === 'global.Promise.allSettled' ? (uncheckedOutcome(wait, input) ?? []) : [],
  );
}

function uncheckedOutcome(
  { id, node, function: owner }: CallSyntax,
  input: FileInput,
): UncheckedOutcomeFact | undefined {
  const { source } = input.syntax;
  const [promises] = node.arguments ?? [];
  const { parent: awaited } = unwrappedParent(node);
  if (!isCallExpression(node) || promises === undefined || !isAwaitExpression(awaited)) return undefined;
  const outcomes = new SettledUses(awaited);
  outcomes.follow(awaited, listOfOutcomes);
  const [use] = outcomes.unchecked;
  if (outcomes.isRead && use === undefined) return undefined;
  const works = settledWork(promises, input);
  if (works?.every(({ mayFail }) => mayFail === 'never')) return undefined;
  const failing = works?.find(({ mayFail }) => mayFail === 'always');
  if (use === undefined && failing === undefined) return undefined;
  const work = failing ?? works?.find(({ mayFail }) => mayFail === 'maybe');
  const place = use ?? node.expression;
  return {
    flaw: use === undefined ? 'dropped' : 'used',
    range: rangeOfNode(place, source.text),
    subject: labelOf(use === undefined ? node.expression : outcomeOf(use), source),
    call: id,
    ...(work === undefined ? {} : { work: work.text }),
    ...statementOf(awaited, source.text),
    function: owner,
  };
}

/** `first` of `first.value`. */
function outcomeOf(use: Node): Node {
  return (use as { readonly expression?: Node }).expression ?? use;
}

/** The statement around, where it only keeps or drops what is awaited. */
function statementOf(awaited: Node, text: string): Pick<UncheckedOutcomeFact, 'statement' | 'awaited' | 'results'> {
  const { parent } = unwrappedParent(awaited);
  const range = { awaited: rangeOfNode(awaited, text) };
  if (isExpressionStatement(parent)) return isInBlock(parent) ? { ...range, statement: rangeOfNode(parent, text) } : {};
  if (!isVariableDeclaration(parent) || !isIdentifier(parent.name)) return {};
  const list = parent.parent;
  const statement = list.parent;
  if (!isVariableDeclarationList(list) || list.declarations.length !== 1) return {};
  if (!isVariableStatement(statement) || !isInBlock(statement)) return {};
  return { ...range, statement: rangeOfNode(statement, text), results: parent.name.text };
}
