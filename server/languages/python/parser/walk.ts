/** Visits the nodes below a node in source order. */

import { unreachable } from '../../../analysis/unreachable.ts';
import type { Node } from './nodes.ts';

/** What it returns is ignored, so that an arrow function may be used. */
export type Visit = (node: Node) => unknown;

/** Visits `node` and everything below it, parents first; `false` keeps it out of a node. Trees may be deep: it needs no call stack for them. */
export function walk(node: Node, visit: (node: Node) => unknown): void {
  const pending: Node[] = [node];
  const push = (child: Node): void => {
    pending.push(child);
  };
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (visit(next) === false) continue;
    const first = pending.length;
    forEachChild(next, push);
    reverseFrom(pending, first);
  }
}

/**
 * Calls `visit` for each direct child that is there, in source order (a function's decorators come first). It makes no function,
 * for that would take memory at each call, of whatever node.
 */
export function forEachChild(node: Node, visit: Visit): void {
  switch (node.kind) {
    case 'Module':
      each(node.body, visit);
      return;
    case 'FunctionDef':
      each(node.decorators, visit);
      each(node.typeParameters, visit);
      each(node.parameters, visit);
      maybe(node.returns, visit);
      each(node.body, visit);
      return;
    case 'ClassDef':
      each(node.decorators, visit);
      each(node.typeParameters, visit);
      each(node.arguments, visit);
      each(node.body, visit);
      return;
    case 'Return':
    case 'Yield':
      maybe(node.value, visit);
      return;
    case 'Delete':
      each(node.targets, visit);
      return;
    case 'Assign':
      each(node.targets, visit);
      visit(node.value);
      return;
    case 'AugAssign':
    case 'NamedExpr':
      visit(node.target);
      visit(node.value);
      return;
    case 'AnnAssign':
      visit(node.target);
      visit(node.annotation);
      maybe(node.value, visit);
      return;
    case 'TypeAlias':
      each(node.typeParameters, visit);
      visit(node.value);
      return;
    case 'For':
      visit(node.target);
      visit(node.iterable);
      each(node.body, visit);
      each(node.orelse, visit);
      return;
    case 'While':
    case 'If':
      visit(node.test);
      each(node.body, visit);
      each(node.orelse, visit);
      return;
    case 'With':
      each(node.items, visit);
      each(node.body, visit);
      return;
    case 'WithItem':
      visit(node.context);
      maybe(node.target, visit);
      return;
    case 'Match':
      visit(node.subject);
      each(node.cases, visit);
      return;
    case 'MatchCase':
      visit(node.pattern);
      maybe(node.guard, visit);
      each(node.body, visit);
      return;
    case 'Raise':
      maybe(node.exception, visit);
      maybe(node.cause, visit);
      return;
    case 'Try':
      each(node.body, visit);
      each(node.handlers, visit);
      each(node.orelse, visit);
      each(node.finalbody, visit);
      return;
    case 'ExceptHandler':
      maybe(node.type, visit);
      maybe(node.name, visit);
      each(node.body, visit);
      return;
    case 'Assert':
      visit(node.test);
      maybe(node.message, visit);
      return;
    case 'Import':
    case 'ImportFrom':
    case 'Global':
    case 'Nonlocal':
      each(node.names, visit);
      return;
    case 'Alias':
      maybe(node.asName, visit);
      return;
    case 'Expr':
    case 'Await':
    case 'YieldFrom':
    case 'Attribute':
    case 'Starred':
    case 'MatchValue':
      visit(node.value);
      return;
    case 'Parameter':
      maybe(node.annotation, visit);
      maybe(node.default, visit);
      return;
    case 'TypeParameter':
      maybe(node.bound, visit);
      maybe(node.default, visit);
      return;
    case 'Keyword':
      maybe(node.name, visit);
      visit(node.value);
      return;
    case 'BoolOp':
      each(node.values, visit);
      return;
    case 'BinOp':
      visit(node.left);
      visit(node.right);
      return;
    case 'UnaryOp':
      visit(node.operand);
      return;
    case 'Lambda':
      each(node.parameters, visit);
      visit(node.body);
      return;
    case 'IfExp':
      visit(node.body);
      visit(node.test);
      visit(node.orelse);
      return;
    case 'Dict':
      each(node.entries, visit);
      return;
    case 'DictEntry':
      maybe(node.key, visit);
      visit(node.value);
      return;
    case 'Set':
    case 'List':
    case 'Tuple':
      each(node.elements, visit);
      return;
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
      visit(node.element);
      each(node.generators, visit);
      return;
    case 'DictComp':
      visit(node.key);
      visit(node.value);
      each(node.generators, visit);
      return;
    case 'Comprehension':
      visit(node.target);
      visit(node.iterable);
      each(node.conditions, visit);
      return;
    case 'Compare':
      visit(node.left);
      each(node.comparators, visit);
      return;
    case 'Call':
      visit(node.callee);
      each(node.arguments, visit);
      return;
    case 'JoinedString':
      each(node.fields, visit);
      return;
    case 'FormattedValue':
      visit(node.value);
      each(node.formatFields, visit);
      return;
    case 'Subscript':
      visit(node.value);
      visit(node.index);
      return;
    case 'Slice':
      maybe(node.lower, visit);
      maybe(node.upper, visit);
      maybe(node.step, visit);
      return;
    case 'MatchSequence':
    case 'MatchOr':
      each(node.patterns, visit);
      return;
    case 'MatchMapping':
      for (let index = 0; index < node.keys.length; index++) {
        maybe(node.keys[index], visit);
        maybe(node.patterns[index], visit);
      }
      maybe(node.rest, visit);
      return;
    case 'MatchClass':
      visit(node.class);
      each(node.patterns, visit);
      each(node.keywords, visit);
      return;
    case 'MatchKeyword':
      visit(node.name);
      visit(node.pattern);
      return;
    case 'MatchStar':
      maybe(node.name, visit);
      return;
    case 'MatchAs':
      maybe(node.pattern, visit);
      maybe(node.name, visit);
      return;
    case 'Identifier':
    case 'Pass':
    case 'Break':
    case 'Continue':
    case 'Name':
    case 'Number':
    case 'String':
    case 'Constant':
    case 'Error':
      return;
    default:
      unreachable(node);
  }
}

function each(nodes: readonly Node[], visit: Visit): void {
  for (let index = 0; index < nodes.length; index++) maybe(nodes[index], visit);
}

function maybe(node: Node | undefined, visit: Visit): void {
  if (node !== undefined) visit(node);
}

function reverseFrom(nodes: Node[], first: number): void {
  for (let low = first, high = nodes.length - 1; low < high; low++, high--) {
    const one = nodes[low];
    const other = nodes[high];
    if (one === undefined || other === undefined) return;
    nodes[low] = other;
    nodes[high] = one;
  }
}
