/** Writes goldens, for whoever reviews them afterwards. */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AnalysedFile } from './analyseProjects.ts';
import { type Fixture, isChecked } from './fixtures.ts';
import { withMarks } from './marks.ts';

/** A golden folder holds the checked files only; the others never change. */
export function writeGolden(fixture: Fixture, target: string, files: ReadonlyMap<string, AnalysedFile>): void {
  const isSingle = path.extname(target) !== '' && isChecked(target);
  for (const [file, { text, findings }] of files) {
    const destination = isSingle ? target : path.join(target, file);
    mkdirSync(path.dirname(destination), { recursive: true });
    writeFileSync(destination, withMarks(text, fixture.language, findings));
  }
}
