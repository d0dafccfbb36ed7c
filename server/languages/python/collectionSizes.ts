/** How many items something that is iterated may have. */

import type { FanOutFact } from '../../facts/facts.ts';
import type { Argument, Attribute, Expression, Slice } from './parser/nodes.ts';
import { expressionScope, type Binding, type Scope, scopeOfName } from './scopes.ts';
import { classOfSelf, selfStores } from './selfStores.ts';
import type { Inference } from './types/inference.ts';

export type Size = FanOutFact['size'];

const deepest = 8;

/** A size that nothing in the code holds down is `unbounded`. */
export function sizeOf(inference: Inference, items: Expression, scope: Scope, depth = 0): Size {
  if (depth > deepest) return 'maybe';
  const inner = (expression: Expression): Size => sizeOf(inference, expression, scope, depth + 1);
  switch (items.kind) {
    case 'List':
    case 'Tuple':
    case 'Set':
      return largest(items.elements.map((each) => (each.kind === 'Starred' ? inner(each.value) : 'bounded')));
    case 'Dict':
      return largest(items.entries.map((entry) => (entry.key === undefined ? inner(entry.value) : 'bounded')));
    case 'String':
    case 'JoinedString':
    case 'Constant':
      return 'bounded';
    case 'IfExp':
      return largest([inner(items.body), inner(items.orelse)]);
    case 'BoolOp':
      return largest(items.values.map(inner));
    case 'BinOp':
      return largest([inner(items.left), inner(items.right)]);
    case 'NamedExpr':
      return inner(items.value);
    case 'Subscript':
      if (items.index.kind === 'Slice') return sliceSize(inference, items.index, scope) ?? inner(items.value);
      return 'unbounded';
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp': {
      const within = expressionScope(items, scope);
      return largest(items.generators.map((generator) => sizeOf(inference, generator.iterable, within, depth + 1)));
    }
    case 'Call':
      return callSize(inference, items.callee, items.arguments, scope, depth);
    case 'Name':
      return nameSize(inference, items.name, items.start, scope, depth);
    case 'Attribute':
      return inference.valueOf(items, scope).kind === 'class'
        ? 'bounded'
        : attributeSize(inference, items, scope, depth);
    default:
      return 'unbounded';
  }
}

function largest(sizes: readonly Size[]): Size {
  if (sizes.includes('unbounded')) return 'unbounded';
  return sizes.includes('maybe') ? 'maybe' : 'bounded';
}

/** Iterables that are as long as their argument. */
const keepsLength: ReadonlySet<string> = new Set(
  'enumerate list tuple set frozenset sorted reversed iter filter dict'.split(' ').map((name) => `builtins.${name}`),
);

const chunks = /batch|chunk|window|grouper/i;

function callSize(
  inference: Inference,
  callee: Expression,
  given: readonly Argument[],
  scope: Scope,
  depth: number,
): Size {
  const value = inference.valueOf(callee, scope);
  const positional = given.flatMap((argument) =>
    argument.kind === 'Keyword' || argument.kind === 'Starred' ? [] : [argument],
  );
  const [first] = positional;
  const inner = (expression: Expression): Size => sizeOf(inference, expression, scope, depth + 1);
  if (value.kind === 'library') {
    if (value.symbol === 'builtins.range') return largest(positional.map((each) => numberSize(inference, each, scope)));
    if (value.symbol === 'itertools.islice') return numberSize(inference, positional.at(-1), scope);
    if (keepsLength.has(value.symbol)) return first === undefined ? 'bounded' : inner(first);
    if (value.symbol === 'builtins.map') return positional[1] === undefined ? 'maybe' : inner(positional[1]);
    if (value.symbol === 'builtins.zip') return positional.map(inner).includes('bounded') ? 'bounded' : 'unbounded';
  }
  const isView = callee.kind === 'Attribute' && /^(items|keys|values|copy)$/.test(callee.name) && given.length === 0;
  return isView ? inner(callee.value) : 'unbounded';
}

const names = /worker|concurren|parallel|limit|batch|chunk|retries|attempt/i;

