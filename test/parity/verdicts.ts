/** What our engine says to the cases of a peer. */

import { withLevels } from '../../server/analysis/levels.ts';
import type { Language } from '../../server/analysis/document.ts';
import { type Range, textAt } from '../../server/analysis/text.ts';
import { analyseProjects } from '../harness/analyseProjects.ts';
import { scratchWorkspace } from '../harness/scratchWorkspace.ts';
import { idOf, type PeerCase } from './peerCase.ts';
import type { PeerRule } from './peers/peers.ts';

/** `missed`: a line of the peer's has no finding of ours; `false alarm`: there is one where the peer has none. */
export type Verdict = 'agreed' | 'missed' | 'false alarm';

/** What the peers check their cases with, as far as it matters. */
const compilerOptions = { target: 'esnext', lib: ['esnext', 'dom'], module: 'esnext', moduleResolution: 'bundler' };

export interface Judgement {
  readonly verdict: Verdict;
  /** First lines of our findings, from 1. */
  readonly found: readonly number[];
}

/** In the order of the cases; `ours` are the rules, or the messages of rules, that count. */
export function judgementsOf(
  cases: readonly PeerCase[],
  { ours, others }: Pick<PeerRule, 'ours' | 'others'>,
  language: Language,
): readonly Judgement[] {
  const projects = new Map(
    cases.map((one) => [projectOf(one), new Map([...one.files].map(([name, text]) => [`src/${name}`, text]))] as const),
  );
  const workspace = scratchWorkspace(projects, compilerOptions);
  try {
    const analysed = analyseProjects(workspace, language);
    return cases.map((one) => {
      const [name = ''] = one.files.keys();
      const file = analysed.get(workspace.pathOf(projectOf(one), `src/${name}`));
      if (file === undefined) throw new Error(`no answer for ${idOf(one)}`);
      const { text } = file;
      const linesOf = ({ start, end }: Range) => [lineOf(text, start), lineOf(text, end)] as const;
      const findings = withLevels(file.findings, {}).filter(
        ({ rule, messageId }) => ours.includes(rule) || ours.includes(`${rule}/${messageId}`),
      );
      const found = findings.filter(({ range }) => others?.test(textAt(text, range)) !== true);
      const named = one.isValid
        ? []
        : findings.flatMap(({ related }) => related.filter(({ path }) => path === undefined));
      return {
        verdict: verdictOn(
          one,
          [...found, ...named].map(({ range }) => linesOf(range)),
        ),
        found: found.map(({ range }) => linesOf(range)[0]),
      };
    });
  } finally {
    workspace.dispose();
  }
}

/** The lines of one file are judged in one project. */
function projectOf(one: PeerCase): string {
  return idOf({ ...one, isOneLine: false });
}

function verdictOn(
  { isValid, lines, isOneLine }: PeerCase,
  all: readonly (readonly [first: number, last: number])[],
): Verdict {
  const found = isOneLine === true ? all.filter(([first]) => lines.includes(first)) : all;
  if (isValid) return found.length === 0 ? 'agreed' : 'false alarm';
  if (lines.length === 0) return found.length > 0 ? 'agreed' : 'missed';
  return lines.every((line) => found.some(([first, last]) => first <= line && line <= last)) ? 'agreed' : 'missed';
}

/** From 1. */
function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
