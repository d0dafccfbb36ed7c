/** What `isinstance` makes sure of: the type of a name behind a test that nothing else could have passed. */

import type { Expression, FunctionDef, Name, Statement } from '../parser/nodes.ts';
import { functionScopeOf, type Scope, type ScopeNode } from '../scopes.ts';
import { blocksOf } from '../statements.ts';
import { annotationValue } from './annotations.ts';
import type { Inference } from './inference.ts';
import { unionOf, type Value } from './values.ts';

/** The value of a name where a test before it decides; `undefined` where none does. */
export function narrowedValue(inference: Inference, name: Name, scope: Scope): Value | undefined {
  const { node } = functionScopeOf(scope);
  if (node.kind !== 'FunctionDef' || !testsTypes(node, scope)) return undefined;
  const types = typesTested(node, name);
  if (types === undefined) return undefined;
  // A binding between the test and the use makes the test worthless.
  const isBoundAgain = inference.bindingsOf(name.name, scope).some(({ at }) => at >= types.at && at < name.start);
  if (isBoundAgain) return undefined;
  return unionOf(types.types.map((type) => annotationValue(inference, type, scope)));
}

const testing = new WeakMap<ScopeNode, boolean>();

function testsTypes(node: FunctionDef, { root }: Scope): boolean {
  let known = testing.get(node);
  if (known === undefined) {
    known = root?.text.slice(node.start, node.end).includes('isinstance(') ?? false;
    testing.set(node, known);
  }
  return known;
}

interface Tested {
  readonly types: readonly Expression[];
  /** The offset of the test. */
  readonly at: number;
}

/** The innermost test on the way to the name, or one before it in a block around it. */
function typesTested(node: FunctionDef, name: Name): Tested | undefined {
  let tested: Tested | undefined;
  let block: readonly Statement[] | undefined = node.body;
  while (block !== undefined) {
    let inner: Statement | undefined;
    for (const statement of block) {
      if (statement.start > name.start) break;
      if (name.start < statement.end) inner = statement;
      else tested = testedBefore(statement, name.name) ?? tested;
    }
    if (inner === undefined) return tested;
    const { start } = name;
    if (inner.kind === 'If' && isWithin(inner.body, start)) tested = passedBy(inner.test, name.name) ?? tested;
    if (inner.kind === 'If' && isWithin(inner.orelse, start)) tested = failedBy(inner.test, name.name) ?? tested;
    block = blocksOf(inner).find((candidate) => isWithin(candidate, start));
  }
  return tested;
}

/** `assert isinstance(…)`, and `if not isinstance(…): return`. */
function testedBefore(statement: Statement, name: string): Tested | undefined {
  if (statement.kind === 'Assert') return passedBy(statement.test, name);
  if (statement.kind !== 'If' || statement.orelse.length > 0 || !leaves(statement.body)) return undefined;
  return failedBy(statement.test, name);
}

function passedBy(test: Expression, name: string): Tested | undefined {
  if (test.kind === 'BoolOp' && test.operator === 'and')
    return test.values.map((value) => passedBy(value, name)).findLast((tested) => tested !== undefined);
  if (test.kind !== 'Call' || test.callee.kind !== 'Name' || test.callee.name !== 'isinstance') return undefined;
  const [subject, type] = test.arguments;
  if (subject?.kind !== 'Name' || subject.name !== name || type === undefined || type.kind === 'Keyword')
    return undefined;
  return { types: type.kind === 'Tuple' ? type.elements : [type], at: test.start };
}

function failedBy(test: Expression, name: string): Tested | undefined {
  return test.kind === 'UnaryOp' && test.operator === 'not' ? passedBy(test.operand, name) : undefined;
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
