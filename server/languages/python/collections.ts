/** Variables and parameters that hold many things, by their annotation or by the literal they are given. */

import { rangeOf } from '../../analysis/text.ts';
import type { CollectionFact } from '../../facts/facts.ts';
import type { Analysed } from './drafts.ts';
import type { Expression } from './parser/nodes.ts';
import type { Binding } from './scopes.ts';

export function collectionFacts({ module, functionIds }: Analysed): readonly CollectionFact[] {
  const facts: CollectionFact[] = [];
  for (const [node, scope] of module.names.scopes) {
    const owner = node.kind === 'Module' ? 0 : functionIds.get(node);
    if (owner === undefined) continue;
    for (const [name, bindings] of scope.bindings) {
      const binding = bindings.find(isCollection);
      if (binding !== undefined)
        facts.push({ name, range: rangeOf(binding.at, binding.at + name.length), function: owner });
    }
  }
  return facts;
}

function isCollection(binding: Binding): boolean {
  switch (binding.kind) {
    case 'parameter':
      return binding.parameter.annotation !== undefined && namesCollection(binding.parameter.annotation);
    case 'declaration':
      return namesCollection(binding.annotation);
    case 'value':
      if (binding.path.length > 0) return false;
      return binding.annotation === undefined ? makesCollection(binding.value) : namesCollection(binding.annotation);
    default:
      return false;
  }
}

const collections: ReadonlySet<string> = new Set(
  'list set frozenset tuple deque List Set FrozenSet Tuple Deque Sequence MutableSequence Iterable Collection'.split(
    ' ',
  ),
);

function namesCollection(annotation: Expression): boolean {
  const type = annotation.kind === 'Subscript' ? annotation.value : annotation;
  return (type.kind === 'Name' || type.kind === 'Attribute') && collections.has(type.name);
}

const makers: ReadonlySet<string> = new Set(['list', 'set', 'frozenset', 'sorted', 'range', 'deque']);

function makesCollection(value: Expression): boolean {
  switch (value.kind) {
    case 'List':
    case 'Set':
    case 'Tuple':
    case 'ListComp':
    case 'SetComp':
      return true;
    case 'Call':
      return value.callee.kind === 'Name' && makers.has(value.callee.name);
    default:
      return false;
  }
}
