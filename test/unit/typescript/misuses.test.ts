/** What is told of promises that are tested where the project goes without null checks. */

import { expect, test } from 'vitest';
import { inWorkspace } from './diskWorkspace.ts';

const loose = '{ "compilerOptions": { "strict": false, "module": "esnext", "moduleResolution": "bundler" } }';
const main = `
declare const promises: Map<string, Promise<string>>;
declare function find(name: string): Promise<string> | undefined;
declare function load(name: string): Promise<string>;
async function read(name: string) {
  return name;
}
function maybe(name: string) {
  return name === '' ? undefined : load(name);
}
export const found = (name: string) => [
  promises.get(name) ?? 'a',
  find(name) ?? 'b',
  maybe(name) ?? 'c',
  load(name) ?? 'd',
  read(name) ?? 'e',
];
`;

test('a call that may give no promise may be tested, though its type does not say so', () =>
  inWorkspace({ 'tsconfig.json': loose, 'main.ts': main }, (workspace) => {
    expect(workspace.facts('main.ts').misuses.map(({ subject, use }) => `${use} ${subject}`)).toEqual([
      'condition load',
      'condition read',
    ]);
  }));
