/** Runs the fixtures of a language through its front end and their rules, and says what does not hold. */

import path from 'node:path';
import { type Language, languageOf } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { mergeFixes, safeFixes } from '../../server/analysis/mergeFixes.ts';
import { applyEdits, overlaps } from '../../server/analysis/text.ts';
import { type AnalysedFile, analyseProjects } from './analyseProjects.ts';
import { type Fixture, type FixtureFiles, goldenPath } from './fixtures.ts';
import { writeGolden } from './goldens.ts';
import { differences, markOf } from './marks.ts';
import { type Project, scratchWorkspace } from './scratchWorkspace.ts';
import { typeErrors } from './typeErrors.ts';

/** Sentences about what does not hold; none where all is well. */
export interface FixtureReport {
  readonly marks: readonly string[];
  readonly fixes: readonly string[];
  readonly goldens: readonly string[];
  /** Ids of all messages found and all fixes offered, so that the catalogue test can ask for missing ones. */
  readonly messageIds: readonly string[];
  readonly fixIds: readonly string[];
}

/** What a run says about one project. */
interface Outcome {
  /** By file. Findings are those of the fixture's rule. */
  readonly files: ReadonlyMap<string, AnalysedFile>;
  readonly typeErrors: readonly string[];
}

export function runFixtures(language: Language, fixtures: readonly Fixture[]): ReadonlyMap<Fixture, FixtureReport> {
  const originals = new Map(fixtures.map((fixture) => [keyOf(fixture), textsOf(fixture.files)]));
  const outcomes = run(language, originals);
  const variants = fixtures.flatMap((fixture) => variantsOf(fixture, outcomeOf(outcomes, keyOf(fixture))));
  const variantOutcomes = run(language, new Map(variants.map((variant) => [variant.key, variant.project])));
  const goldenProblems = checkGoldens(language, fixtures, outcomes);
  return new Map(
    fixtures.map((fixture) => {
      const outcome = outcomeOf(outcomes, keyOf(fixture));
      const findings = [...outcome.files.values()].flatMap((file) => file.findings);
      const own = variants.filter((variant) => variant.fixture === fixture);
      return [
        fixture,
        {
          marks: markProblems(fixture.files, outcome),
          fixes: own.flatMap((variant) => fixProblems(variant, outcome, outcomeOf(variantOutcomes, variant.key))),
          goldens: goldenProblems.get(fixture) ?? [],
          messageIds: findings.map(({ messageId }) => messageId),
          fixIds: findings.flatMap((finding) => finding.fixes().map(({ id }) => id)),
        },
      ];
    }),
  );
}

function run(language: Language, projects: ReadonlyMap<string, Project>): ReadonlyMap<string, Outcome> {
  const workspace = scratchWorkspace(projects);
  try {
    const analysed = analyseProjects(workspace, language);
    const errors = language === 'typescript' ? typeErrors(workspace) : new Map<string, readonly string[]>();
    return new Map(
      [...projects].map(([key, project]) => {
        const rule = key.split('/')[0];
        const files = new Map<string, AnalysedFile>();
        for (const file of project.keys()) {
          const answer = analysed.get(workspace.pathOf(key, file).replaceAll(path.sep, '/'));
          if (answer === undefined) continue;
          files.set(file, { ...answer, findings: answer.findings.filter((finding) => finding.rule === rule) });
        }
        return [key, { files, typeErrors: errors.get(key) ?? [] }];
      }),
    );
  } finally {
    workspace.dispose();
  }
}

function keyOf(fixture: Fixture): string {
  return `${fixture.rule}/${fixture.name}`;
}

function textsOf(files: FixtureFiles): Project {
  return new Map([...files].map(([file, { text }]) => [file, text]));
}

function outcomeOf(outcomes: ReadonlyMap<string, Outcome>, key: string): Outcome {
  const outcome = outcomes.get(key);
  if (outcome === undefined) throw new Error(`the run left ${key} out`);
  return outcome;
}

function markProblems(files: FixtureFiles, outcome: Outcome): readonly string[] {
  return [...files].flatMap(([file, { marks, text }]) => {
    if (languageOf(file) === undefined) return [];
    const found = outcome.files.get(file)?.findings ?? [];
    return differences(
      file,
      marks,
      found.map((finding) => markOf(text, finding)),
    );
  });
}

// ---- every fix alone --------------------------------------------------------------------------------------------

/** A copy of a fixture with one fix of one finding applied. */
interface Variant {
  readonly key: string;
  readonly fixture: Fixture;
  readonly file: string;
  readonly finding: Finding;
  readonly fix: Fix;
  readonly project: Project;
  /** What is wrong with the edits themselves; then nothing is applied. */
  readonly editProblem?: string;
}

function variantsOf(fixture: Fixture, outcome: Outcome): readonly Variant[] {
  const variants: Variant[] = [];
  for (const [file, { text, findings }] of outcome.files) {
    for (const finding of findings) {
      for (const fix of finding.fixes()) {
        const editProblem = problemWithEdits(text, fix);
        const project = new Map(textsOf(fixture.files));
        if (editProblem === undefined) project.set(file, applyEdits(text, fix.edits));
        // A variant has the depth of its original, so that relative paths keep their meaning.
        const key = `${fixture.rule}/${variants.length}-${fixture.name}`;
        const variant = { key, fixture, file, finding, fix, project };
        variants.push(editProblem === undefined ? variant : { ...variant, editProblem });
      }
    }
  }
  return variants;
}