/** What `range` makes of a number; one that is called after a limit is one. */
function numberSize(inference: Inference, number: Expression | undefined, scope: Scope): Size {
  switch (number?.kind) {
    case 'Number':
      return 'bounded';
    case 'UnaryOp':
      return numberSize(inference, number.operand, scope);
    case 'BinOp':
      return largest([numberSize(inference, number.left, scope), numberSize(inference, number.right, scope)]);
    case 'Call':
      if (number.callee.kind === 'Name' && number.callee.name === 'len' && number.arguments[0] !== undefined) {
        const [counted] = number.arguments;
        return counted.kind === 'Keyword' ? 'unbounded' : sizeOf(inference, counted, scope);
      }
      return 'unbounded';
    case 'Name': {
      if (names.test(number.name)) return 'bounded';
      const [binding, ...others] = inference.bindingsOf(number.name, scope);
      return others.length === 0 && binding?.kind === 'value' && binding.path.length === 0
        ? numberSize(inference, binding.value, binding.scope)
        : 'unbounded';
    }
    case 'Attribute':
      return names.test(number.name) ? 'bounded' : 'unbounded';
    default:
      return 'unbounded';
  }
}

/** A slice whose length is a constant or has a name of its own, as in `items[start : start + size]`. */
function sliceSize(inference: Inference, slice: Slice, scope: Scope): Size | undefined {
  const { lower, upper } = slice;
  if (upper?.kind === 'BinOp' && upper.operator === '+' && lower !== undefined) return 'bounded';
  if (upper === undefined) return lower?.kind === 'UnaryOp' && lower.operator === '-' ? 'bounded' : undefined;
  if (upper.kind === 'UnaryOp') return undefined;
  return numberSize(inference, upper, scope) === 'bounded' ? 'bounded' : undefined;
}

function nameSize(inference: Inference, name: string, at: number, scope: Scope, depth: number): Size {
  const bindings = inference.bindingsAt(name, scope, at);
  if (bindings.length === 0) return 'unbounded';
  const sizes = bindings.map((binding) => bindingSize(inference, binding, depth));
  const size = largest(sizes);
  return size === 'bounded' && isFilledLater(name, scope) ? 'unbounded' : size;
}

/** What the class gives to an attribute of its own, `self.workers = [… for _ in range(self.max_workers)]`. */
function attributeSize(inference: Inference, { value, name }: Attribute, scope: Scope, depth: number): Size {
  const owner = classOfSelf(value, scope);
  const { root } = scope;
  if (owner === undefined || root === undefined || isFilled(name, root.text)) return 'unbounded';
  const sizes = (selfStores(root).get(owner)?.get(name) ?? []).map(({ binding }) =>
    bindingSize(inference, binding, depth),
  );
  return sizes.length === 0 ? 'unbounded' : largest(sizes);
}

function bindingSize(inference: Inference, binding: Binding, depth: number): Size {
  switch (binding.kind) {
    case 'class':
      return 'bounded';
    case 'value':
      return binding.path.length === 0 ? sizeOf(inference, binding.value, binding.scope, depth + 1) : 'unbounded';
    case 'iteration':
      return isChunked(inference, binding.iterable, binding.scope) ? 'bounded' : 'unbounded';
    case 'from-import':
    case 'import':
      return inference.bindingsValue([binding]).kind === 'class' ? 'bounded' : 'maybe';
    default:
      return 'unbounded';
  }
}

/** `for batch in batched(items, 10)`. */
function isChunked(inference: Inference, iterable: Expression, scope: Scope): boolean {
  if (iterable.kind === 'Call') {
    const { callee } = iterable;
    const isEnumerated = callee.kind === 'Name' && callee.name === 'enumerate';
    const [first] = iterable.arguments;
    if (isEnumerated && first !== undefined && first.kind !== 'Keyword') return isChunked(inference, first, scope);
    return (callee.kind === 'Name' || callee.kind === 'Attribute') && chunks.test(callee.name);
  }
  if (iterable.kind === 'Name') {
    if (chunks.test(iterable.name)) return true;
    const [binding, ...others] = inference.bindingsOf(iterable.name, scope);
    return others.length === 0 && binding?.kind === 'value' && binding.value.kind !== 'Name'
      ? isChunked(inference, binding.value, binding.scope)
      : false;
  }
  if (iterable.kind === 'ListComp' || iterable.kind === 'GeneratorExp')
    return iterable.element.kind === 'Subscript' && iterable.element.index.kind === 'Slice';
  return false;
}

/** Whether the variable's list grows after it was made. */
function isFilledLater(name: string, scope: Scope): boolean {
  const owner = scopeOfName(name, scope);
  const text = owner?.root?.text ?? '';
  const { start, end } = owner?.node ?? { start: 0, end: 0 };
  return isFilled(name, text.slice(start, end));
}

function isFilled(name: string, text: string): boolean {
  return new RegExp(
    `\\b${name}\\.(?:append|extend|add|update|insert|push|appendleft)\\(|\\b${name}\\s*\\+=|\\b${name}\\[[^\\]]*\\]\\s*=[^=]`,
  ).test(text);
}
