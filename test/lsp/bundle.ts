/** Bundles the server as `npm run build` does, but from the sources as they are now. */

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

export interface ServerBundle {
  /** The server's module. */
  readonly script: string;
  remove(): void;
}

export async function bundleServer(): Promise<ServerBundle> {
  // Inside the project, so that the native compiler is found in its package.
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(path.join(root, '.cache/server-'));
  await build({
    absWorkingDir: root,
    entryPoints: {
      server: 'server/lsp/main.ts',
      typescriptWorker: 'server/node/typescriptWorker.ts',
      pythonWorker: 'server/node/pythonWorker.ts',
    },
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
    plugins: [compilerBesideTheBundle],
    banner: {
      js: "import { createRequire as bundleRequire } from 'node:module';const require = bundleRequire(import.meta.url);",
    },
  });
  for (const rule of readdirSync(path.join(root, 'rules'))) {
    for (const [name, suffix] of pageNames) {
      const page = path.join(root, 'rules', rule, name);
      if (existsSync(page)) cpSync(page, path.join(folder, 'pages', `${rule}${suffix}.md`));
    }
  }
  return { script: path.join(folder, 'server.mjs'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const pageNames = [
  ['README.md', ''],
  ['README.zh-CN.md', '.zh-cn'],
] as const;

const compilerBesideTheBundle: Plugin = {
  name: 'compiler-beside-the-bundle',
  setup(bundler) {
    bundler.onResolve({ filter: /^#getExePath$/ }, () => ({ path: path.join(root, 'scripts/compilerPath.mjs') }));
  },
};
