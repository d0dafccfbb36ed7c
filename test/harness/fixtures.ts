/** Finds the fixtures of the rules. A fixture is a file, or a folder where the situation needs several. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Language, languageOf } from '../../server/analysis/document.ts';
import { cutMarks, type Mark } from './marks.ts';

export interface FixtureFile {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Files by path relative to the fixture. */
export type FixtureFiles = ReadonlyMap<string, FixtureFile>;

export interface Golden {
  /** The fix that was applied wherever it is offered; left out for fix-all. */
  readonly fixId?: string;
  /** Absolute path of the golden's file or folder. */
  readonly path: string;
  readonly files: FixtureFiles;
}

export interface Fixture {
  readonly rule: string;
  /** Unique within the rule; with the extension where it is a file. */
  readonly name: string;
  readonly language: Language;
  readonly path: string;
  readonly files: FixtureFiles;
  readonly goldens: readonly Golden[];
}

export const rulesFolder = path.resolve(import.meta.dirname, '../../rules');

export function loadFixtures(language: Language): readonly Fixture[] {
  return readdirSync(rulesFolder)
    .filter((rule) => existsSync(path.join(rulesFolder, rule, 'fixtures')))
    .flatMap((rule) => fixturesOf(rule))
    .filter((fixture) => fixture.language === language);
}

/** Where the golden of a fixture lies, whether it exists or not. */
export function goldenPath(fixture: Fixture, fixId: string | undefined): string {
  const { stem, extension } = split(fixture.name);
  const suffix = fixId === undefined ? '' : `.${fixId}`;
  return path.join(path.dirname(fixture.path), `${stem}.fixed${suffix}${extension}`);
}

/** Files that a rule may find something in; others, such as project files, are only there to be read. */
export function isChecked(file: string): boolean {
  return languageOf(file) !== undefined;
}

function fixturesOf(rule: string): readonly Fixture[] {
  const folder = path.join(rulesFolder, rule, 'fixtures');
  const names = readdirSync(folder).sort();
  const isGolden = (name: string) => /\.fixed(?:\.|$)/.test(name);
  return names
    .filter((name) => !isGolden(name))
    .map((name): Fixture => {
      const target = path.join(folder, name);
      const files = filesOf(target);
      const language = [...files.keys()].map(languageOf).find((found) => found !== undefined);
      if (language === undefined) throw new Error(`${target} holds no file of a language we check`);
      const goldens = names.filter(isGolden).flatMap((golden) => goldenOf(folder, name, golden) ?? []);
      return { rule, name, language, path: target, files, goldens };
    });
}

function goldenOf(folder: string, fixture: string, golden: string): Golden | undefined {
  const { stem, extension } = split(fixture);
  if (!golden.startsWith(`${stem}.fixed`) || !golden.endsWith(extension)) return undefined;
  const between = golden.slice(`${stem}.fixed`.length, golden.length - extension.length);
  if (between !== '' && !/^\.[a-z-]+$/.test(between)) return undefined;
  const target = path.join(folder, golden);
  const read = filesOf(target);
  // The file of a golden bears the golden's name; the fixture's own makes them comparable.
  const files = statSync(target).isFile() ? new Map([...read.values()].map((file) => [fixture, file])) : read;
  return between === '' ? { path: target, files } : { fixId: between.slice(1), path: target, files };
}

function split(name: string): { stem: string; extension: string } {
  const extension = languageOf(name) === undefined ? '' : path.extname(name);
  return { stem: name.slice(0, name.length - extension.length), extension };
}

function filesOf(target: string): FixtureFiles {
  if (statSync(target).isFile()) return new Map([[path.basename(target), fileOf(target)]]);
  const inner = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    inner.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(target, file), fileOf(file)];
    }),
  );
}

function fileOf(file: string): FixtureFile {
  const language = languageOf(file);
  const text = readFileSync(file, 'utf8');
  return language === undefined ? { text, marks: [] } : cutMarks(text, language);
}
