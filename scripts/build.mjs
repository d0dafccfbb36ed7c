/**
 * Bundles the extension, the language server with its threads, and the command line into dist/, or the server alone into
 * another folder.
 *   npm run build [-- --production] [--server FOLDER]
 */

import { chmodSync, cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const { production, server } = parseArgs({
  options: { production: { type: 'boolean', default: false }, server: { type: 'string' } },
}).values;
const dist = server ?? path.join(root, 'dist');

/** TypeScript looks for its native compiler from its own package folder, which a bundle does not have. */
const compilerBesideTheBundle = {
  name: 'compiler-beside-the-bundle',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^#getExePath$/ }, () => ({ path: path.join(root, 'scripts/compilerPath.mjs') }));
  },
};

/** What the extension imports only when it is needed is a bundle of its own, so that activating it reads little. */
const clientBesideTheExtension = {
  name: 'client-beside-the-extension',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/languageClient\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './languageClient.cjs', external: true } : undefined,
    );
  },
};

rmSync(dist, { recursive: true, force: true });
if (server === undefined) {
  await Promise.all([bundleExtension(), bundleView(), bundleModules({ cli: 'server/cli/main.ts' })]);
  chmodSync(path.join(dist, 'cli.mjs'), 0o755);
} else {
  await bundleModules({});
}
copyRulePages();
cpSync(
  path.join(root, 'server/languages/python/library/LICENSE-typeshed.txt'),
  path.join(dist, 'LICENSE-typeshed.txt'),
);

function settings() {
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // jsonc-parser's `main` is a UMD file that hides its requires from bundlers; its `module` is plain.
    mainFields: ['module', 'main'],
    minify: production,
    keepNames: true,
    sourcemap: production ? false : 'linked',
    logLevel: 'warning',
  };
}

function bundleExtension() {
  return build({
    ...settings(),
    entryPoints: { extension: 'client/extension.ts', languageClient: 'client/languageClient.ts' },
    outdir: dist,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
    plugins: [clientBesideTheExtension],
  });
}

/** What runs in a webview: loaded when one is shown. */
function bundleView() {
  return build({
    ...settings(),
    entryPoints: [
      { in: 'client/callGraph/view/main.ts', out: 'callGraph' },
      { in: 'client/callGraph/view/callGraph.css', out: 'callGraph' },
    ],
    outdir: path.join(dist, 'view'),
    platform: 'browser',
    target: 'chrome114',
    format: 'iife',
  });
}

/** The server with its threads, and what else is named. */
function bundleModules(others) {
  return build({
    ...settings(),
    // Names stay as they are written: to keep them beside short ones costs a call for each function that is made.
    ...{ minify: false, keepNames: false, minifyWhitespace: production, minifySyntax: production },
    entryPoints: {
      server: 'server/lsp/main.ts',
      typescriptWorker: 'server/node/typescriptWorker.ts',
      pythonWorker: 'server/node/pythonWorker.ts',
      ...others,
    },
    outdir: dist,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    plugins: [compilerBesideTheBundle],
    // Bundled CommonJS packages call `require` for Node's own modules.
    banner: {
      js: "import { createRequire as bundleRequire } from 'node:module';const require = bundleRequire(import.meta.url);",
    },
  });
}

/** The pages of the rules, for hovers, `explain` and the editor's own preview without a network. */
function copyRulePages() {
  const rules = path.join(root, 'rules');
  for (const name of readdirSync(rules)) {
    for (const [page, suffix] of [
      ['README.md', ''],
      ['README.zh-CN.md', '.zh-cn'],
    ]) {
      const source = path.join(rules, name, page);
      if (existsSync(source)) cpSync(source, path.join(dist, 'pages', `${name}${suffix}.md`));
    }
  }
}
