/** What a function does in its own body, apart from the functions and classes inside it. */

import type { FunctionDef, Lambda, Node, Return, Statement } from './parser/nodes.ts';
import { walk } from './parser/walk.ts';

export function returnsOf(node: FunctionDef): readonly Return[] {
  const returns: Return[] = [];
  walkOwnBody(node, (inner) => {
    if (inner.kind === 'Return') returns.push(inner);
  });
  return returns;
}

/** Whether the body only stands for what others write: `pass`, `...`, a docstring or `raise NotImplementedError`. */
export function isPlaceholder(node: FunctionDef): boolean {
  return node.body.every(
    (statement) =>
      statement.kind === 'Pass' || statement.kind === 'Error' || statement.kind === 'Raise' || isRemark(statement),
  );
}

/** A docstring or `...`, which does nothing. */
export function isRemark(statement: Statement): boolean {
  return statement.kind === 'Expr' && (statement.value.kind === 'String' || statement.value.kind === 'Constant');
}

/** Whether the body waits for anything: an `await`, or a loop, a `with` or a comprehension in the asynchronous form. */
export function waits(node: FunctionDef): boolean {
  let found = false;
  walkOwnBody(node, (inner) => {
    const isAsyncForm =
      (inner.kind === 'For' || inner.kind === 'With' || inner.kind === 'Comprehension') && inner.isAsync;
    if (inner.kind === 'Await' || isAsyncForm) found = true;
    return !found;
  });
  return found;
}

/** Visits the body's nodes; `false` keeps the visit out of a node. Nested functions, lambdas and classes are left out. */
export function walkOwnBody(node: FunctionDef | Lambda, visit: (node: Node) => unknown): void {
  if (node.kind === 'Lambda') walkInPlace(node.body, visit);
  else for (const statement of node.body) walkInPlace(statement, visit);
}

/** Visits what runs with a statement or an expression; `false` keeps the visit out of a node. */
export function walkInPlace(node: Node, visit: (node: Node) => unknown): void {
  walk(node, (inner) => {
    if (inner.kind === 'FunctionDef' || inner.kind === 'ClassDef' || inner.kind === 'Lambda') return false;
    return visit(inner);
  });
}
