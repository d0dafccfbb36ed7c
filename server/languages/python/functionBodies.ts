/** What a function does in its own body, apart from the functions and classes inside it. */

import type { FunctionDef, Lambda, Node, Return } from './parser/nodes.ts';
import { walk } from './parser/walk.ts';

/** Whether the body yields. */
export function isGenerator(node: FunctionDef | Lambda): boolean {
  let known = generators.get(node);
  if (known === undefined) {
    known = false;
    walkOwnBody(node, (inner) => {
      if (inner.kind === 'Yield' || inner.kind === 'YieldFrom') known = true;
      return known !== true;
    });
    generators.set(node, known);
  }
  return known;
}

const generators = new WeakMap<FunctionDef | Lambda, boolean>();

export function returnsOf(node: FunctionDef): readonly Return[] {
  const returns: Return[] = [];
  walkOwnBody(node, (inner) => {
    if (inner.kind === 'Return') returns.push(inner);
  });
  return returns;
}

/** Visits the body's nodes; `false` keeps the visit out of a node. Nested functions, lambdas and classes are left out. */
export function walkOwnBody(node: FunctionDef | Lambda, visit: (node: Node) => unknown): void {
  const enter = (inner: Node): unknown => {
    if (inner.kind === 'FunctionDef' || inner.kind === 'ClassDef' || inner.kind === 'Lambda') return false;
    return visit(inner);
  };
  if (node.kind === 'Lambda') walk(node.body, enter);
  else for (const statement of node.body) walk(statement, enter);
}
