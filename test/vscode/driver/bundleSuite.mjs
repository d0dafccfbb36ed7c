/** Bundles the suite for the extension host, and gives back the path that VS Code is told to load. */

import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../../..');
const suiteFolder = path.join(root, 'test/vscode/suite');
const output = path.join(root, 'out/vscode-suite');

export async function bundleSuite() {
  rmSync(output, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: readdirSync(suiteFolder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join(suiteFolder, file)),
    outdir: output,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
    // Mocha is loaded from node_modules while the suite runs.
    external: ['vscode', 'mocha'],
  });
  return path.join(output, 'index.cjs');
}
