/** Facts of an empty module that is written in a certain style. */

import { emptyFacts } from '../../../server/facts/emptyFacts.ts';
import type { Facts, FileStyle, ImportFact } from '../../../server/facts/facts.ts';

export function factsOfStyle(style: Partial<FileStyle>, imports: readonly ImportFact[] = []): Facts {
  return {
    ...emptyFacts,
    imports,
    file: {
      role: 'application',
      asyncLibraries: [],
      dependencies: [],
      style: { indent: '  ', newline: '\n', quote: "'", semicolons: true, ...style },
    },
  };
}
