/** Blocks of tests that are written to fail: whatever is wrong in them is meant. */

import { lastNameOf } from './callFacts.ts';
import type { Statement } from './parser/nodes.ts';

/** `with pytest.raises(…):` and `with self.assertRaises(…):` */
export function expectsError(statement: Statement): boolean {
  return (
    statement.kind === 'With' &&
    statement.items.some(
      ({ context }) => context.kind === 'Call' && /^(?:raises|assertRaises)/.test(lastNameOf(context.callee)),
    )
  );
}
