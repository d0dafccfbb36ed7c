/** How a module uses names: calls whose result is dropped or used, and references that are no calls. */

import { walkWithFunction } from './functionBodies.ts';
import type { Node } from './parser/nodes.ts';
import type { SourceModule } from './sources.ts';

export interface NameUse {
  /** `name` is written bare, or as an attribute of something. */
  readonly form: 'bare' | 'attribute';
  /**
   * `dropped-in-async` and `dropped-in-sync`: a call that stands as a statement; `awaited`: a call that is awaited;
   * `used`: a call whose result is used; `referenced`: no call, so that anybody may call it.
   */
  readonly how: 'dropped-in-async' | 'dropped-in-sync' | 'awaited' | 'used' | 'referenced';
  readonly node: Node;
}

/** By name. A bare name counts where the module binds it by an import or a definition of its own. */
export function nameUsesIn(module: SourceModule): ReadonlyMap<string, readonly NameUse[]> {
  const uses = new Map<string, NameUse[]>();
  const add = (name: string, use: NameUse): void => {
    const known = uses.get(name);
    if (known === undefined) uses.set(name, [use]);
    else known.push(use);
  };
  const parents = new Map<Node, Node>();
  walkWithFunction(module.tree, (node, owner, parent) => {
    if (parent !== undefined) parents.set(node, parent);
    if (node.kind !== 'Name' && node.kind !== 'Attribute') return;
    const isCallee = parent?.kind === 'Call' && parent.callee === node;
    const around = isCallee ? parents.get(parent) : parent;
    if (!isCallee && isTarget(node, parent)) return;
    const isAsync = owner?.kind === 'FunctionDef' && owner.isAsync;
    const how: NameUse['how'] = !isCallee
      ? 'referenced'
      : around?.kind === 'Expr'
        ? isAsync
          ? 'dropped-in-async'
          : 'dropped-in-sync'
        : around?.kind === 'Await'
          ? 'awaited'
          : 'used';
    add(node.name, { form: node.kind === 'Name' ? 'bare' : 'attribute', how, node });
  });
  return uses;
}

function isTarget(node: Node, parent: Node | undefined): boolean {
  if (parent?.kind === 'Assign') return parent.targets.some((target) => target === node);
  if (parent?.kind === 'Delete') return true;
  return (parent?.kind === 'AnnAssign' || parent?.kind === 'For') && parent.target === node;
}
