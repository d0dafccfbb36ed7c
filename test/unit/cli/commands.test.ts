import pc from 'picocolors';
import { describe, expect, test } from 'vitest';
import { explain, ruleTable } from '../../../server/cli/explain.ts';
import { renderMarkdown } from '../../../server/cli/markdown.ts';
import { progressOn } from '../../../server/cli/progress.ts';
import { words } from '../../../server/cli/words.ts';
import { askedLanguage, environmentLanguage } from '../../../server/cli/language.ts';
import { parseRuleChoices } from '../../../server/cli/ruleChoices.ts';
import { wantsColors } from '../../../server/cli/terminal.ts';
import { sampleRule } from './sample.ts';

const plain = { locale: 'en', colors: pc.createColors(false), isForPeople: true } as const;
const quietRule = { ...sampleRule, name: 'quiet-rule', level: 'off' } as const;

describe('explain', () => {
  test('shows the page of a rule', () => {
    const page = () => '# Dropped work\n\nSee **why** `a*b*` [here](#x).\n\n```ts\nsave();\n```\n';
    expect(explain('dropped-work', [sampleRule], page, plain)).toEqual({
      kind: 'page',
      text: 'Dropped work\n\nSee why a*b* here.\n\n    save();\n',
    });
  });

  test('gives other programs the Markdown itself', () => {
    const page = () => '# Dropped *work*\n';
    const style = { ...plain, isForPeople: false };
    expect(explain('dropped-work', [sampleRule], page, style)).toEqual({ kind: 'page', text: '# Dropped *work*\n' });
  });

  test('suggests the nearest name', () => {
    const unknown = explain('droped-work', [sampleRule], () => undefined, plain);
    expect(unknown).toEqual({
      kind: 'unknown',
      message: 'There is no rule droped-work. Did you mean dropped-work?',
    });
  });

  test('colours headings and code', () => {
    expect(renderMarkdown('# A `b`\n- c `d`', pc.createColors(true))).toBe(
      '\u001b[1m\u001b[4mA b\u001b[24m\u001b[22m\n• c \u001b[36md\u001b[39m\n',
    );
  });
});

test('the table of rules has one line a rule', () => {
  const catalogue = [{ rule: sampleRule, checks: { python: () => [] } }];
  expect(ruleTable(catalogue, plain)).toBe('dropped-work  error     Py  Work is dropped.\n');
});

describe('rule choices', () => {
  const rules = [sampleRule, quietRule];

  test('a name alone silences the rules that are not named', () => {
    expect(parseRuleChoices(['dropped-work'], rules, words.en)).toEqual({
      kind: 'choices',
      levels: { 'quiet-rule': 'off' },
    });
  });

  test('a rule that is off by default can be asked for', () => {
    expect(parseRuleChoices(['quiet-rule'], rules, words.en)).toEqual({
      kind: 'choices',
      levels: { 'quiet-rule': 'warning', 'dropped-work': 'off' },
    });
  });

  test('levels leave the other rules alone', () => {
    expect(parseRuleChoices(['dropped-work=hint', 'dropped-work/slow=off'], rules, words.en)).toEqual({
      kind: 'choices',
      levels: { 'dropped-work': 'hint', 'dropped-work/slow': 'off' },
    });
  });

  test.each([
    ['droped-work', 'There is no rule droped-work. Did you mean dropped-work?'],
    ['dropped-work/slo=off', 'The rule dropped-work has no message slo. Did you mean dropped-work/slow?'],
    ['dropped-work=loud', 'The level in dropped-work=loud must be one of error, warning, information, hint, off.'],
    ['dropped-work/slow', 'dropped-work/slow needs a level, as in dropped-work/slow=off.'],
  ])('%s is unusable', (choice, message) => {
    expect(parseRuleChoices([choice], rules, words.en)).toEqual({ kind: 'unusable', message });
  });
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '', TERM: 'xterm' }, true],
  [false, { FORCE_COLOR: '1' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [true, { TERM: 'dumb' }, false],
  [false, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
])('colours on a terminal (%s) with %o: %s', (isTerminal, environment, expected) => {
  expect(wantsColors(isTerminal, environment)).toBe(expected);
});

describe('progress', () => {
  function progressAt(isTerminal: boolean) {
    const written: string[] = [];
    const clock = { time: 0 };
    const output = { isTerminal, width: 20, write: async (text: string) => void written.push(text) };
    return { progress: progressOn(output, () => clock.time), written, clock };
  }

  test('draws nothing for short work and nothing without a terminal', () => {
    const short = progressAt(true);
    short.progress.show('1 of 2');
    const piped = progressAt(false);
    piped.clock.time = 5000;
    piped.progress.show('1 of 2');
    expect([...short.written, ...piped.written]).toEqual([]);
  });

  test('draws one line that fits, not at each call, and takes it away once', async () => {
    const { progress, written, clock } = progressAt(true);
    clock.time = 1000;
    progress.show('a line that is far too long for it');
    clock.time = 1050;
    progress.show('too soon');
    await progress.clear();
    await progress.clear();
    expect(written).toEqual(['\r\u001b[2Ka line that is far ', '\r\u001b[2K']);
  });
});

describe('the language', () => {
  test.each([
    ['en', 'en'],
    ['zh-cn', 'zh'],
    ['zh', 'zh'],
    ['zh_CN.UTF-8', 'zh'],
    ['EN-gb', 'en'],
  ])('that %s asks for is %s', (tag, locale) => expect(askedLanguage(tag)).toBe(locale));

  test.each(['fr', 'english', ''])('that %j asks for is none of ours', (tag) =>
    expect(() => askedLanguage(tag)).toThrow('en, zh-cn'),
  );

  test.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: '', LC_MESSAGES: 'zh_CN' }, 'zh'],
    [{ LANG: 'en_US.UTF-8', LANGUAGE: 'zh_CN:en' }, 'zh'],
    [{ LANG: 'C.UTF-8', LANGUAGE: 'zh_CN' }, 'en'],
    [{ LC_ALL: 'POSIX', LANG: 'zh_CN' }, 'en'],
    [{ LANG: 'fr_FR.UTF-8' }, 'en'],
  ])('of %o is %s', (environment, locale) => expect(environmentLanguage(environment)).toBe(locale));
});
