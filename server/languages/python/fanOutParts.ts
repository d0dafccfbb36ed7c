/** Parts of fan-outs as they are written. */

import { type Range, rangeOf } from '../../analysis/text.ts';
import type { Expression } from './parser/nodes.ts';

export function writtenRange(node: Expression): Range {
  return rangeOf(node.start, node.end);
}

/** `fetch` of `partial(fetch, session)`. */
export function functionExpression(callable: Expression): Expression {
  if (callable.kind !== 'Call') return callable;
  const { callee } = callable;
  const [first] = callable.arguments;
  const isPartial = (callee.kind === 'Name' || callee.kind === 'Attribute') && callee.name === 'partial';
  return isPartial && first !== undefined && first.kind !== 'Keyword' ? first : callable;
}
