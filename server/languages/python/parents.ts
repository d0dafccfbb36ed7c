/** What stands around the nodes of a function. */

import type { Node } from './parser/nodes.ts';
import { forEachChild } from './parser/walk.ts';

/** The node around each node below one, in functions inside as well; found once. */
export function parentsIn(root: Node): ReadonlyMap<Node, Node> {
  const parents = known.get(root) ?? findParents(root);
  known.set(root, parents);
  return parents;
}

const known = new WeakMap<Node, ReadonlyMap<Node, Node>>();

function findParents(root: Node): ReadonlyMap<Node, Node> {
  const parents = new Map<Node, Node>();
  const pending: Node[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const parent = next;
    forEachChild(parent, (child) => {
      parents.set(child, parent);
      pending.push(child);
    });
  }
  return parents;
}
