/** Writes every generated file; with `--check` it only names those that are stale, and fails if there are any. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generatedFiles, projectRoot } from './generatedFiles.ts';

const stale: string[] = [];
for (const [file, text] of await generatedFiles()) {
  const target = path.join(projectRoot, file);
  if (textOf(target) === text) continue;
  stale.push(file);
  if (process.argv.includes('--check')) continue;
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`Stale, run \`npm run generate\`: ${stale.join(', ')}`);
  process.exitCode = 1;
} else {
  for (const file of stale) console.log(`wrote ${file}`);
}

function textOf(target: string): string | undefined {
  try {
    return readFileSync(target, 'utf8');
  } catch {
    return undefined;
  }
}
