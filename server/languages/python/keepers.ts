/** Whose a variable or an attribute is, so that other code may change it while a function waits. */

import type { Keeper } from '../../facts/facts.ts';
import type { Expression } from './parser/nodes.ts';
import { functionScopeOf, type Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';

/** Left out for a variable of the function, and for what belongs to such a one. */
export function keeperOf(inference: Inference, target: Expression, scope: Scope): Keeper | undefined {
  let root = target;
  while (root.kind === 'Attribute' || root.kind === 'Subscript') root = root.value;
  if (root.kind !== 'Name') return undefined;
  if (root !== target && root.name === 'self') return 'object';
  if (root !== target && root.name === 'cls') return 'class';
  const [binding] = inference.bindingsAt(root.name, scope, root.start);
  if (binding === undefined || binding.scope === functionScopeOf(scope)) return undefined;
  if (binding.scope.node.kind === 'Module') return binding.kind === 'class' ? 'class' : 'module';
  return binding.scope.node.kind === 'FunctionDef' ? 'outer-function' : undefined;
}
