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

export type Answer = FactsAnswer | PresumedClean;

export class ReachedAnswers {
  readonly #chains: Chains;
  readonly #factsOf: (path: string) => Iterable<Answer>;

  constructor(chains: Chains, factsOf: (path: string) => Iterable<Answer>) {
    this.#chains = chains;
    this.#factsOf = factsOf;
  }

  /** Facts for what is known by now to lead to something, while the project of these answers is open. */
  *ofProject(answers: Iterable<Answer>): Iterable<Answer> {
    const presumed: PresumedClean[] = [];
    for (const answer of answers)
      if (answer.kind === 'clean' && leadsElsewhere(answer)) presumed.push(answer);
      else yield answer;
    for (const answer of presumed)
      if (this.#chains.leadAnywhere(answer.goals)) yield* this.#factsOf(answer.path);
      else yield answer;
  }

  *finished(answers: Iterable<Answer>): Iterable<FactsAnswer | CleanAnswer> {
    const waiting: Answer[] = [];
    for (const answer of answers)
      if (leadsElsewhere(answer)) waiting.push(answer);
      else yield* this.#finish(answer);
    for (const answer of waiting) yield* this.#finish(answer);
  }

  *#finish(answer: Answer): Iterable<FactsAnswer | CleanAnswer> {
    if (answer.kind === 'facts') yield { ...answer, facts: this.#chains.withReached(answer.facts) };
    else if (answer.kind === 'unreadable') yield answer;
    else if (!this.#chains.leadAnywhere(answer.goals)) yield { kind: 'clean', path: answer.path };
    else for (const again of this.#factsOf(answer.path)) yield* this.#finish(again);
  }
}

function leadsElsewhere(answer: Answer): boolean {
  return goalsOf(answer).some(({ target }) => target.path !== answer.path);
}

function goalsOf(answer: Answer): readonly Goal[] {
  if (answer.kind === 'unreadable') return [];
  return answer.kind === 'facts' ? goalsIn(answer.facts) : answer.goals;
}
