/**
 * Runs the published test cases of a peer, taken from a checkout of it, through our engine.
 *
 *     npx tsx test/parity/run.ts [--rule NAME] [--list] [--save] PEER CHECKOUT
 *
 * `--list` shows the cases that are wrong, `--save` keeps the counts and writes the parity page.
 * Nothing of the peer is kept.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../../server/analysis/document.ts';
import { explainedBy } from './differences.ts';
import { parityFile, parityPage } from './page.ts';
import { idOf, type PeerCase } from './peerCase.ts';
import { type Peer, type PeerRule, peers } from './peers/peers.ts';
import type { Tally } from './tally.ts';
import { type Judgement, judgementsOf } from './verdicts.ts';

const resultsFile = path.join(import.meta.dirname, 'results.json');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rule: { type: 'string' }, list: { type: 'boolean' }, save: { type: 'boolean' } },
});
const [peerName, checkout] = positionals;
const peer = peers.find(({ name }) => name === peerName);
if (peer === undefined || checkout === undefined) {
  console.error(`usage: run.ts [--rule NAME] [--list] [--save] ${peers.map(({ name }) => name).join('|')} CHECKOUT`);
  process.exit(2);
}
run(peer, checkout);

function run({ name, rules, cases, language }: Peer, folder: string): void {
  const tallies: Record<string, Tally> = {};
  for (const rule of rules) {
    if (values.rule !== undefined && values.rule !== rule.name) continue;
    tallies[rule.name] = tallyOf(rule, cases(folder, rule), language);
  }
  console.table(tallies);
  if (values.save !== true) return;
  const kept = JSON.parse(readFileSync(resultsFile, 'utf8')) as Record<string, unknown>;
  writeFileSync(resultsFile, `${JSON.stringify({ ...kept, [name]: tallies }, undefined, 2)}\n`);
  writeFileSync(parityFile, parityPage());
}

function tallyOf(rule: PeerRule, all: readonly PeerCase[], language: Language = 'typescript'): Tally {
  // The same code may be published twice.
  const plain = [...new Map(all.filter(({ hasOptions }) => !hasOptions).map((one) => [idOf(one), one])).values()];
  const judged = judgementsOf(plain, rule, language).flatMap((judgement, index) => {
    const peerCase = plain[index];
    return peerCase === undefined ? [] : { ...judgement, peerCase, difference: explainedBy(idOf(peerCase)) };
  });
  const wrong = judged.filter(({ verdict, difference }) => verdict !== 'agreed' && difference === undefined);
  if (values.list === true) for (const one of wrong) list(one);
  const valid = plain.filter(({ isValid }) => isValid).length;
  const wrongValid = wrong.filter(({ peerCase }) => peerCase.isValid).length;
  return {
    agreed: judged.filter(({ verdict }) => verdict === 'agreed').length,
    onPurpose: judged.filter(({ verdict, difference }) => verdict !== 'agreed' && difference !== undefined).length,
    withOptions: all.filter(({ hasOptions }) => hasOptions).length,
    wrongValid,
    valid,
    wrongInvalid: wrong.length - wrongValid,
    invalid: plain.length - valid,
  };
}

function list({ peerCase, found }: Judgement & { readonly peerCase: PeerCase }): void {
  const { rule, isValid, lines, files, isOneLine } = peerCase;
  const [text = ''] = files.values();
  const [line = 1] = lines;
  console.log(`\n--- ${idOf(peerCase)} ${rule} ${isValid ? 'valid' : 'invalid'} ${lines} ours ${found}`);
  console.log(isOneLine === true ? text.split('\n')[line - 1] : text);
}
