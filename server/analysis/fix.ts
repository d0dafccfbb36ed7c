/** A fix: named edits that turn the pitfall into good code. */

import type { LocalizedText } from './locale.ts';
import type { Edit } from './text.ts';

/**
 * `safe` keeps behaviour and joins fix-all; `suggestion` changes behaviour in the way its title says and needs one click;
 * `refactoring` restructures the code around the finding; `tidying` touches no code that runs, but takes away what somebody
 * wrote on purpose and may need again, so it needs one click as well.
 */
export type Safety = 'safe' | 'tidying' | 'suggestion' | 'refactoring';

export interface Fix {
  /** Names the alternative in goldens and logs (`await`, `to-thread`): kebab-case, unique within the rule. */
  readonly id: string;
  readonly title: LocalizedText;
  readonly safety: Safety;
  /** Edits to the document of the finding; they never overlap. */
  readonly edits: readonly Edit[];
}
