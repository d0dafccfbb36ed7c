/** The catalogue is whole: names, words in both languages, pages, and a fixture for everything a rule can say or do. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../rules/catalogue.ts';
import { languages } from '../server/analysis/document.ts';
import { levels } from '../server/analysis/finding.ts';
import { fill } from '../server/analysis/locale.ts';
import { fixNoteOn } from '../server/lsp/pageExcerpts.ts';
import { rulePage } from '../server/node/rulePages.ts';
import { loadFixtures, rulesFolder } from './harness/fixtures.ts';

const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Values as long as they usually are. */
const typicalValues: Readonly<Record<string, string>> = {
  callee: 'session.store.save',
  combinator: 'Promise.allSettled',
  function: 'handleRequest',
  handler: 'except BaseException',
  holder: 'this.cache',
  helper: 'mapLimit',
  library: 'asyncio',
  limit: '10',
  lock: 'self._session_lock',
  logger: '_LOGGER',
  maker: 'connect',
  member: 'identifier',
  method: '[Symbol.toPrimitive]',
  name: 'identifier',
  pipe: 'process.stdout',
  raised: 'ConnectionError',
  resource: 'aiohttp.ClientSession',
  runner: 'asyncio.to_thread',
  signal: 'signal',
  steps: '3',
  subject: 'session.store.save',
  variable: 'connection',
  twin: 'asyncio.to_thread',
  type: 'asyncio.Lock',
  work: 'session.get',
};

const fixtures = languages.flatMap((language) => loadFixtures(language));

test('rules are listed in the order of their names', () => {
  const names = catalogue.map(({ rule }) => rule.name);
  expect(names).toEqual([...names].sort());
});

describe.each(catalogue.map(({ rule, checks }) => ({ name: rule.name, rule, checks })))('$name', ({ rule, checks }) => {
  const messages = Object.entries(rule.messages);
  const fixes = Object.entries(rule.fixes);
  const own = fixtures.filter((fixture) => fixture.rule === rule.name);

  test('is kebab-case, and so are the ids of its messages and fixes', () => {
    const names = [rule.name, ...Object.keys(rule.messages), ...Object.keys(rule.fixes)];
    expect(names.filter((name) => !kebabCase.test(name))).toEqual([]);
  });

  test('has a page and a check', () => {
    expect(existsSync(path.join(rulesFolder, rule.name, 'README.md'))).toBe(true);
    expect(Object.keys(checks)).not.toEqual([]);
  });

  test('has levels that exist', () => {
    const used = [rule.level, ...messages.map(([, message]) => message.level ?? rule.level)];
    expect(used.filter((level) => !levels.includes(level))).toEqual([]);
  });

  test.each([...messages, ...fixes, ['summary', rule.summary]] as const)(
    '%s says the same in both languages',
    (_, text) => {
      expect(placeholdersOf(text.zh)).toEqual(placeholdersOf(text.en));
      expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(fill(text.en, typicalValues)).not.toMatch(/\{\w+\}/);
    },
  );

  test.each(messages)('the first sentence of %s is complete within 80 characters', (_, message) => {
    const [sentence = ''] = fill(message.en, typicalValues).split(/(?<=\.)\s/);
    expect(sentence.length).toBeLessThanOrEqual(80);
    expect(sentence).toMatch(/\.$/);
  });

  test.each(fixes)('the title of %s fits a menu and has no full stop', (_, title) => {
    expect(fill(title.en, typicalValues).length).toBeLessThanOrEqual(72);
    expect(title.en).not.toMatch(/\.$/);
  });

  test.each(fixes)('the pages say what %s does', (_, title) => {
    // An editor shows this sentence above the changes.
    for (const locale of ['en', 'zh'] as const) {
      const page = rulePage(rule.name, locale)?.text ?? '';
      expect(
        fixNoteOn(page, fill(title[locale], typicalValues)),
        `_${title[locale]}_ … on the page in ${locale}`,
      ).toBeDefined();
    }
  });

  test.each(messages)('some fixture finds %s', (id) => {
    expect(
      own.some(({ files }) => [...files.values()].some(({ marks }) => marks.some((mark) => mark.messageId === id))),
    ).toBe(true);
  });

  test.each(fixes)('some golden shows %s', (id, title) => {
    const shows = (fixId: string | undefined) => fixId === id || (title.safety === 'safe' && fixId === undefined);
    expect(own.some(({ goldens }) => goldens.some(({ fixId }) => shows(fixId)))).toBe(true);
  });

  test.each(languages.filter((language) => checks[language] !== undefined))(
    'some fixture is silent in %s',
    (language) => {
      const isSilent = own.some(
        (fixture) =>
          fixture.language === language && [...fixture.files.values()].every(({ marks }) => marks.length === 0),
      );
      expect(isSilent).toBe(true);
    },
  );
});

function placeholdersOf(text: string): readonly string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}
