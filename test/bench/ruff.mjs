/** Ruff's ASYNC rules over files. Usage: node ruff.mjs FOLDER_WITH_RUFF FILE...; prints the findings as JSON. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [peers, ...files] = process.argv.slice(2);
const ruff = createRequire(path.join(peers, 'package.json'))('@astral-sh/ruff-wasm-nodejs');

const workspace = new ruff.Workspace({ lint: { select: ['ASYNC'] } }, ruff.PositionEncoding?.Utf16);
const findings = files.flatMap((file) =>
  workspace.check(readFileSync(file, 'utf8')).map(({ code }) => ({ file, code })),
);
console.log(JSON.stringify(findings));