function problemWithEdits(text: string, fix: Fix): string | undefined {
  if (fix.edits.length === 0) return 'has no edits';
  for (const [index, one] of fix.edits.entries()) {
    const { start, end } = one.range;
    if (!(0 <= start && start <= end && end <= text.length)) return `edits ${start}–${end}, outside the file`;
    if (fix.edits.some((other, at) => at > index && overlaps(one.range, other.range))) return 'has edits that overlap';
  }
  return undefined;
}

function fixProblems(variant: Variant, before: Outcome, after: Outcome): readonly string[] {
  const { line, source } = markOf(before.files.get(variant.file)?.text ?? '', variant.finding);
  const subject = `the fix ${variant.fix.id} for ${variant.file}:${line} ${source}`;
  if (variant.editProblem !== undefined) return [`${subject} ${variant.editProblem}`];
  const result = after.files.get(variant.file)?.text ?? '';
  const problems: string[] = [];
  if (count(after, ({ findings }) => findings) >= count(before, ({ findings }) => findings))
    problems.push(`${subject} does not make the finding go away`);
  if (count(after, ({ facts }) => facts.syntaxErrors) > count(before, ({ facts }) => facts.syntaxErrors))
    problems.push(`${subject} breaks the syntax`);
  if (after.typeErrors.length > before.typeErrors.length)
    problems.push(`${subject} makes type errors: ${after.typeErrors.join('; ')}`);
  return problems.map((problem) => `${problem}\n${result}`);
}

function count(outcome: Outcome, list: (file: AnalysedFile) => readonly unknown[]): number {
  return [...outcome.files.values()].reduce((sum, file) => sum + list(file).length, 0);
}

// ---- goldens ----------------------------------------------------------------------------------------------------

/** A fixture under one fix id (or fix-all), changed round by round until nothing offers that fix any more. */
interface Series {
  readonly fixture: Fixture;
  readonly fixId: string | undefined;
  readonly key: string;
  outcome: Outcome;
  isSettled: boolean;
}

const roundLimit = 6;

function checkGoldens(
  language: Language,
  fixtures: readonly Fixture[],
  outcomes: ReadonlyMap<string, Outcome>,
): ReadonlyMap<Fixture, readonly string[]> {
  const series = fixtures.flatMap((fixture) => seriesOf(fixture, outcomeOf(outcomes, keyOf(fixture))));
  for (let round = 0; round < roundLimit && series.some(({ isSettled }) => !isSettled); round += 1) {
    const next = new Map<string, Project>();
    for (const one of series) {
      const changed = one.isSettled ? undefined : changedTexts(one);
      if (changed === undefined) one.isSettled = true;
      else next.set(one.key, changed);
    }
    if (next.size === 0) break;
    for (const [key, outcome] of run(language, next)) {
      const one = series.find((candidate) => candidate.key === key);
      if (one !== undefined) one.outcome = outcome;
    }
  }
  const problems = new Map<Fixture, string[]>();
  for (const one of series) {
    const before = outcomeOf(outcomes, keyOf(one.fixture));
    problems.set(one.fixture, [...(problems.get(one.fixture) ?? []), ...goldenProblems(one, before)]);
  }
  return problems;
}

function seriesOf(fixture: Fixture, outcome: Outcome): readonly Series[] {
  const ids = new Set<string | undefined>(fixture.goldens.map(({ fixId }) => fixId));
  if ([...outcome.files.values()].some(({ findings }) => safeFixes(findings).length > 0)) ids.add(undefined);
  return [...ids].map((fixId, index) => ({
    fixture,
    fixId,
    key: `${fixture.rule}/${index}-${fixture.name}`,
    outcome,
    isSettled: false,
  }));
}

/** The fixture's texts after one more application of the series' fix, or nothing where no finding offers it. */
function changedTexts({ fixture, fixId, outcome }: Series): Project | undefined {
  const texts = new Map(textsOf(fixture.files));
  let isChanged = false;
  for (const [file, { text, findings }] of outcome.files) {
    const offered =
      fixId === undefined
        ? safeFixes(findings)
        : findings.flatMap((finding) => finding.fixes().find(({ id }) => id === fixId) ?? []);
    const { edits } = mergeFixes(offered);
    isChanged ||= edits.length > 0;
    texts.set(file, applyEdits(text, edits));
  }
  return isChanged ? texts : undefined;
}

function goldenProblems({ fixture, fixId, outcome, isSettled }: Series, before: Outcome): readonly string[] {
  const target = goldenPath(fixture, fixId);
  const name = path.basename(target);
  if (!isSettled) return [`${name}: applying ${fixId ?? 'fix-all'} again and again never comes to rest`];
  if (process.env.UPDATE_GOLDENS === '1') writeGolden(fixture, target, outcome.files);
  const golden = fixture.goldens.find((one) => one.fixId === fixId);
  if (process.env.UPDATE_GOLDENS === '1') return [];
  if (golden === undefined) return [`${name} is missing; UPDATE_GOLDENS=1 writes it`];
  const problems: string[] = [];
  for (const [file, { text }] of outcome.files) {
    const expected = golden.files.get(file)?.text;
    if (expected !== text) problems.push(`${name} is not what comes out:\n${text}`);
  }
  if (outcome.typeErrors.length > before.typeErrors.length)
    problems.push(`${name} has type errors: ${outcome.typeErrors.join('; ')}`);
  return problems.length > 0 ? problems : markProblems(golden.files, outcome);
}
