import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../rules/catalogue.ts';
import { rulePage } from '../../../server/node/rulePages.ts';

const fencesOf = (page: string | undefined) => page?.match(/^```.*?^```$/gms);

describe.each(catalogue.map(({ rule }) => rule.name))('the page of %s', (name) => {
  const english = rulePage(name, 'en')?.text;
  const chinese = rulePage(name, 'zh')?.text;

  test('is there in Chinese', () => {
    expect(chinese).toMatch(/[\u4e00-\u9fff]/);
  });

  test('shows the same code and answers as many questions in both languages', () => {
    expect(fencesOf(chinese)).toEqual(fencesOf(english));
    expect(chinese?.match(/^## /gm)).toEqual(english?.match(/^## /gm));
  });
});

test('a rule without a page has none', () => {
  expect(rulePage('no-such-rule', 'zh')).toBeUndefined();
});
