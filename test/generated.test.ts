/** Generated files are what their sources say. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { generatedFiles, projectRoot } from '../rules/tools/generatedFiles.ts';
import { parityFile, parityPage } from './parity/page.ts';

test.each([...(await generatedFiles())])('%s is up to date', (file, text) => {
  expect(readFileSync(path.join(projectRoot, file), 'utf8')).toBe(text);
});

test('the parity page is up to date', () => {
  expect(readFileSync(parityFile, 'utf8')).toBe(parityPage());
});
