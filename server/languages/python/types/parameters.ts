/** What a parameter holds: `self` and `cls` by their place, others by their annotation. */

import type { Expression, FunctionDef, Lambda, Parameter } from '../parser/nodes.ts';
import { parseExpression } from '../parser/parser.ts';
import type { ModuleScope, Scope } from '../scopes.ts';
import { objectOf } from './classes.ts';
import { valueGiven } from './callSites.ts';
import { fixtureValue } from './fixtures.ts';
import { handlerValue } from './handlers.ts';
import type { Inference } from './inference.ts';
import { instanceOf, listOf, unknown, type Value } from './values.ts';

/** `scope` is the function's own. */
export function parameterValue(
  inference: Inference,
  parameter: Parameter,
  owner: FunctionDef | Lambda,
  scope: Scope,
): Value {
  const commented = parameter.annotation === undefined ? typeComment(parameter, scope) : undefined;
  if (commented !== undefined) return inference.annotation(commented, scope);
  const receiver = owner.kind === 'FunctionDef' ? receiverValue(inference, parameter, owner, scope) : undefined;
  if (receiver !== undefined) return receiver;
  if (parameter.annotation === undefined) {
    if (owner.kind === 'Lambda') return unknown;
    const known = fixtureValue(inference, parameter, owner, scope) ?? handlerValue(inference, parameter, owner, scope);
    if (known !== undefined || !inference.mayAskCallers) return known ?? unknown;
    return valueGiven(inference, parameter, owner, scope) ?? unknown;
  }
  const value = inference.annotation(parameter.annotation, scope);
  switch (parameter.form) {
    case 'items':
      return listOf(value);
    case 'keywords':
      return instanceOf('builtins.dict', instanceOf('builtins.str'), value);
    default:
      return value;
  }
}

/** `def show(self,  # type: Application` */
function typeComment({ end }: Parameter, { root }: Scope): Expression | undefined {
  const { text = '' } = root ?? {};
  const match = /[ \t]*,?[ \t]*#[ \t]*type:[ \t]*(?!ignore)([\w.[\], |]+)/y;
  match.lastIndex = end;
  const [, type] = match.exec(text) ?? [];
  if (root === undefined || type === undefined) return undefined;
  const known = comments.get(root)?.get(end);
  if (known !== undefined) return known;
  const { expression, errors } = parseExpression(text, match.lastIndex - type.length, match.lastIndex);
  if (errors.length > 0) return undefined;
  // The same node again, so that what is known of it is found.
  comments.set(root, (comments.get(root) ?? new Map<number, Expression>()).set(end, expression));
  return expression;
}

const comments = new WeakMap<ModuleScope, Map<number, Expression>>();

const takesClass: ReadonlySet<string> = new Set(['__new__', '__init_subclass__', '__class_getitem__']);

function receiverValue(
  inference: Inference,
  parameter: Parameter,
  owner: FunctionDef,
  scope: Scope,
): Value | undefined {
  const body = scope.parent;
  if (body?.node.kind !== 'ClassDef' || body.parent === undefined) return undefined;
  if (owner.parameters[0] !== parameter || parameter.form === 'items' || parameter.form === 'keywords')
    return undefined;
  const symbol = inference.classSymbol(body.node, body.parent);
  const decorators = owner.decorators.map((decorator) => inference.valueOf(decorator, body));
  const isDecoratedWith = (names: readonly string[]): boolean =>
    decorators.some((decorator) => decorator.kind === 'library' && names.includes(decorator.symbol));
  if (isDecoratedWith(['builtins.staticmethod', 'abc.abstractstaticmethod'])) return undefined;
  const isClass = takesClass.has(owner.name) || isDecoratedWith(['builtins.classmethod', 'abc.abstractclassmethod']);
  return isClass ? { kind: 'class', class: symbol } : objectOf(inference, symbol, 'definition');
}
