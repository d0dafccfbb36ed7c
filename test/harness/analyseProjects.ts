/** Runs one front end and the rules over a workspace. */

import path from 'node:path';
import { lastNameOf } from '../../server/analysis/fullNames.ts';
import { analyze } from '../../server/analysis/analyze.ts';
import { type Language, languageOf } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Facts } from '../../server/facts/facts.ts';
import type { FrontEnd } from '../../server/facts/frontEnd.ts';
import { createPythonFrontEnd } from '../../server/languages/python/frontEnd.ts';
import { createTypeScriptFrontEnd } from '../../server/languages/typescript/frontEnd.ts';
import { readConfiguration } from '../../server/workspace/configuration.ts';
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

/** The options of a project's configuration, and the calls that they name. */
function configured(folder: string, text: string) {
  const source = {
    path: folder,
    value: JSON.parse(text),
    keyRange: () => undefined,
    valueRange: () => undefined,
    written: (word: string) => word,
  };
  const { configuration, problems } = readConfiguration(
    source,
    catalogue.map(({ rule }) => rule),
  );
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`${folder}: ${problem.message}`);
  const callees = catalogue.flatMap(({ rule }) =>
    Object.entries(rule.options ?? {}).flatMap(([name, option]): readonly string[] => {
      const value = configuration.options[rule.name]?.[name];
      return option.kind === 'callees' && Array.isArray(value) ? value : [];
    }),
  );
  return { folder: folder.replaceAll(path.sep, '/'), options: configuration.options, callees };
}

/** The answer for every file of the language, by absolute path. Throws when a file is unreadable or a rule fails. */
export function analyseProjects(workspace: ScratchWorkspace, language: Language): ReadonlyMap<string, AnalysedFile> {
  const frontEnd = createFrontEnd(language);
  const configurations = [...workspace.projects].flatMap(([project, files]) => {
    const text = files.get('async-pitfalls.json');
    return text === undefined ? [] : [configured(workspace.pathOf(project, ''), text)];
  });
  const paths = [...workspace.projects].flatMap(([project, files]) =>
    [...files.keys()]
      .filter((file) => languageOf(file) === language)
      .map((file) => workspace.pathOf(project, file).replaceAll(path.sep, '/')),
  );
  const analysed = new Map<string, AnalysedFile>();
  try {
    frontEnd.configure({
      roots: [workspace.root],
      namesOfInterest: [
        ...namesOfInterest(language),
        ...configurations.flatMap(({ callees }) => callees.map(lastNameOf)),
      ],
      tracedCalls: [...tracedCalls(language), ...configurations.flatMap(({ callees }) => callees)],
    });
    for (const answer of frontEnd.facts(paths)) {
      if (answer.kind === 'unreadable') throw new Error(`${answer.path}: ${answer.reason}`);
      const options = configurations.find(({ folder }) => answer.path.startsWith(folder))?.options;
      const { findings, failures } = analyze(answer.document, answer.facts, catalogue, options);
      const [failure] = failures;
      if (failure !== undefined) throw new Error(`${failure.rule} failed on ${answer.path}`, { cause: failure.error });
      analysed.set(answer.path, { text: answer.document.text, facts: answer.facts, findings });
    }
  } finally {
    frontEnd.dispose();
  }
  return analysed;
}
