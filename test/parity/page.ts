/** The page that compares our rules with those of peers, made of the results that `run.ts --save` keeps. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { markdownTable } from '../../rules/tools/markdownTable.ts';
import { differences } from './differences.ts';
import { peers } from './peers/peers.ts';
import type { Tally } from './tally.ts';

export const parityFile = path.resolve(import.meta.dirname, '../../docs/parity.md');

export function parityPage(): string {
  const results = JSON.parse(readFileSync(path.join(import.meta.dirname, 'results.json'), 'utf8')) as Readonly<
    Record<string, Readonly<Record<string, Tally>>>
  >;
  const rows = peers.flatMap(({ name, rules }) =>
    rules.flatMap((rule) => {
      const tally = results[name]?.[rule.name];
      return tally === undefined ? [] : [rowOf(name, rule, tally)];
    }),
  );
  const reasons = differences.map(
    ({ reason, rules, cases }) => `- ${reason} _${rules.join(', ')}: ${cases.length} of the published cases._`,
  );
  return `${head}\n${markdownTable(columns, rows)}\n${explanation}\n${reasons.join('\n')}\n`;
}

const head = `# Parity with other tools

What rules of other tools find, which of ours find the same, and what our engine says to the test cases that those tools publish.
This page is generated: \`npx tsx test/parity/run.ts --save PEER CHECKOUT\` runs the cases of a checkout and keeps the counts.
`;

const columns = ['Tool', 'Rule', 'Ours', 'Valid', 'Invalid', 'Agreed', 'On purpose', 'Wrong', 'With options'];

const explanation = `
A case is _agreed_ when we report every line that the other tool reports, or nothing where it reports nothing. A finding reports the lines that it names
as well, as one about an opened file names where it is read; what another rule of the tool is for does not count; and where the tool's own comment says that it should
report a line but does not, it is one to report. Cases _with options_ ask for something that
our rules have no option for; they are not run. _Wrong_ counts valid cases, then invalid ones. The compiler's own report of the same mistake counts
as ours, since the editor shows it with our fix.

## Differences on purpose
`;

function rowOf(
  peer: string,
  { name, ours }: { readonly name: string; readonly ours: readonly string[] },
  tally: Tally,
): readonly string[] {
  return [
    peer,
    `\`${name}\``,
    ours.map((rule) => `\`${rule}\``).join(', '),
    String(tally.valid),
    String(tally.invalid),
    String(tally.agreed),
    String(tally.onPurpose),
    `${tally.wrongValid} + ${tally.wrongInvalid}`,
    String(tally.withOptions),
  ];
}
