/** How a module uses names: calls whose result is dropped or used, and references that are no calls. */

import { forEachChild } from './parser/walk.ts';
import type { Expression, Node } from './parser/nodes.ts';
import { functionScopeOf, type Scope } from './scopes.ts';
import { isStatement } from './statements.ts';
import type { SourceModule } from './sources.ts';

export interface NameUse {
  /** `name` is written bare, or as an attribute of something. */
  readonly form: 'bare' | 'attribute';
  /**
   * `dropped-in-async` and `dropped-in-sync`: a call that stands as a statement; `awaited`: a call that is awaited;
   * `used`: a call whose result is used; `referenced`: no call, so that anybody may call it.
   */
  readonly how: 'dropped-in-async' | 'dropped-in-sync' | 'awaited' | 'used' | 'referenced';
  readonly node: Expression;
  /** The function, class or module around it; comprehensions and lambdas are passed by. */
  readonly scope: Scope;
}

/** By name. */
export function nameUsesIn(module: SourceModule): ReadonlyMap<string, readonly NameUse[]> {
  const uses = new Map<string, NameUse[]>();
  const add = (name: string, use: NameUse): void => {
    const known = uses.get(name);
    if (known === undefined) uses.set(name, [use]);
    else known.push(use);
  };
  const visit = (node: Node, scope: Scope, parent: Node | undefined, grandparent: Node | undefined): void => {
    if (node.kind === 'Name' || node.kind === 'Attribute') {
      const isCallee = parent?.kind === 'Call' && parent.callee === node;
      if (isCallee || !isTarget(node, parent)) {
        const how = isCallee ? howCalled(grandparent, scope) : 'referenced';
        add(node.name, { form: node.kind === 'Name' ? 'bare' : 'attribute', how, node, scope });
      }
    }
    const own = node.kind === 'FunctionDef' || node.kind === 'ClassDef' ? module.names.scopes.get(node) : undefined;
    forEachChild(node, (child) => {
      const isInside = own !== undefined && isStatement(child.kind);
      visit(child, isInside ? own : scope, node, parent);
    });
  };
  visit(module.tree, module.names.scope, undefined, undefined);
  return uses;
}

function howCalled(around: Node | undefined, scope: Scope): NameUse['how'] {
  const owner = functionScopeOf(scope).node;
  if (around?.kind === 'Await') return 'awaited';
  if (around?.kind !== 'Expr') return 'used';
  return owner.kind === 'FunctionDef' && owner.isAsync ? 'dropped-in-async' : 'dropped-in-sync';
}

function isTarget(node: Node, parent: Node | undefined): boolean {
  if (parent?.kind === 'Assign') return parent.targets.some((target) => target === node);
  if (parent?.kind === 'Delete') return true;
  return (parent?.kind === 'AnnAssign' || parent?.kind === 'For') && parent.target === node;
}
