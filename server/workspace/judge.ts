/** What the rules, the suppressions and the configuration make of a file's facts. */

import { analyze } from '../analysis/analyze.ts';
import type { Document } from '../analysis/document.ts';
import { withLevels } from '../analysis/levels.ts';
import { withoutPeerSuppressed } from '../analysis/peerSuppressions.ts';
import type { CatalogueEntry } from '../analysis/rule.ts';
import { applySuppressions, type SuppressionUse, suppressionUses } from '../analysis/suppressions.ts';
import type { Facts, FileRole } from '../facts/facts.ts';
import type { Configuration } from './configuration.ts';
import type { Log } from './ports.ts';
import type { FileResult } from './results.ts';

/** What of the configuration decides about the findings of a file. Plain data. */
export interface Standard {
  readonly configuration: Configuration;
  /** Left out where the file's own is right. */
  readonly role?: FileRole;
}

export class Judge {
  readonly #catalogue: readonly CatalogueEntry<Facts>[];
  readonly #log: Log;
  readonly #loggedFailures = new Set<string>();

  constructor(catalogue: readonly CatalogueEntry<Facts>[], log: Log) {
    this.#catalogue = catalogue;
    this.#log = log;
  }

  /** A rule that fails loses its own findings only; the log tells of it once for each version of a file. */
  resultFor(document: Document, facts: Facts, { options, levels }: Configuration): FileResult {
    const { findings, failures } = analyze(document, facts, this.#catalogue, options);
    for (const { rule, error } of failures) this.#logOnce(rule, document, error);
    const rules = this.#catalogue.map(({ rule }) => rule);
    const unsuppressed = applySuppressions({
      document,
      comments: facts.controlComments,
      findings,
      knownRules: rules.map(({ name }) => name),
      failedRules: failures.map(({ rule }) => rule),
      isBroken: facts.syntaxErrors.length > 0,
    });
    const meant = withoutPeerSuppressed({ document, comments: facts.controlComments, findings: unsuppressed, rules });
    return { kind: 'checked', path: document.path, document, findings: withLevels(meant, levels), failures };
  }

  /** Whether there is nothing to report, so that nobody needs the facts. */
  isClean(document: Document, facts: Facts, { configuration, role }: Standard): boolean {
    const result = this.resultFor(document, withRole(facts, role), configuration);
    return result.kind === 'checked' && result.findings.length === 0 && result.failures.length === 0;
  }

  /** The comments of ours in a file, with what each of them hides. */
  suppressionUses(document: Document, facts: Facts, { options }: Configuration): readonly SuppressionUse[] {
    const { findings } = analyze(document, facts, this.#catalogue, options);
    return suppressionUses({ document, comments: facts.controlComments, findings });
  }

  #logOnce(rule: string, { path, version }: Document, error: unknown): void {
    const failure = `${rule} failed on ${path}, version ${version}`;
    if (this.#loggedFailures.has(failure)) return;
    this.#loggedFailures.add(failure);
    this.#log.error(failure, error);
  }
}

/** The facts with the file role that the configuration gives. */
export function withRole(facts: Facts, role: FileRole | undefined): Facts {
  return role === undefined ? facts : { ...facts, file: { ...facts.file, role } };
}
