/**
 * Whether answers after edits are right: edits files of a checkout at random, one character or half a line at a time, and
 * compares each answer with that of a front end that works everything out anew. Prints what differs.
 *   npx tsx test/bench/editedAnswers.ts [--language python] [--seed N] [--files N] [--edits N] [--file PATH] FOLDER...
 */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { catalogue } from '../../rules/catalogue.ts';
import type { Language } from '../../server/analysis/document.ts';
import { EditedAnswers } from '../harness/editedAnswers.ts';
import { textsWhileTyping } from '../harness/randomEdits.ts';
import { randomNumbers } from '../harness/randomNumbers.ts';
import { filesIn } from './contest.ts';

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    files: { type: 'string', default: '10' },
    edits: { type: 'string', default: '12' },
    file: { type: 'string' },
    language: { type: 'string', default: 'typescript' },
  },
  allowPositionals: true,
});

const language: Language = values.language === 'python' ? 'python' : 'typescript';

console.log('| folder | files | edits | differing answers |');
console.log('|---|---:|---:|---:|');
for (const given of positionals) await editIn(path.resolve(given));

async function editIn(folder: string): Promise<void> {
  const seed = Number(values.seed);
  const files = values.file === undefined ? await someFiles(folder, seed) : [path.resolve(folder, values.file)];
  const answers = new EditedAnswers(
    {
      roots: [folder],
      namesOfInterest: catalogue.flatMap(({ rule }) => rule.namesOfInterest?.[language] ?? []),
      tracedCalls: catalogue.flatMap(({ rule }) => rule.tracedCalls?.[language] ?? []),
    },
    language,
  );
  let edits = 0;
  let differing = 0;
  for (const file of files) {
    const original = readFileSync(file, 'utf8');
    const random = randomNumbers(seed + files.indexOf(file));
    for (const text of [original, ...textsWhileTyping(original, Number(values.edits), random, language), original]) {
      edits += 1;
      if (answers.differing(file, text).length === 0) continue;
      differing += 1;
      console.error(`${path.relative(folder, file)} answers otherwise:\n${text}\n`);
    }
  }
  answers.dispose();
  for (const message of answers.messages) console.error(message);
  console.log(`| ${path.basename(folder)} | ${files.length} | ${edits} | ${differing} |`);
}

async function someFiles(folder: string, seed: number): Promise<readonly string[]> {
  const left = [...(await filesIn(folder, language === 'python' ? /\.py$/ : /\.[cm]?[jt]sx?$/))].sort();
  const random = randomNumbers(seed);
  const count = Math.min(Number(values.files), left.length);
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)[0] ?? '');
}
