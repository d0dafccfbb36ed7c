/** Mocks of tests, which stand in the place of what the code is made for. */

import { lastNameOf } from '../callFacts.ts';
import type { Call, Expression } from '../parser/nodes.ts';
import { functionScopeOf, type Scope } from '../scopes.ts';
import type { Inference } from './inference.ts';
import type { Value } from './values.ts';

export function isMock(value: Value): boolean {
  return value.kind === 'library-instance' && value.type.startsWith('unittest.mock.');
}

/**
 * `group.request = MagicMock()` above `group.reply()`: a plain method may give back what a mock gives, whatever its body tells
 * of the real thing.
 */
export function mayGiveMocked(inference: Inference, { callee, start }: Call, scope: Scope): boolean {
  if (callee.kind !== 'Attribute' || callee.value.kind !== 'Name') return false;
  const { name } = callee.value;
  const owner = functionScopeOf(scope);
  const stores = owner.root?.stores ?? [];
  return stores.some(
    ({ receiver, binding }) =>
      receiver.kind === 'Name' &&
      receiver.name === name &&
      binding.kind === 'value' &&
      binding.at < start &&
      functionScopeOf(binding.scope) === owner &&
      (isNamedMock(binding.value) || isMock(inference.valueOf(binding.value, binding.scope))),
  );
}

/** Projects make mocks of their own, or hand on those of others. */
function isNamedMock(value: Expression): boolean {
  return value.kind === 'Call' && lastNameOf(value.callee).endsWith('Mock');
}
