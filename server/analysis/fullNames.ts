/** Lists of full names such as `time.sleep`, in which a `*` stands for any text: `stripe.*.create`, `company.disk.*`. */

import { literally } from './patterns.ts';
import type { OptionValue } from './rule.ts';

/** Whether a full name is in the list. */
export function fullNameMatcher(names: readonly string[]): (name: string) => boolean {
  const exact = new Set(names.filter((name) => !name.includes('*')));
  const patterns = names.filter((name) => name.includes('*')).map(patternOf);
  if (patterns.length === 0) return (name) => exact.has(name);
  const known = new Map<string, boolean>();
  return (name) => {
    let answer = known.get(name);
    if (answer === undefined) {
      answer = exact.has(name) || patterns.some((pattern) => pattern.test(name));
      known.set(name, answer);
    }
    return answer;
  };
}

/** The matcher for what an option holds. */
export function matcherOf(option: OptionValue | undefined): (name: string) => boolean {
  return fullNameMatcher(Array.isArray(option) ? option : []);
}

function patternOf(name: string): RegExp {
  const parts = name.split('*').map(literally);
  return new RegExp(`^${parts.join('.*')}$`);
}

/** The last name of a full one; `*` where that is not fixed. */
export function lastNameOf(name: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return last.includes('*') ? '*' : last;
}
