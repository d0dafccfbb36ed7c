/** `async-pitfalls lsp` is the language server's own bundle, run in this process. */

import { existsSync } from 'node:fs';

export async function startLanguageServer(): Promise<void> {
  const bundled = new URL('./server.mjs', import.meta.url);
  // In the sources the server is its own module; this module may not know it, so nothing here names it to the bundler.
  const module = existsSync(bundled) ? bundled : new URL('../lsp/main.ts', import.meta.url);
  await import(module.href);
}
