/** Methods that Python calls itself, async where their caller wants a plain result, or the reverse. */

import { insertion, rangeOf, replacement } from '../../analysis/text.ts';
import type { ProtocolFlawFact } from '../../facts/facts.ts';
import type { Analysed, FunctionDraft } from './drafts.ts';
import { isPlaceholder, waits, walkOwnBody } from './functionBodies.ts';
import type { Expression, FunctionDef } from './parser/nodes.ts';
import { awaitableFact } from './types/values.ts';

/** Their result is used at once. `__new__` and `__getitem__` are left out: whoever makes or reads may await them. */
const plainMethods: ReadonlySet<string> = new Set(
  [
    '__init__ __init_subclass__ __post_init__ __set_name__ __del__ __enter__ __exit__ __iter__ __next__ __aiter__ __await__',
    '__len__ __length_hint__ __bool__ __str__ __repr__ __format__ __bytes__ __hash__ __index__ __int__ __float__',
    '__contains__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __setattr__ __delattr__ __setitem__ __delitem__ __dir__',
  ]
    .join(' ')
    .split(' '),
);

/** Their result is awaited. */
const awaitedMethods: ReadonlySet<string> = new Set(['__aenter__', '__aexit__', '__anext__']);

/** What an async method was meant to be, where its plain name has an asynchronous twin. */
const twins: Readonly<Record<string, string>> = {
  __enter__: '__aenter__',
  __exit__: '__aexit__',
  __iter__: '__aiter__',
  __next__: '__anext__',
};

export function protocolFlawFacts(analysed: Analysed): readonly ProtocolFlawFact[] {
  return analysed.functions.flatMap((draft) => {
    const { node, parent } = draft;
    if (node?.kind !== 'FunctionDef' || parent.node.kind !== 'ClassDef' || node.decorators.length > 0) return [];
    if (!/^__\w+__$/.test(node.name)) return [];
    if (node.isAsync) return [...asyncFlaws(draft, node), ...endFlaws(draft, node)];
    return plainFlaws(analysed, draft, node);
  });
}

function asyncFlaws({ fact }: FunctionDraft, node: FunctionDef): readonly ProtocolFlawFact[] {
  // An asynchronous generator is what `__aiter__` should give.
  const isFine = node.name === '__aiter__' && node.isGenerator;
  if (!plainMethods.has(node.name) || isFine || isPlaceholder(node)) return [];
  const twin = twins[node.name];
  // An `__iter__` that yields was meant to be gone over with `async for`; one that returns was not.
  const isTwinFit = twin !== undefined && (node.name !== '__iter__' || node.isGenerator);
  return [
    {
      range: node.nameRange,
      method: node.name,
      flaw: 'must-be-plain',
      ...(isTwinFit ? { rename: { name: twin, edits: [replacement(node.nameRange, twin)] } } : {}),
      ...(waits(node) ? {} : { dropAsync: [replacement(rangeOf(node.start, node.defOffset), '')] }),
      function: fact.id,
    },
  ];
}

function plainFlaws(
  { inference }: Analysed,
  { fact, parent }: FunctionDraft,
  node: FunctionDef,
): readonly ProtocolFlawFact[] {
  if (!awaitedMethods.has(node.name) || isPlaceholder(node)) return [];
  const result = inference.callResult({ kind: 'function', function: { node, parent, owner: undefined } });
  if (awaitableFact(result).awaitability !== 'never') return [];
  const mending = node.isGenerator ? undefined : [insertion(node.defOffset, 'async ')];
  return [
    {
      range: node.nameRange,
      method: node.name,
      flaw: 'must-be-async',
      ...(mending === undefined ? {} : { mending }),
      function: fact.id,
    },
  ];
}

/** `raise StopIteration` in a coroutine arrives as a `RuntimeError`. */
function endFlaws({ fact }: FunctionDraft, node: FunctionDef): readonly ProtocolFlawFact[] {
  const flaws: ProtocolFlawFact[] = [];
  if (node.name !== '__anext__') return flaws;
  walkOwnBody(node, (inner) => {
    const raised = inner.kind === 'Raise' ? stopIteration(inner.exception) : undefined;
    if (raised === undefined) return;
    const range = rangeOf(raised.start, raised.end);
    const mending = [replacement(range, 'StopAsyncIteration')];
    flaws.push({ range, method: node.name, flaw: 'wrong-end', mending, function: fact.id });
  });
  return flaws;
}

function stopIteration(exception: Expression | undefined): Expression | undefined {
  const raised = exception?.kind === 'Call' ? exception.callee : exception;
  return raised?.kind === 'Name' && raised.name === 'StopIteration' ? raised : undefined;
}
