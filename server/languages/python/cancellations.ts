/** Exceptions by which asyncio, trio and anyio cancel work, and what catches them. */

import type { AsyncLibrary, SwallowedCancellationFact } from '../../facts/facts.ts';
import { lastNameOf, symbolOf } from './callFacts.ts';
import type { ExceptHandler, Expression } from './parser/nodes.ts';
import type { Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';

export interface Catching {
  readonly caught: SwallowedCancellationFact['caught'];
  /** Whose cancellation is named, where that is known. */
  readonly library?: AsyncLibrary;
}

const libraries: Readonly<Record<string, AsyncLibrary>> = {
  'asyncio.CancelledError': 'asyncio',
  'asyncio.exceptions.CancelledError': 'asyncio',
  'trio.Cancelled': 'trio',
  'anyio.get_cancelled_exc_class': 'anyio',
};

/** How a handler comes to catch cancellation; `undefined` where it does not. Since Python 3.8, `Exception` does not. */
export function catchingOf({ type }: ExceptHandler, inference: Inference, scope: Scope): Catching | undefined {
  return type === undefined ? { caught: 'everything' } : catchingOfTypes(type, inference, scope);
}

/** Of one type or a tuple of some. */
function catchingOfTypes(type: Expression, inference: Inference, scope: Scope): Catching | undefined {
  if (type.kind === 'Tuple') {
    const all = type.elements.flatMap((element) => catchingOfTypes(element, inference, scope) ?? []);
    return all.find(({ caught }) => caught === 'cancellation') ?? all[0];
  }
  const symbol = symbolOfType(type, inference, scope);
  // What is declared as `type[BaseException]` may be any exception.
  if (symbol === 'builtins.BaseException') return lastNameOf(type) === 'BaseException' ? { caught: 'base' } : undefined;
  const library = symbol === undefined ? undefined : libraries[symbol];
  if (library !== undefined) return { caught: 'cancellation', library };
  return isNamedCancellation(type) && !symbol?.startsWith('concurrent.') ? { caught: 'cancellation' } : undefined;
}

/** Whether a cancellation is an instance of these types, given to `isinstance`; `undefined` where some are not known. */
export function isCancellationOf(types: Expression, inference: Inference, scope: Scope): boolean | undefined {
  const each = eachOf(types);
  if (each.some((type) => catchingOfTypes(type, inference, scope) !== undefined)) return true;
  return each.every((type) => isOtherException(type, inference, scope) || isNamedClass(type)) ? false : undefined;
}

/** `h2.exceptions.ProtocolError` of a package that is not installed: classes of cancellations are told by their names. */
function isNamedClass(type: Expression): boolean {
  return (type.kind === 'Name' || type.kind === 'Attribute') && /^[A-Z]\w*[a-z]/.test(type.name);
}

/** `(A, B)` and `A | B` */
function eachOf(types: Expression): readonly Expression[] {
  if (types.kind === 'Tuple') return types.elements.flatMap(eachOf);
  return types.kind === 'BinOp' ? [...eachOf(types.left), ...eachOf(types.right)] : [types];
}

/** Whether all these are known to be no cancellation: exceptions of the language, and classes whose source is there. */
export function isOtherException(types: Expression, inference: Inference, scope: Scope): boolean {
  return eachOf(types).every((type) => {
    const value = inference.valueOf(type, scope);
    if (value.kind === 'class') return !isNamedCancellation(type);
    const symbol = symbolOf(value);
    return symbol?.startsWith('builtins.') === true && symbol !== 'builtins.BaseException';
  });
}

/** What some other module hands on under the name that it has everywhere; a future of threads has another one of that name. */
function isNamedCancellation(type: Expression): boolean {
  return names.has(lastNameOf(type.kind === 'Call' ? type.callee : type));
}

const names: ReadonlySet<string> = new Set(Object.keys(libraries).map((symbol) => symbol.replace(/.*\./, '')));

/** anyio's is asked for by a call. */
function symbolOfType(type: Expression, inference: Inference, scope: Scope): string | undefined {
  return symbolOf(inference.valueOf(type.kind === 'Call' ? type.callee : type, scope));
}
