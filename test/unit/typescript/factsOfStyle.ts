/** Facts of an empty module that is written in a certain style. */

import type { Facts, FileStyle, ImportFact } from '../../../server/facts/facts.ts';

export function factsOfStyle(style: Partial<FileStyle>, imports: readonly ImportFact[] = []): Facts {
  return {
    functions: [],
    calls: [],
    awaits: [],
    loops: [],
    dropped: [],
    fanOuts: [],
    imports,
    moduleNames: [],
    controlComments: [],
    multilineTexts: [],
    syntaxErrors: [],
    file: {
      role: 'application',
      asyncLibraries: [],
      dependencies: [],
      style: { indent: '  ', newline: '\n', quote: "'", semicolons: true, ...style },
    },
  };
}
