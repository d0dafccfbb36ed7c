/** The whole statements that a selection touches, and what putting something around them would change. */

import { contains, overlaps, type Range } from '../../analysis/text.ts';
import type { AwaitedStatement, OutlivingName, SelectedStatement, SelectedStatements } from '../../facts/selection.ts';
import type { Expression, FunctionDef, Node, Statement } from './parser/nodes.ts';
import { forEachChild, walk } from './parser/walk.ts';
import type { Scope } from './scopes.ts';
import type { SourceModule } from './sources.ts';
import { blocksOf } from './statements.ts';

/** `undefined` where nothing is touched, where something is missing, and in the body of a class. */
export function selectionIn(module: SourceModule, selected: Range): SelectedStatements | undefined {
  const place = withoutBlanks(module, selected);
  const block = place && blockAround(module, place);
  if (block === undefined || block.owner?.kind === 'ClassDef') return undefined;
  const touched = block.statements.filter((statement) => overlaps(statement, place ?? selected));
  const range = rangeOfAll(touched);
  if (range === undefined || touched.some(isBoundToItsPlace)) return undefined;
  const own = nodesOf(touched);
  return {
    range,
    statements: touched.map(selectedStatement),
    waits: own.some(waits),
    exits: exitsOf(own, touched),
    ...namesOf(module, block.owner, range),
  };
}

/** The selection without blanks and comments at its ends; `undefined` where nothing else is in it. */
function withoutBlanks({ document, comments }: SourceModule, { start, end }: Range): Range | undefined {
  const { text } = document;
  let first = start;
  let last = end;
  for (let before = -1; before !== first && first < last; ) {
    before = first;
    first += /^\s*/.exec(text.slice(first, last))?.[0].length ?? 0;
    first = comments.find((comment) => comment.start <= first && first < comment.end)?.end ?? first;
  }
  for (let before = -1; before !== last && first < last; ) {
    before = last;
    last = first + text.slice(first, last).trimEnd().length;
    last = comments.find((comment) => comment.start < last && last <= comment.end)?.start ?? last;
  }
  return first < last ? { start: first, end: last } : undefined;
}

interface Block {
  readonly statements: readonly Statement[];
  /** The function or class that it belongs to; left out for the module. */
  readonly owner: FunctionDef | Extract<Statement, { kind: 'ClassDef' }> | undefined;
}

/** The innermost block that the place lies in. */
function blockAround({ tree, document }: SourceModule, place: Range): Block {
  let block: Block = { statements: tree.body, owner: undefined };
  for (;;) {
    const around = block.statements.find((statement) => contains(statement, place));
    if (around === undefined) return block;
    const isDefinition = around.kind === 'FunctionDef' || around.kind === 'ClassDef';
    const inner = (isDefinition ? [around.body] : blocksInside(around, document.text)).find((statements) => {
      const range = rangeOfAll(statements);
      return range !== undefined && contains(range, place);
    });
    if (inner === undefined) return block;
    block = { statements: inner, owner: isDefinition ? around : block.owner };
  }
}

/** What `elif` starts is a statement in the tree, but can stand nowhere else. */
function blocksInside(statement: Statement, text: string): readonly (readonly Statement[])[] {
  const [other] = statement.kind === 'If' ? statement.orelse : [];
  if (statement.kind !== 'If' || other === undefined || !text.startsWith('elif', other.start))
    return blocksOf(statement);
  return [statement.body, ...blocksInside(other, text)];
}

function rangeOfAll(statements: readonly Statement[]): Range | undefined {
  const first = statements[0];
  const last = statements.at(-1);
  return first && last && { start: first.start, end: last.end };
}

/** Decorators stand before the range of what they decorate. */
function isBoundToItsPlace(statement: Statement): boolean {
  switch (statement.kind) {
    case 'Error':
      return true;
    case 'ImportFrom':
      return statement.module === '__future__';
    case 'FunctionDef':
    case 'ClassDef':
      return statement.decorators.length > 0;
    default:
      return false;
  }
}

/** The statements and all in them that runs with them: what functions and classes hold is left out. */
function nodesOf(statements: readonly Statement[]): readonly Node[] {
  const nodes: Node[] = [];
  for (const statement of statements)
    walk(statement, (node) => {
      nodes.push(node);
      return node.kind !== 'FunctionDef' && node.kind !== 'ClassDef' && node.kind !== 'Lambda';
    });
  return nodes;
}

