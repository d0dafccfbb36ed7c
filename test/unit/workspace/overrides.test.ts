import { describe, expect, test } from 'vitest';
import { ConfigurationFiles } from '../../../server/workspace/configurationFiles.ts';
import type { Files } from '../../../server/workspace/ports.ts';
import { sampleRule } from '../cli/sample.ts';

function configurationsOf(texts: Readonly<Record<string, string>>): ConfigurationFiles {
  const files: Files = {
    exists: (path) => path in texts,
    read: (path) => ({ kind: 'text', text: texts[path] ?? '' }),
  };
  return new ConfigurationFiles(files, [sampleRule]);
}

describe('overrides', () => {
  test('a level overrules the files, their single messages included', () => {
    const configurations = configurationsOf({
      '/work/async-pitfalls.json': '{ "rules": { "dropped-work": "off", "dropped-work/slow": "error" } }',
    });
    configurations.override({ levels: { 'dropped-work': 'hint' } });
    expect(configurations.configurationFor('/work/a.ts').configuration.levels).toEqual({ 'dropped-work': 'hint' });
  });

  test('a level holds where there is no file', () => {
    const configurations = configurationsOf({});
    configurations.override({ levels: { 'dropped-work': 'hint' } });
    expect(configurations.configurationFor('/work/a.ts').configuration.levels).toEqual({ 'dropped-work': 'hint' });
  });

  test('one configuration file holds everywhere, whatever its name', () => {
    const configurations = configurationsOf({
      '/work/async-pitfalls.json': '{ "rules": { "dropped-work": "off" } }',
      '/ci/strict.json': '{ "rules": { "dropped-work": "warning" }, "exclude": ["generated"] }',
    });
    configurations.override({ configurationFile: '/ci/strict.json' });
    const { configuration } = configurations.configurationFor('/work/a.ts');
    expect(configuration.levels).toEqual({ 'dropped-work': 'warning' });
    expect(configurations.problems()).toEqual([]);
  });
});
