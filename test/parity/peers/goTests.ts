/** Cases of tsgolint, read off the struct literals of its Go tests. */

import { readFileSync } from 'node:fs';
import type { PeerCase } from '../peerCase.ts';

export function casesInGoTest(file: string, rule: string): readonly PeerCase[] {
  const source = readFileSync(file, 'utf8');
  return [
    ...literalsAfter(source, 'ValidTestCase{').map((literal) => caseOf(literal, rule, true)),
    ...literalsAfter(source, 'InvalidTestCase{').map((literal) => caseOf(literal, rule, false)),
  ];
}

function caseOf(literal: string, rule: string, isValid: boolean): PeerCase {
  const code = goText(literal, literal.indexOf('Code:') + 'Code:'.length);
  const rest = literal.slice(literal.indexOf('Code:') + 'Code:'.length + code.length);
  return {
    rule,
    files: new Map([[/\bTsx:\s*true/.test(rest) ? 'case.tsx' : 'case.ts', code]]),
    lines: isValid ? [] : [...rest.matchAll(/\bLine:\s*(\d+)/g)].map(([, line]) => Number(line)),
    isValid,
    hasOptions: /\bOptions:/.test(literal.replaceAll(/`[^`]*`/g, '')),
  };
}

/** The elements of the lists that start with a text, without their braces. */
function literalsAfter(source: string, start: string): readonly string[] {
  const literals: string[] = [];
  for (let from = source.indexOf(`.${start}`); from >= 0; from = source.indexOf(`.${start}`, from + 1)) {
    let depth = 0;
    let begin = 0;
    for (let at = from + start.length; at < source.length; at += 1) {
      const character = source[at];
      if (character === '`' || character === '"') at = source.indexOf(character, at + 1);
      else if (character === '/' && source[at + 1] === '/') at = source.indexOf('\n', at);
      else if (character === '{') {
        depth += 1;
        if (depth === 2) begin = at + 1;
      } else if (character === '}') {
        if (depth === 2) literals.push(source.slice(begin, at));
        depth -= 1;
        if (depth === 0) break;
      }
    }
  }
  return literals.filter((literal) => literal.includes('Code:'));
}

/** A text in backquotes or quotes, or several with `+` between them. */
function goText(literal: string, offset: number): string {
  let text = '';
  let at = offset;
  for (;;) {
    while (/[\s+]/.test(literal[at] ?? '')) at += 1;
    const quote = literal[at];
    if (quote !== '`' && quote !== '"') return text;
    const end = literal.indexOf(quote, at + 1);
    const written = literal.slice(at + 1, end);
    text += quote === '"' ? String(JSON.parse(`"${written}"`)) : written;
    at = end + 1;
  }
}