function waits(node: Node): boolean {
  switch (node.kind) {
    case 'Await':
      return true;
    case 'For':
    case 'With':
    case 'Comprehension':
      return node.isAsync;
    default:
      return false;
  }
}

function exitsOf(own: readonly Node[], statements: readonly Statement[]): SelectedStatements['exits'] {
  const exits: SelectedStatements['exits'][number][] = [];
  if (own.some(({ kind }) => kind === 'Return')) exits.push('return');
  if (statements.some(leavesLoop)) exits.push('loop');
  if (own.some(({ kind }) => kind === 'Yield' || kind === 'YieldFrom')) exits.push('yield');
  return exits;
}

/** Whether a `break` or `continue` in the statement means a loop around it. */
function leavesLoop(statement: Statement): boolean {
  if (statement.kind === 'Break' || statement.kind === 'Continue') return true;
  const isLoop = statement.kind === 'For' || statement.kind === 'While';
  return (isLoop ? [statement.orelse] : blocksOf(statement)).some((block) => block.some(leavesLoop));
}

function selectedStatement(statement: Statement): SelectedStatement {
  const range = { start: statement.start, end: statement.end };
  const value = ownValue(statement);
  if (value?.kind === 'Await') return { range, awaited: awaitedStatement(statement, value.value) };
  return value?.kind === 'Call' ? { range, call: { start: value.start, end: value.end } } : { range };
}

function ownValue(statement: Statement): Expression | undefined {
  switch (statement.kind) {
    case 'Expr':
    case 'Assign':
    case 'AnnAssign':
      return statement.value;
    default:
      return undefined;
  }
}

function awaitedStatement(statement: Statement, operand: Expression): AwaitedStatement {
  const reads = identifiersIn([operand]);
  const awaited = { operand: { start: operand.start, end: operand.end }, reads };
  if (statement.kind === 'Expr') return { ...awaited, binding: 'none', binds: [] };
  const [target, ...others] = statement.kind === 'Assign' ? statement.targets : [];
  if (target === undefined || others.length > 0 || !isSimpleTarget(target))
    return { ...awaited, binding: 'other', binds: [] };
  return {
    ...awaited,
    target: { start: target.start, end: target.end },
    binding: 'assignment',
    binds: identifiersIn([target]),
  };
}

/** A target whose place is the same whenever the value comes. */
function isSimpleTarget(target: Expression): boolean {
  switch (target.kind) {
    case 'Name':
      return true;
    case 'Attribute':
      return target.value.kind === 'Name';
    default:
      return false;
  }
}

function identifiersIn(nodes: readonly Node[]): readonly string[] {
  const names = new Set<string>();
  for (const node of nodes)
    walk(node, (inner) => {
      if (inner.kind === 'Name') names.add(inner.name);
    });
  return [...names];
}

function namesOf(
  { names, tree }: SourceModule,
  owner: Block['owner'],
  range: Range,
): Pick<SelectedStatements, 'outliving' | 'sharesVariables'> {
  const scope = owner === undefined ? names.scope : names.scopes.get(owner);
  if (scope === undefined) return { outliving: [], sharesVariables: true };
  const used = namesUsedOutside(owner ?? tree, range);
  const bound = namesBoundIn(scope, range);
  const outliving = bound.filter((name) => used.has(name)).map((name): OutlivingName => ({ name, kind: 'other' }));
  const isShared = (name: string) =>
    scope.outer?.has(name) === true || (scope.bindings.get(name) ?? []).some(({ at }) => !isIn(at, range));
  return { outliving, sharesVariables: bound.some(isShared) };
}

function namesBoundIn(scope: Scope, range: Range): readonly string[] {
  const own = [...scope.bindings].filter(([, bindings]) => bindings.some(({ at }) => isIn(at, range)));
  const handedOut = [...(scope.outer?.keys() ?? [])];
  return [...own.map(([name]) => name), ...handedOut];
}

function namesUsedOutside(around: Node, range: Range): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (contains(range, node)) return;
    if (node.kind === 'Name') names.add(node.name);
    forEachChild(node, visit);
  };
  visit(around);
  return names;
}

function isIn(offset: number, { start, end }: Range): boolean {
  return start <= offset && offset < end;
}
