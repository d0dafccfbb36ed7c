/** The facts of one function, before anything is known of its callers. */

import { rangeOf } from '../../analysis/text.ts';
import type { FunctionFact, FunctionId, FunctionKind } from '../../facts/facts.ts';
import { qualified } from './callFacts.ts';
import type { Place } from './drafts.ts';
import type { FunctionDef, Lambda } from './parser/nodes.ts';
import { functionRole } from './functionRoles.ts';
import { isMemoised } from './lazyMaking.ts';
import type { Scope } from './scopes.ts';
import type { SourceModule } from './sources.ts';
import { decoratedFunction } from './types/calls.ts';
import type { Inference } from './types/inference.ts';

export function moduleFact(module: SourceModule): FunctionFact {
  const whole = rangeOf(0, module.document.text.length);
  return {
    id: 0,
    kind: 'module',
    name: '',
    range: whole,
    nameRange: rangeOf(0, 0),
    body: whole,
    isAsync: false,
    isGenerator: false,
    // Notebooks run their cells in a loop.
    canAwait: module.document.cells !== undefined,
    asyncConversion: { kind: 'impossible', reason: 'module' },
    runs: 'loop',
  };
}

/** The conversion to async is decided later, once the callers are known. */
export function functionFact(
  inference: Inference,
  node: FunctionDef,
  place: Place,
  id: FunctionId,
  isTest: boolean,
): FunctionFact {
  const owner = place.scope.node.kind === 'ClassDef' ? place.scope.node.name : undefined;
  const role = functionRole(inference, node, place.scope, isTest);
  const parameters = requiredParameters(node, owner !== undefined);
  return {
    id,
    kind: kindOf(inference, node, place.scope),
    name: qualified(owner, node.name),
    range: rangeOf(node.start, node.end),
    nameRange: node.nameRange,
    body: node.bodyRange,
    parent: place.function,
    isAsync: node.isAsync,
    isGenerator: node.isGenerator,
    canAwait: node.isAsync,
    asyncConversion: node.isAsync ? { kind: 'not-needed' } : { kind: 'impossible', reason: 'unknown-callers' },
    runs: 'loop',
    ...(isMemoised(inference, node, place.scope) ? { isMemoised: true } : {}),
    ...(role === undefined ? {} : { role }),
    ...(parameters.length === 0 ? {} : { requiredParameters: parameters }),
  };
}

/** Without the receiver of a method; a keyword-only one is given as `name=name`. */
function requiredParameters({ parameters, decorators }: FunctionDef, isMethod: boolean): readonly string[] {
  const isStatic = decorators.some((decorator) => decorator.kind === 'Name' && decorator.name === 'staticmethod');
  const required: string[] = [];
  for (let index = isMethod && !isStatic ? 1 : 0; index < parameters.length; index++) {
    const parameter = parameters[index];
    if (parameter === undefined || parameter.default !== undefined || parameter.name === '') continue;
    const { form, name } = parameter;
    if (form === 'keyword-only') required.push(`${name}=${name}`);
    else if (form === 'positional-only' || form === 'positional-or-keyword') required.push(name);
  }
  return required;
}

export function lambdaFact(node: Lambda, place: Place, id: FunctionId): FunctionFact {
  return {
    id,
    kind: 'lambda',
    name: '',
    range: rangeOf(node.start, node.end),
    nameRange: rangeOf(node.start, node.start + 'lambda'.length),
    body: rangeOf(node.body.start, node.body.end),
    parent: place.function,
    isAsync: false,
    isGenerator: node.isGenerator,
    canAwait: false,
    asyncConversion: { kind: 'impossible', reason: 'unknown-callers' },
    runs: 'loop',
  };
}

/** What runs when an object is made. `__init_subclass__` runs when a subclass is defined. */
const constructors: ReadonlySet<string> = new Set(['__init__', '__new__', '__post_init__']);

function kindOf(inference: Inference, node: FunctionDef, parent: Scope): FunctionKind {
  if (parent.node.kind !== 'ClassDef') return 'function';
  if (constructors.has(node.name)) return 'constructor';
  if (node.decorators.length === 0) return 'method';
  const isAccessor =
    decoratedFunction(inference, node, parent).kind === 'property' ||
    node.decorators.some(
      (decorator) => decorator.kind === 'Attribute' && /^(setter|deleter|getter)$/.test(decorator.name),
    );
  return isAccessor ? 'accessor' : 'method';
}
