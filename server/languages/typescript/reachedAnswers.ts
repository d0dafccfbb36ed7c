/**
 * Answers with what their calls lead to. Where a chain goes into other files, the answer waits until these are read. Of files
 * that are clean as far as their own facts go, only the goals of their calls wait; facts are made again of the few whose calls
 * turn out to lead to something.
 */

import type { CleanAnswer, FactsAnswer } from '../../facts/frontEnd.ts';
import { type Goal, goalsIn } from '../../facts/reach.ts';
import type { Chains } from './chains.ts';

/** Clean, unless its calls lead to something. */
export interface PresumedClean extends CleanAnswer {
  readonly goals: readonly Goal[];
}

/** What its calls lead to is told already. */
export interface Finished {
  readonly kind: 'finished';
  readonly path: string;
  readonly answer: FactsAnswer | CleanAnswer;
}

export type FirstAnswer = FactsAnswer | PresumedClean;
export type Answer = FirstAnswer | Finished;

export class ReachedAnswers {
  readonly #chains: Chains;
  readonly #factsOf: (paths: readonly string[]) => Iterable<FactsAnswer>;

  constructor(chains: Chains, factsOf: (paths: readonly string[]) => Iterable<FactsAnswer>) {
    this.#chains = chains;
    this.#factsOf = factsOf;
  }

  /** Facts for what is known by now to lead to something, while the project of these answers is open. */
  *ofProject(answers: Iterable<FirstAnswer>): Iterable<FirstAnswer> {
    const presumed: PresumedClean[] = [];
    for (const answer of answers)
      if (answer.kind === 'clean' && leadsElsewhere(answer)) presumed.push(answer);
      else yield answer;
    const leading: string[] = [];
    for (const answer of presumed)
      if (this.#chains.leadAnywhere(answer.goals)) leading.push(answer.path);
      else yield answer;
    yield* this.#factsOf(leading);
  }

  /**
   * The same where nobody asked what clean files call. `filesThatLead` is asked at the end, for paths; where it cannot tell,
   * each file is looked at. Chains are followed here, for their files can be read as long as the project is open.
   */
  *ofProjectByName(
    answers: Iterable<FirstAnswer>,
    filesThatLead: () => ReadonlySet<string> | undefined,
  ): Iterable<Finished> {
    const all = [...answers];
    const leading = all.length === 0 ? undefined : filesThatLead();
    const again: string[] = [];
    for (const answer of all) {
      const { path } = answer;
      if (leading?.has(path) === false) yield { kind: 'finished', path, answer: finalOf(answer) };
      else if (answer.kind === 'clean') again.push(path);
      else yield { kind: 'finished', path, answer: this.#followed(answer) };
    }
    for (const answer of this.#factsOf(again))
      yield { kind: 'finished', path: answer.path, answer: this.#followed(answer) };
  }

  *finished(answers: Iterable<Answer>): Iterable<FactsAnswer | CleanAnswer> {
    const waiting: Answer[] = [];
    for (const answer of answers)
      if (leadsElsewhere(answer)) waiting.push(answer);
      else yield* this.#finish(answer);
    for (const answer of waiting) yield* this.#finish(answer);
  }

  #followed(answer: FactsAnswer): FactsAnswer {
    return answer.kind === 'facts' ? { ...answer, facts: this.#chains.withReached(answer.facts) } : answer;
  }

  *#finish(answer: Answer): Iterable<FactsAnswer | CleanAnswer> {
    if (answer.kind === 'finished') yield answer.answer;
    else if (answer.kind !== 'clean') yield this.#followed(answer);
    else if (!this.#chains.leadAnywhere(answer.goals)) yield finalOf(answer);
    else for (const facts of this.#factsOf([answer.path])) yield this.#followed(facts);
  }
}

/** Of an answer about calls that lead to nothing. */
function finalOf(answer: FirstAnswer): FactsAnswer | CleanAnswer {
  return answer.kind === 'clean' ? { kind: 'clean', path: answer.path } : answer;
}

function leadsElsewhere(answer: Answer): boolean {
  return goalsOf(answer).some(({ target }) => target.path !== answer.path);
}

function goalsOf(answer: Answer): readonly Goal[] {
  if (answer.kind === 'facts') return goalsIn(answer.facts);
  return answer.kind === 'clean' ? answer.goals : [];
}
