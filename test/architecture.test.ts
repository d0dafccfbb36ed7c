/** Asserts who may import whom, and the nevers of ARCHITECTURE.md that can be read off the files. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** For each part: the parts it may import besides itself. The first pattern that matches a file decides its part. */
const layers: readonly (readonly [part: string, files: RegExp, may: readonly string[]])[] = [
  ['analysis', /^server\/analysis\//, []],
  ['facts', /^server\/facts\//, ['analysis']],
  ['blocking', /^server\/blocking\//, ['analysis', 'facts']],
  ['callGraph', /^server\/callGraph\//, ['analysis', 'facts', 'blocking', 'typescript', 'python']],
  ['typescript', /^server\/languages\/typescript\//, ['analysis', 'facts']],
  ['python', /^server\/languages\/python\//, ['analysis', 'facts']],
  ['rule-tools', /^rules\/tools\//, ['analysis', 'facts', 'blocking', 'workspace', 'catalogue', 'rule', 'snippets']],
  ['catalogue', /^rules\/catalogue\.ts$/, ['analysis', 'facts', 'rule']],
  ['rule', /^rules\//, ['analysis', 'facts', 'blocking', 'typescript', 'python']],
  ['snippets', /^snippets\//, ['analysis', 'facts', 'typescript', 'python']],
  ['workspace', /^server\/workspace\//, ['analysis', 'facts', 'catalogue', 'snippets']],
  ['thread', /^server\/node\/(?:typescript|python)Worker\.ts$/, ['node', 'typescript', 'python', 'catalogue']],
  ['node', /^server\/node\//, ['analysis', 'facts', 'workspace', 'typescript', 'python']],
  ['lsp', /^server\/lsp\//, ['analysis', 'facts', 'callGraph', 'workspace', 'node', 'snippets', 'catalogue']],
  ['cli', /^server\/cli\//, ['analysis', 'facts', 'callGraph', 'workspace', 'node', 'catalogue']],
  ['client', /^client\//, []],
];

/** Packages that only one part may import. */
const owners: Readonly<Record<string, string>> = {
  typescript: 'typescript',
  'vscode-languageserver': 'lsp',
  'vscode-languageserver-textdocument': 'lsp',
  'vscode-languageclient': 'client',
  vscode: 'client',
  commander: 'cli',
  picocolors: 'cli',
};

const sources = globSync('{client,server,rules,snippets}/**/*.ts', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.includes('/fixtures/') && !file.includes('node_modules'));

function partOf(file: string): (typeof layers)[number] {
  const layer = layers.find(([, files]) => files.test(file));
  if (layer === undefined) throw new Error(`${file} belongs to no layer`);
  return layer;
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [
    ...text.matchAll(/^\s*(?:import|export)\b[^'"`;]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm),
  ].map((match) => match[1] ?? match[2] ?? '');
}

describe('layers', () => {
  test('there are sources to look at', () => expect(sources.length).toBeGreaterThan(10));

  test.each(sources)('%s imports only what its layer may', (file) => {
    const [part, , may] = partOf(file);
    const wrong: string[] = [];
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('.')) {
        const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
        const [targetPart] = partOf(target);
        const isOtherRule = part === 'rule' && targetPart === 'rule' && target.split('/')[1] !== file.split('/')[1];
        const isInside = targetPart === part && !isOtherRule;
        // Rules and snippets see a language's facts and syntax, not its engine.
        const isEngine =
          (part === 'rule' || part === 'snippets') &&
          /^(typescript|python)$/.test(targetPart) &&
          !/\/(facts|syntax|edits)\.ts$/.test(target);
        if ((!isInside && !may.includes(targetPart)) || isEngine) wrong.push(specifier);
      } else {
        const name = specifier.startsWith('@')
          ? specifier.split('/').slice(0, 2).join('/')
          : (specifier.split('/')[0] ?? '');
        const owner = owners[name];
        if (owner !== undefined && owner !== part) wrong.push(specifier);
        if (part === 'analysis' || part === 'facts' || part === 'rule') wrong.push(specifier);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('nevers', () => {
  test('no module is named utils, helpers or common', () => {
    expect(sources.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\.|\/)/i.test(file))).toEqual([]);
  });

  test.each(sources)('%s is no re-export barrel and registers nothing by import', (file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    expect(text).not.toMatch(/^export \*/m);
    expect(text.match(/^import ['"]/m)).toBeNull();
  });
});
