/** Which of two places in a function comes first, whatever way is taken. */

import type { Place } from './drafts.ts';
import type { Statement } from './parser/nodes.ts';
import { walk } from './parser/walk.ts';
import { blocksOf } from './statements.ts';

/** Whether whoever gets to the second place has been at the first one, in the same statement or an earlier one. */
export function comesFirst(first: Place, second: Place): boolean {
  const [one, other] = [pathTo(first), pathTo(second)];
  const last = one.at(-1);
  if (last === undefined || isShortCut(last)) return false;
  if (last === other.at(-1)) return true;
  // All that stands around the first one stands around the second one as well, in the same branches.
  const around = one.slice(0, -1);
  if (!around.every((statement, index) => statement === other[index])) return false;
  const beside = other[around.length];
  const block = around.at(-1);
  if (beside === undefined || block === undefined) return beside !== undefined;
  return blocksOf(block).some((statements) => statements.includes(last) && statements.includes(beside));
}

function pathTo({ around, statement }: Place): readonly Statement[] {
  return statement === undefined ? around : [...around, statement];
}

/** Whether only a part of the statement may run. */
function isShortCut(statement: Statement): boolean {
  let found = false;
  walk(statement, (node) => {
    if (node.kind === 'BoolOp' || node.kind === 'IfExp') found = true;
    return !found;
  });
  return found || statement.kind === 'Return' || statement.kind === 'Raise';
}
