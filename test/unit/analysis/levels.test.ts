import { expect, test } from 'vitest';
import type { Level } from '../../../server/analysis/finding.ts';
import { withLevels } from '../../../server/analysis/levels.ts';
import { defineRule } from '../../../server/analysis/rule.ts';

const rule = defineRule({
  name: 'blocking-call',
  summary: { en: '', zh: '' },
  category: 'blocked-loop',
  level: 'warning',
  messages: { sleep: { en: '', zh: '' }, file: { en: '', zh: '', level: 'hint' } },
  fixes: {},
});
const findings = [rule.finding('sleep', { start: 0, end: 1 }, {}), rule.finding('file', { start: 0, end: 1 }, {})];
const levelsWith = (chosen: Record<string, Level>) => withLevels(findings, chosen).map(({ level }) => level);

test('the rule has its own levels', () => expect(levelsWith({})).toEqual(['warning', 'hint']));
test('a level for the rule holds for all its messages', () =>
  expect(levelsWith({ 'blocking-call': 'error' })).toEqual(['error', 'error']));
test('a level for a message wins', () =>
  expect(levelsWith({ 'blocking-call': 'error', 'blocking-call/file': 'off' })).toEqual(['error']));
test('what is off is not shown', () => expect(levelsWith({ 'blocking-call': 'off' })).toEqual([]));
