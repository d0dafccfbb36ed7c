// Files: a slow disk blocks like a slow network.

import { readFileSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';

// Bad
export async function copyReport(source: string, target: string): Promise<void> {
  const text = readFileSync(source, 'utf8'); // finds file: readFileSync(source, 'utf8')
  writeFileSync(target, text); // finds file: writeFileSync(target, text)
}

// Good
export async function copyReportWithoutBlocking(source: string, target: string): Promise<void> {
  const text = await readFile(source, 'utf8');
  await writeFile(target, text);
}
