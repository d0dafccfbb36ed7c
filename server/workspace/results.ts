/** What the workspace answers to its shells. */

import type { RuleFailure } from '../analysis/analyze.ts';
import { type Document, languageOf } from '../analysis/document.ts';
import type { Finding } from '../analysis/finding.ts';
import type { LocalizedText } from '../analysis/locale.ts';
import type { Range } from '../analysis/text.ts';

export type FileResult =
  | {
      readonly kind: 'checked';
      readonly path: string;
      readonly document: Document;
      /** Levels and suppressions applied; none is `off`. In source order. */
      readonly findings: readonly Finding[];
      readonly failures: readonly RuleFailure[];
    }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string }
  /** The configuration leaves the file out. */
  | { readonly kind: 'excluded'; readonly path: string };

/** What is known of a file without findings by who did not look at it: nobody reads the text of such a file. */
export function cleanResult(path: string): FileResult {
  const document = { path, language: languageOf(path) ?? 'typescript', version: 0, text: '' };
  return { kind: 'checked', path, document, findings: [], failures: [] };
}

/** A mistake in a configuration file: it is reported, and what is right in the file still counts. */
export interface ConfigurationProblem {
  readonly path: string;
  /** Where in the file, when the parser can tell. */
  readonly range?: Range;
  readonly message: LocalizedText;
  /** What was probably meant, as the file would write it, in the place of the range. */
  readonly replacement?: string;
}
