/** How containers that start empty are written, and what is put into them. */

import type { Call, Expression, Statement } from './parser/nodes.ts';

const makers = ['dict', 'list', 'set', 'deque'];

export function isEmptyContainer(value: Expression): boolean {
  switch (value.kind) {
    case 'Dict':
      return value.entries.length === 0;
    case 'List':
      return value.elements.length === 0;
    case 'Call':
      return value.callee.kind === 'Name' && makers.includes(value.callee.name) && value.arguments.length === 0;
    default:
      return false;
  }
}

/** `container.append(value)` and `container.add(value)`. */
export function addition({ callee, arguments: given }: Call): { container: Expression; value: Expression } | undefined {
  if (callee.kind !== 'Attribute' || given.length !== 1) return undefined;
  if (callee.name !== 'append' && callee.name !== 'add') return undefined;
  const [value] = given;
  if (value === undefined || value.kind === 'Keyword' || value.kind === 'Starred') return undefined;
  return { container: callee.value, value };
}

/** What a statement puts something into. */
export function containersFilledBy(statement: Statement): readonly Expression[] {
  if (statement.kind === 'Assign') return statement.targets.flatMap(containersIn);
  if (statement.kind !== 'Expr' || statement.value.kind !== 'Call') return [];
  const added = addition(statement.value);
  return added === undefined ? [] : [added.container];
}

function containersIn(target: Expression): readonly Expression[] {
  switch (target.kind) {
    case 'Subscript':
      return [target.value];
    case 'Tuple':
    case 'List':
      return target.elements.flatMap(containersIn);
    default:
      return [];
  }
}

/** Up to four targets, so that odd texts take no long time. */
const madeEmpty = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.])((?:[\p{L}\p{N}_.]+\s*=\s*){1,4})(?:\[\s*\]|\{\s*\}|(?:${makers.join('|')})\(\s*\))`,
  'gu',
);

/** The last names of all that is made an empty container anywhere in a text. */
export function namesOfEmptyContainers(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, targets = ''] of text.matchAll(madeEmpty))
    for (const target of targets.split('=')) names.add(target.slice(target.lastIndexOf('.') + 1).trim());
  return names;
}
