/** What the arguments of a call say about the type variables of the function. */

import { givenBy } from '../arguments.ts';
import type { Expression } from '../parser/nodes.ts';
import { definitionScope, type Scope } from '../scopes.ts';
import { elementsOf, type Substitution } from './generics.ts';
import type { Inference } from './inference.ts';
import type { CallSite } from './libraryCalls.ts';
import { awaited, elementOf } from './protocols.ts';
import { objectOf } from './classes.ts';
import { alternatives, type FunctionSymbol, instanceOf, type Value, unionOf } from './values.ts';

const nothing: Substitution = new Map();

/** `T` of `def first(items: list[T]) -> T` is what the list of the call holds. */
export function variablesGiven(
  inference: Inference,
  { node, parent, owner }: FunctionSymbol,
  receiver: Value | undefined,
  { call, scope: callScope }: CallSite,
): Substitution {
  const annotated = node.parameters.filter(({ annotation }) => annotation !== undefined);
  if (annotated.length === 0 || call.arguments.length === 0) return nothing;
  const scope = definitionScope(node, parent);
  const found = new Map<string, Value>();
  const skipped = owner !== undefined && receiver !== undefined ? 1 : 0;
  for (const [index, argument] of call.arguments.entries()) {
    if (argument.kind === 'Starred') break;
    const parameter =
      argument.kind === 'Keyword'
        ? node.parameters.find(({ name }) => name === argument.name?.text)
        : node.parameters[index + skipped];
    if (parameter?.annotation === undefined || parameter.form === 'items' || parameter.form === 'keywords') continue;
    const match = matcher(inference, parameter.annotation, scope);
    match?.(() => inference.valueOf(givenBy(argument), callScope), found);
  }
  return found;
}

/** Notes what the variables in a type stand for when a value has it. */
type Match = (value: () => Value, found: Map<string, Value>) => void;

/** `undefined` where no variable is in the annotation, so that the argument need not be looked at. */
function matcher(inference: Inference, annotation: Expression, scope: Scope): Match | undefined {
  switch (annotation.kind) {
    case 'Name': {
      const type = inference.annotation(annotation, scope);
      if (type.kind !== 'variable') return undefined;
      return (value, found) => {
        if (!found.has(type.name)) found.set(type.name, value());
      };
    }
    case 'BinOp': {
      const sides = [annotation.left, annotation.right].map((side) => matcher(inference, side, scope));
      return eachOf(sides);
    }
    case 'Subscript': {
      const parameters = elementsOf(annotation.index);
      const type = inference.valueOf(annotation.value, scope);
      if (type.kind !== 'library') return undefined;
      return ofLibraryType(inference, type.symbol, parameters, scope);
    }
    default:
      return undefined;
  }
}

function eachOf(matches: readonly (Match | undefined)[]): Match | undefined {
  const known = matches.filter((match) => match !== undefined);
  if (known.length === 0) return undefined;
  return (value, found) => {
    for (const match of known) match(value, found);
  };
}

const holders =
  /^(?:builtins\.(?:list|set|frozenset)|typing\.(?:List|Set|FrozenSet|Sequence|MutableSequence|Iterable|Iterator|Collection|Deque)|collections\.deque)$/;

function ofLibraryType(
  inference: Inference,
  symbol: string,
  parameters: readonly Expression[],
  scope: Scope,
): Match | undefined {
  const of = (index: number, part: (value: Value) => Value): Match | undefined => {
    const parameter = parameters.at(index);
    const inner = parameter === undefined ? undefined : matcher(inference, parameter, scope);
    return inner === undefined ? undefined : (value, found) => inner(() => part(value()), found);
  };
  if (symbol === 'typing.Optional' || symbol === 'typing.Annotated') return of(0, (value) => value);
  if (symbol === 'typing.Union') return eachOf(parameters.map((each) => matcher(inference, each, scope)));
  if (symbol === 'builtins.type' || symbol === 'typing.Type') return of(0, (value) => madeBy(inference, value));
  if (symbol === 'typing.Awaitable' || symbol === 'typing.Coroutine' || /^asyncio\.(?:Future|Task)$/.test(symbol))
    return of(-1, (value) => awaited(inference, value));
  if (symbol === 'typing.Callable') return of(-1, (value) => inference.callResult(value));
  if (holders.test(symbol)) return of(0, (value) => elementOf(value, false));
  if (symbol === 'typing.AsyncIterator' || symbol === 'typing.AsyncIterable')
    return of(0, (value) => elementOf(value, true));
  return undefined;
}

function madeBy(inference: Inference, value: Value): Value {
  return unionOf(
    alternatives(value).map((each) => {
      if (each.kind === 'class') return objectOf(inference, each.class, 'declaration');
      return each.kind === 'library' ? instanceOf(each.symbol) : { kind: 'unknown' };
    }),
  );
}
