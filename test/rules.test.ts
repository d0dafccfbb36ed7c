/** Every fixture: what is marked is found and nothing else, every fix holds, and the goldens are what comes out. */

import { describe, expect, test } from 'vitest';
import { languages } from '../server/analysis/document.ts';
import { loadFixtures } from './harness/fixtures.ts';
import { runFixtures } from './harness/runFixtures.ts';

describe.each(languages)('%s', (language) => {
  const fixtures = loadFixtures(language);
  const reports = runFixtures(language, fixtures);

  test('there are fixtures', () => expect(fixtures.length).toBeGreaterThan(0));

  describe.each(fixtures.map((fixture) => ({ fixture, title: `${fixture.rule}/${fixture.name}` })))(
    '$title',
    ({ fixture }) => {
      test('finds what is marked and nothing else', () => expect(reports.get(fixture)?.marks).toEqual([]));
      test('has fixes that hold', () => expect(reports.get(fixture)?.fixes).toEqual([]));
      test('becomes its goldens', () => expect(reports.get(fixture)?.goldens).toEqual([]));
    },
  );
});
