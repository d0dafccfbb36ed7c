/** Our own command line as a contestant. */

import { existsSync } from 'node:fs';
import type { JsonReport } from '../../server/cli/reporters/json.ts';
import { type Contestant, cliBundle } from './contest.ts';

export function requireBundle(bundle: string): void {
  if (existsSync(bundle)) return;
  console.error('Build first: npm run build -- --production');
  process.exit(2);
}

export function asyncPitfalls(name: string, options: readonly string[]): Contestant {
  return {
    name,
    command: ({ folder, files }) => ({
      argv: [process.execPath, cliBundle, 'check', '--no-cache', '--format', 'json', ...options, ...files],
      cwd: folder,
    }),
    findings({ output }) {
      const { findings, problems }: JsonReport = JSON.parse(output);
      if (problems.length > 0) throw new Error('the check is incomplete');
      return findings.length;
    },
  };
}
