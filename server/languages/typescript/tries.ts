/** `try` statements: where errors are caught, and where something runs on the way out. */

import { isTryStatement, SyntaxKind } from 'typescript/unstable/ast';
import type { TryFact } from '../../facts/facts.ts';
import type { FactFamily } from './families.ts';
import { bodyRangeOf } from './functions.ts';
import { rangeOfNode } from './nodes.ts';

export const tryFamily: FactFamily<'tries'> = {
  kinds: [SyntaxKind.TryStatement],
  facts: ({ syntax: { byKind, source } }) => ({
    tries: (byKind.get(SyntaxKind.TryStatement) ?? []).flatMap(({ node, function: owner }): readonly TryFact[] => {
      if (!isTryStatement(node)) return [];
      const { tryBlock, catchClause, finallyBlock } = node;
      return [
        {
          range: rangeOfNode(node, source.text),
          body: bodyRangeOf(tryBlock, source.text),
          ...(catchClause === undefined ? {} : { handler: bodyRangeOf(catchClause.block, source.text) }),
          ...(finallyBlock === undefined ? {} : { cleanup: bodyRangeOf(finallyBlock, source.text) }),
          function: owner,
        },
      ];
    }),
  }),
};
