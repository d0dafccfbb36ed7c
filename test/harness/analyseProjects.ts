/** Runs one front end and the rules over a workspace. */

import path from 'node:path';
import { analyze } from '../../server/analysis/analyze.ts';
import { type Language, languageOf } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Facts } from '../../server/facts/facts.ts';
import type { FrontEnd } from '../../server/facts/frontEnd.ts';
import { createPythonFrontEnd } from '../../server/languages/python/frontEnd.ts';
import { createTypeScriptFrontEnd } from '../../server/languages/typescript/frontEnd.ts';
import { catalogue } from '../../rules/catalogue.ts';
import { frontEndHost } from './frontEndHost.ts';
import type { ScratchWorkspace } from './scratchWorkspace.ts';

export interface AnalysedFile {
  readonly text: string;
  readonly facts: Facts;
  readonly findings: readonly Finding[];
}

export function createFrontEnd(language: Language): FrontEnd {
  return language === 'python' ? createPythonFrontEnd(frontEndHost) : createTypeScriptFrontEnd(frontEndHost);
}

export const namesOfInterest = (language: Language): readonly string[] =>
  catalogue.flatMap(({ rule }) => rule.namesOfInterest?.[language] ?? []);

export const tracedCalls = (language: Language): readonly string[] =>
  catalogue.flatMap(({ rule }) => rule.tracedCalls?.[language] ?? []);

/** The answer for every file of the language, by absolute path. Throws when a file is unreadable or a rule fails. */
export function analyseProjects(workspace: ScratchWorkspace, language: Language): ReadonlyMap<string, AnalysedFile> {
  const frontEnd = createFrontEnd(language);
  const paths = [...workspace.projects].flatMap(([project, files]) =>
    [...files.keys()]
      .filter((file) => languageOf(file) === language)
      .map((file) => workspace.pathOf(project, file).replaceAll(path.sep, '/')),
  );
  const analysed = new Map<string, AnalysedFile>();
  try {
    frontEnd.configure({
      roots: [workspace.root],
      namesOfInterest: namesOfInterest(language),
      tracedCalls: tracedCalls(language),
    });
    for (const answer of frontEnd.facts(paths)) {
      if (answer.kind === 'unreadable') throw new Error(`${answer.path}: ${answer.reason}`);
      const { findings, failures } = analyze(answer.document, answer.facts, catalogue);
      const [failure] = failures;
      if (failure !== undefined) throw new Error(`${failure.rule} failed on ${answer.path}`, { cause: failure.error });
      analysed.set(answer.path, { text: answer.document.text, facts: answer.facts, findings });
    }
  } finally {
    frontEnd.dispose();
  }
  return analysed;
}
