/** Which bindings a use of a name means, and how they are written. */

import type { Range } from '../../../analysis/text.ts';
import type { Expression } from '../parser/nodes.ts';
import type { Binding, Scope } from '../scopes.ts';
import { reachingBindings } from './reaching.ts';

/** Inside a `with` or `for` that binds the name, only that binding counts, unless the block binds it again. */
export function bindingsAt(bindings: readonly Binding[], scope: Scope, at: number): readonly Binding[] {
  if (bindings.length < 2) return bindings;
  let innermost: Binding | undefined;
  let extent: Range | undefined;
  for (const binding of bindings) {
    if (binding.kind !== 'iteration' && binding.kind !== 'manager') continue;
    const { within } = binding;
    if (within === undefined || at < within.start || at >= within.end) continue;
    if (extent !== undefined && within.start < extent.start) continue;
    innermost = binding;
    extent = within;
  }
  if (innermost === undefined || extent === undefined) return reachingBindings(bindings, scope, at);
  const { start, end } = extent;
  const isBoundAgain = bindings.some((binding) => binding.at >= start && binding.at < end);
  return isBoundAgain ? reachingBindings(bindings, scope, at) : [innermost];
}

/** Whether a type is written where the name is bound. */
export function isDeclared(binding: Binding): boolean {
  if (binding.kind === 'parameter') return binding.parameter.annotation !== undefined;
  return binding.kind === 'declaration' || (binding.kind === 'value' && binding.annotation !== undefined);
}

/** `@name.setter def name` belongs to the property that is there already. */
export function isAccessor(binding: Binding): boolean {
  return (
    binding.kind === 'function' &&
    binding.node.decorators.some(
      (decorator) =>
        decorator.kind === 'Attribute' &&
        (decorator.name === 'setter' || decorator.name === 'deleter' || decorator.name === 'getter') &&
        decorator.value.kind === 'Name' &&
        decorator.value.name === binding.node.name,
    )
  );
}

/** `Final` without a type. */
export function isBareFinal(annotation: Expression): boolean {
  return (
    (annotation.kind === 'Name' && annotation.name === 'Final') ||
    (annotation.kind === 'Attribute' && annotation.name === 'Final')
  );
}
