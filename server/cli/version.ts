/** The version of this package, as its manifest says. */

import { readFileSync } from 'node:fs';

export function packageVersion(): string {
  // The manifest is one folder up from the bundle and two from the sources.
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const manifest: { readonly version: string } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8'));
      return manifest.version;
    } catch {
      // The next place may have it.
    }
  }
  return 'unknown';
}
