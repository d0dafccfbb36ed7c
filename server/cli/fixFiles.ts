/** Applies fixes to files until nothing is left to fix, without ever writing over what somebody else wrote. */

import { mergeFixes } from '../analysis/mergeFixes.ts';
import type { Document } from '../analysis/document.ts';
import type { Finding } from '../analysis/finding.ts';
import type { Fix, Safety } from '../analysis/fix.ts';
import { applyEdits, type Edit } from '../analysis/text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { rewriteFile } from './rewriteFile.ts';

/** What fixing and checking need of the workspace. */
export type Checker = Pick<Workspace, 'check' | 'filesChanged' | 'configurationProblems'>;

export interface FixRequest {
  readonly paths: readonly string[];
  readonly safeties: readonly Safety[];
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface FixReport {
  readonly findings: number;
  readonly files: number;
  /** Files whose fixes could not be written, with the reason. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

/** One fix may reveal the next; a rule that never has enough must not keep us forever. */
const mostRounds = 5;

export async function fixFiles(request: FixRequest, checker: Checker): Promise<FixReport> {
  const fixed = new Set<string>();
  const refused: { path: string; reason: string }[] = [];
  let findings = 0;
  let remaining = request.paths;
  for (let round = 0; round < mostRounds && remaining.length > 0; round += 1) {
    const changed: string[] = [];
    for (const { document, edits, count } of await plannedChanges(remaining, request, checker)) {
      if (request.signal.aborted) break;
      const outcome = await rewriteFile(document.path, document.text, applyEdits(document.text, edits));
      if (outcome.kind === 'refused') {
        refused.push({ path: document.path, reason: outcome.reason });
        continue;
      }
      changed.push(document.path);
      fixed.add(document.path);
      findings += count;
    }
    checker.filesChanged(changed.map((path) => ({ path, kind: 'changed' })));
    remaining = changed;
  }
  return { findings, files: fixed.size, refused };
}

interface PlannedChange {
  readonly document: Document;
  readonly edits: readonly Edit[];
  /** Findings that the edits fix. */
  readonly count: number;
}

/** All files are looked at before the first is written, so that every fix of a round sees the same project. */
async function plannedChanges(
  paths: readonly string[],
  request: FixRequest,
  checker: Checker,
): Promise<readonly PlannedChange[]> {
  const planned: PlannedChange[] = [];
  let done = 0;
  for await (const result of checker.check(paths, { signal: request.signal })) {
    done += 1;
    request.onProgress(done, paths.length);
    // What is checked of a notebook is not what its file holds.
    if (result.kind !== 'checked' || result.document.cells !== undefined) continue;
    const fixes = result.findings.flatMap((finding) => chosenFix(finding, request.safeties) ?? []);
    const { edits, applied } = mergeFixes(fixes);
    if (edits.length > 0) planned.push({ document: result.document, edits, count: applied.length });
  }
  return planned;
}

/** The rule lists the fix it prefers first. */
function chosenFix(finding: Finding, safeties: readonly Safety[]): Fix | undefined {
  return finding.fixes().find((fix) => safeties.includes(fix.safety));
}
