/** Decorators that are declared to give what they are given: `def cached(function: F) -> F`. */

import type { Expression, FunctionDef, Parameter } from '../parser/nodes.ts';
import type { Scope } from '../scopes.ts';
import type { Inference } from './inference.ts';

/**
 * Whether parameter and result are of the same type variable, or `Callable[P, R]` of the same. Decorators that run or start what they
 * are given are often declared so as well, but give something else; those do not count.
 */
export function isDeclaredToGive(
  inference: Inference,
  { returns, start, end }: FunctionDef,
  given: Parameter,
  scope: Scope,
): boolean {
  const { annotation } = given;
  if (returns === undefined || annotation === undefined) return false;
  const text = scope.root?.text ?? '';
  if (text.slice(returns.start, returns.end) !== text.slice(annotation.start, annotation.end)) return false;
  const result = resultOf(annotation);
  return (
    result !== undefined &&
    inference.annotation(result, scope).kind === 'variable' &&
    !starting.test(text.slice(start, end))
  );
}

/** `F` itself, and `R` of `Callable[P, R]`. */
function resultOf(annotation: Expression): Expression | undefined {
  if (annotation.kind === 'Name') return annotation;
  if (annotation.kind !== 'Subscript' || annotation.index.kind !== 'Tuple') return undefined;
  const { value, index } = annotation;
  const [parameters, result, ...others] = index.elements;
  const isCallable = (value.kind === 'Name' || value.kind === 'Attribute') && value.name === 'Callable';
  if (!isCallable || others.length > 0 || (parameters?.kind !== 'Name' && parameters?.kind !== 'Constant'))
    return undefined;
  return result?.kind === 'Name' ? result : undefined;
}

const starting =
  /\b(?:run|run_\w+|async_to_sync|sync_to_async|to_thread|syncify|asyncify|ensure_future|create_task|start_soon|Thread|submit|Task|ensureDeferred)\(/;
