/** Generated files are what their sources say. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { generatedFiles, projectRoot } from '../rules/tools/generatedFiles.ts';

test.each([...(await generatedFiles())])('%s is up to date', (file, text) => {
  expect(readFileSync(path.join(projectRoot, file), 'utf8')).toBe(text);
});
