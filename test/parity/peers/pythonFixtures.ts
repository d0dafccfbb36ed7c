/**
 * Cases in fixtures of Python linters, one for each line with a call: what the linter reports there, if anything. The file
 * goes with each, since names are resolved in it.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PeerCase } from '../peerCase.ts';

/**
 * flake8-async marks the lines that it reports: `time.sleep(1)  # ASYNC251: 4, 'time.sleep'`, and says of others that it
 * should report them.
 */
export function casesInMarkedFile(file: string, rule: string): readonly PeerCase[] {
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n');
  const wanted = wantedLines(lines);
  const reported = lines.flatMap((line, index) =>
    wanted.has(index) || /#\s*(?:error|ASYNC2\d\d(?:_\w+)?):\s*\d/.test(line) ? [index + 1] : [],
  );
  // `ASYNC200` looks for the names that an option lists.
  return casesOf(file, withImports(text), rule, reported, /^# ARG .*--async200/m.test(text));
}

/**
 * Lines, from 0, that the file says it would report if it knew more: by a comment at their end, or by one above the
 * function around them, which means the calls of its methods and not how their objects are made.
 */
function wantedLines(lines: readonly string[]): ReadonlySet<number> {
  const wanted = new Set<number>();
  let isWanted = false;
  for (const [index, line] of lines.entries()) {
    if (/^#/.test(line)) isWanted = /^# not (?:handled|implemented)$/.test(line);
    const isMethodCall = isWanted && /^\s+\w+\.\w+\(/.test(line);
    if (isMethodCall || /\) *# (?:should error|not handled)$/.test(line)) wanted.add(index);
    const endsFunction = isMethodCall && lines[index + 1]?.trim() === '';
    if (endsFunction) isWanted = false;
  }
  return wanted;
}

/** flake8-async goes by names, so its fixtures leave imports out. They take the place of the comment on the first line. */
function withImports(text: string): string {
  const isMissing = (name: string, statement: string) =>
    new RegExp(`(?<![\\w.])${name}[.[(]`).test(text) && !new RegExp(`^${statement}\\b`, 'm').test(text);
  const imports = ['os', 'subprocess', 'httpx', 'httpx2', 'urllib3', 'io'].map((name) => `import ${name}`);
  const named = ['from typing import Optional', 'from urllib import request', 'from urllib.request import urlopen'];
  const missing = [...imports, ...named].filter((statement) => isMissing(statement.replace(/.* /, ''), statement));
  return missing.length === 0 ? text : text.replace(/^#.*/, missing.join('; '));
}

/** Ruff keeps what it reports in snapshots of its own. */
export function casesWithSnapshots(file: string, snapshots: string, rule: string): readonly PeerCase[] {
  if (!existsSync(file)) return [];
  const name = path.basename(file);
  const taken = readdirSync(snapshots)
    .filter((snapshot) => snapshot.endsWith(`_${name}.snap`) && !snapshot.includes('preview'))
    .map((snapshot) => readFileSync(path.join(snapshots, snapshot), 'utf8'))
    .join('\n');
  const reported = [...taken.matchAll(/--> (\S+\.py):(\d+):/g)].flatMap(([, at, line]) =>
    at === name ? [Number(line)] : [],
  );
  return casesOf(file, readFileSync(file, 'utf8'), rule, reported, false);
}

function casesOf(
  file: string,
  text: string,
  rule: string,
  reported: readonly number[],
  hasOptions: boolean,
): readonly PeerCase[] {
  const files = new Map([[path.basename(file), text]]);
  return text.split('\n').flatMap((line, index): PeerCase | [] => {
    const number = index + 1;
    const isValid = !reported.includes(number);
    const code = line.replace(/#.*$/, '');
    // Definitions and decorators call nothing that could be reported.
    if (isValid && (!/\w\(/.test(code) || /^\s*(?:async )?(?:def|class)\b|^\s*@/.test(code))) return [];
    return { rule, files, lines: [number], isValid, hasOptions, isOneLine: true };
  });
}
