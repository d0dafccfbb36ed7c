/** What `isinstance` makes sure of: the type of a name or attribute behind a test that nothing else could have passed. */

import type { Attribute, Expression, FunctionDef, Name, Statement } from '../parser/nodes.ts';
import { functionScopeOf, type Scope, type ScopeNode, typeTest } from '../scopes.ts';
import { blocksOf } from '../statements.ts';
import { annotationValue } from './annotations.ts';
import type { Inference } from './inference.ts';
import { unionOf, type Value } from './values.ts';

/** The value of a name, or of `self.name.name`, where a test before it decides; `undefined` where none does. */
export function narrowedValue(inference: Inference, subject: Name | Attribute, scope: Scope): Value | undefined {
  if (!mayBeNarrowed(scope)) return undefined;
  const { node } = functionScopeOf(scope);
  if (node.kind !== 'FunctionDef') return undefined;
  const place = placeOf(subject);
  const types = place === undefined ? undefined : typesTested(node, place, subject.start);
  if (place === undefined || types === undefined) return undefined;
  if (isBoundBetween(inference, place, scope, types.at, subject.start)) return undefined;
  return unionOf(types.types.map((type) => annotationValue(inference, type, scope)));
}

/** A name, and attributes of it: `['self', 'client']`. */
type TestedPlace = readonly [name: string, ...attributes: string[]];

function placeOf(expression: Expression): TestedPlace | undefined {
  if (expression.kind === 'Name') return [expression.name];
  const owner = expression.kind === 'Attribute' ? placeOf(expression.value) : undefined;
  return expression.kind !== 'Attribute' || owner === undefined ? undefined : [...owner, expression.name];
}

function isSamePlace(one: TestedPlace, other: TestedPlace): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

/** A binding between the test and the use makes the test worthless. */
function isBoundBetween(
  inference: Inference,
  [name, ...attributes]: TestedPlace,
  scope: Scope,
  from: number,
  to: number,
): boolean {
  const isBetween = ({ at }: { readonly at: number }): boolean => at >= from && at < to;
  if (inference.bindingsOf(name, scope).some(isBetween)) return true;
  if (attributes.length === 0) return false;
  return scope.root?.stores.some((store) => attributes.includes(store.name) && isBetween(store.binding)) ?? false;
}

const testing = new WeakMap<ScopeNode, boolean>();

/** Whether a function tests types at all. */
export function mayBeNarrowed(scope: Scope): boolean {
  const { root } = scope;
  if (root?.testsTypes !== true) return false;
  const { node } = functionScopeOf(scope);
  if (node.kind !== 'FunctionDef') return false;
  let known = testing.get(node);
  if (known === undefined) {
    known = root.text.slice(node.start, node.end).includes(typeTest);
    testing.set(node, known);
  }
  return known;
}

interface Tested {
  readonly types: readonly Expression[];
  /** The offset of the test. */
  readonly at: number;
}

/** The innermost test on the way to the use, or one before it in a block around it. */
function typesTested(node: FunctionDef, place: TestedPlace, start: number): Tested | undefined {
  let tested: Tested | undefined;
  let block: readonly Statement[] | undefined = node.body;
  while (block !== undefined) {
    let inner: Statement | undefined;
    for (const statement of block) {
      if (statement.start > start) break;
      if (start < statement.end) inner = statement;
      else tested = testedBefore(statement, place) ?? tested;
    }
    if (inner === undefined) return tested;
    if (inner.kind === 'If' && isWithin(inner.body, start)) tested = passedBy(inner.test, place) ?? tested;
    if (inner.kind === 'If' && isWithin(inner.orelse, start)) tested = failedBy(inner.test, place) ?? tested;
    block = blocksOf(inner).find((candidate) => isWithin(candidate, start));
  }
  return tested;
}

/** `assert isinstance(…)`, and `if not isinstance(…): return`. */
function testedBefore(statement: Statement, place: TestedPlace): Tested | undefined {
  if (statement.kind === 'Assert') return passedBy(statement.test, place);
  if (statement.kind !== 'If' || statement.orelse.length > 0 || !leaves(statement.body)) return undefined;
  return failedBy(statement.test, place);
}

function passedBy(test: Expression, place: TestedPlace): Tested | undefined {
  if (test.kind === 'BoolOp' && test.operator === 'and')
    return test.values.map((value) => passedBy(value, place)).findLast((tested) => tested !== undefined);
  if (test.kind !== 'Call' || test.callee.kind !== 'Name' || test.callee.name !== 'isinstance') return undefined;
  const [subject, type] = test.arguments;
  if (subject === undefined || subject.kind === 'Keyword' || type === undefined || type.kind === 'Keyword')
    return undefined;
  const tested = placeOf(subject);
  if (tested === undefined || !isSamePlace(tested, place)) return undefined;
  return { types: type.kind === 'Tuple' ? type.elements : [type], at: test.start };
}

function failedBy(test: Expression, place: TestedPlace): Tested | undefined {
  return test.kind === 'UnaryOp' && test.operator === 'not' ? passedBy(test.operand, place) : undefined;
}

function leaves(block: readonly Statement[]): boolean {
  const last = block.at(-1)?.kind;
  return last === 'Return' || last === 'Raise' || last === 'Continue' || last === 'Break';
}

function isWithin(block: readonly Statement[], at: number): boolean {
  const [first] = block;
  const last = block.at(-1);
  return first !== undefined && last !== undefined && first.start <= at && at < last.end;
}
