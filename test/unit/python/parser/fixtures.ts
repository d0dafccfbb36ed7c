/** The Python files of the parser's tests, by name. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, 'fixtures');

export const fixtures: readonly (readonly [name: string, text: string])[] = readdirSync(folder)
  .filter((name) => name.endsWith('.py'))
  .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]);
