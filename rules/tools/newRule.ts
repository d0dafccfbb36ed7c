/** `npm run new-rule -- NAME` makes the folder of a rule whose check, page and fixture pass, ready to be changed. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './generatedFiles.ts';
import { newRuleFiles } from './newRuleFiles.ts';

const [name] = process.argv.slice(2);
const problem = problemWith(name);
if (name === undefined || problem !== undefined) {
  console.error(problem);
  process.exitCode = 2;
} else {
  const folder = path.join(projectRoot, 'rules', name);
  for (const [file, text] of newRuleFiles(name)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
    console.log(`wrote rules/${name}/${file}`);
  }
  execFileSync(process.execPath, [...process.execArgv, path.join(import.meta.dirname, 'generate.ts')], {
    stdio: 'inherit',
  });
  console.log('Now say in rule.ts what it finds, and run `npx vitest run test/rules.test.ts`.');
}

function problemWith(given: string | undefined): string | undefined {
  if (given === undefined) return 'Say how the rule is called: npm run new-rule -- unread-result';
  if (!/^[a-z]+(-[a-z]+)*$/.test(given)) return `A rule's name is kebab-case and names the flaw; ${given} is not.`;
  if (existsSync(path.join(projectRoot, 'rules', given))) return `There is a rule ${given} already.`;
  return undefined;
}
