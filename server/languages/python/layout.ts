/** Where lines begin statements, for what is typed on a line of its own. */

import { type Range, rangeOf } from '../../analysis/text.ts';
import type { Node } from './parser/nodes.ts';
import { isStatement } from './statements.ts';

/** The part of a statement that holds no other statements: all of a simple one, the header of a compound one. */
export function headOf(node: Node): Range | undefined {
  if (!isStatement(node.kind)) return undefined;
  return 'colon' in node ? rangeOf(node.start, node.colon) : rangeOf(node.start, node.end);
}
