/** How many tests of a run passed and failed, for people and for `npm test`. */

import { writeFileSync } from 'node:fs';

/** Prints the counts, writes them to the file that `TEST_REPORT` names, and sets the exit code. */
export function report({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  if (process.env.TEST_REPORT) writeFileSync(process.env.TEST_REPORT, JSON.stringify({ passed, failed }));
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

/** The counts of a suite's results file, with the failures printed. No file means that the host died on the way. */
export function countsOf(results) {
  const failures = results.tests.filter(({ state }) => state !== 'passed');
  for (const { title, state, error } of failures) console.log(`${state}: ${title}\n${error ?? ''}`);
  return { passed: results.tests.length - failures.length, failed: failures.length };
}
