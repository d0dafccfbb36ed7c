/** What the constructor of a dataclass, a named tuple or a pydantic model takes: the fields that its body declares. */

import type { Argument, Expression } from '../parser/nodes.ts';
import type { Scope } from '../scopes.ts';
import type { Inference } from './inference.ts';
import type { ClassSymbol } from './values.ts';

export interface Field {
  readonly name: string;
  readonly annotation: Expression;
  readonly scope: Scope;
}

/** The field that an argument of the constructor fills; by position only where no base has fields before it. */
export function fieldFor(
  inference: Inference,
  owner: ClassSymbol,
  argument: Argument,
  index: number,
): Field | undefined {
  const lineage = inference.lineageOf(owner);
  const classes = lineage.flatMap((ancestor) => (ancestor.kind === 'class' ? [ancestor.class] : []));
  const isRecord =
    classes.some((each) => isDecoratedAsRecord(inference, each) || isNamedTuple(inference, each)) ||
    lineage.some((ancestor) => ancestor.kind === 'library' && models.has(ancestor.symbol));
  if (!isRecord) return undefined;
  if (argument.kind === 'Keyword') return classes.flatMap(fieldsOf).find(({ name }) => name === argument.name?.text);
  const isOrdered = lineage.length === 1 && (isDecoratedAsRecord(inference, owner) || isNamedTuple(inference, owner));
  const hasUnordered = /\binit\s*=\s*False|\bkw_only\s*=|\bKW_ONLY\b/.test(bodyOf(owner));
  return isOrdered && !hasUnordered ? fieldsOf(owner)[index] : undefined;
}

function fieldsOf({ body }: ClassSymbol): readonly Field[] {
  return [...body.bindings.entries()].flatMap(([name, bindings]) => {
    const [binding] = bindings;
    const annotation = binding?.kind === 'declaration' || binding?.kind === 'value' ? binding.annotation : undefined;
    return annotation === undefined || isOfClass(annotation, body) ? [] : [{ name, annotation, scope: body }];
  });
}

/** `ClassVar[…]` */
function isOfClass({ start, end }: Expression, { root }: Scope): boolean {
  return /\bClassVar\b/.test(root?.text.slice(start, end) ?? '');
}

function bodyOf({ node, parent }: ClassSymbol): string {
  const start = node.decorators[0]?.start ?? node.start;
  return parent.root?.text.slice(start, node.end) ?? '';
}

const decorators: ReadonlySet<string> = new Set(
  'dataclasses.dataclass pydantic.dataclasses.dataclass attr.dataclass attr.define attr.frozen attr.mutable attrs.define attrs.frozen attrs.mutable'.split(
    ' ',
  ),
);

const models: ReadonlySet<string> = new Set(['pydantic.BaseModel', 'sqlmodel.SQLModel', 'msgspec.Struct']);

function isDecoratedAsRecord(inference: Inference, { node, parent }: ClassSymbol): boolean {
  return node.decorators.some((decorator) => {
    const value = inference.valueOf(decorator.kind === 'Call' ? decorator.callee : decorator, parent);
    return value.kind === 'library' && decorators.has(value.symbol);
  });
}

function isNamedTuple(inference: Inference, { node, parent }: ClassSymbol): boolean {
  return node.arguments.some((argument) => {
    if (argument.kind === 'Keyword') return false;
    const value = inference.valueOf(argument, parent);
    return value.kind === 'library' && value.symbol === 'typing.NamedTuple';
  });
}
