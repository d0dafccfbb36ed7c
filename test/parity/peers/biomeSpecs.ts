/** Cases of Biome: files whose snapshots beside them tell what is reported. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { PeerCase } from '../peerCase.ts';

export function casesInSpecs(folder: string, rule: string): readonly PeerCase[] {
  return readdirSync(folder)
    .filter((name) => !/\.snap$|\.options\.jsonc?$/.test(name))
    .flatMap((name) => {
      const target = path.join(folder, name);
      if (statSync(target).isDirectory()) return casesInFolder(target, rule);
      return name.endsWith('.jsonc') ? casesInList(target, rule) : [caseOf(target, withImported(target), rule)];
    });
}

/** A file and those beside it that it speaks of, or that they speak of. */
function withImported(file: string): readonly string[] {
  const beside = readdirSync(path.dirname(file)).filter((name) => /\.[jt]sx?$/.test(name));
  const files = new Set([file]);
  for (const one of files) {
    const text = readFileSync(one, 'utf8');
    for (const name of beside) if (text.includes(`./${name}`)) files.add(path.join(path.dirname(file), name));
  }
  return [...files];
}

/** Each file of a small project once, with the others beside it. */
function casesInFolder(folder: string, rule: string): readonly PeerCase[] {
  const files = readdirSync(folder)
    .filter((name) => /\.[mc]?[jt]sx?$/.test(name))
    .map((name) => path.join(folder, name));
  return files.map((file) => caseOf(file, [file, ...files.filter((other) => other !== file)], rule));
}

function caseOf(file: string, files: readonly string[], rule: string): PeerCase {
  const snapshot = existsSync(`${file}.snap`) ? readFileSync(`${file}.snap`, 'utf8') : '';
  const name = path.basename(file);
  const lines = snapshot.split('\n').flatMap((line) => {
    const [, reported, number] = /^([\w.-]+):(\d+):\d+ lint\//.exec(line) ?? [];
    return reported === name ? [Number(number)] : [];
  });
  return {
    rule,
    files: new Map(files.map((path_) => [path.basename(path_), readFileSync(path_, 'utf8')])),
    lines,
    isValid: lines.length === 0,
    hasOptions: existsSync(file.replace(/\.\w+$/, '.options.json')),
  };
}

/** A list of programs, all with something to find or none. */
function casesInList(file: string, rule: string): readonly PeerCase[] {
  const programs: unknown = JSON.parse(readFileSync(file, 'utf8').replaceAll(/^\s*\/\/.*$/gm, ''));
  if (!Array.isArray(programs)) return [];
  return programs.map((code) => ({
    rule,
    files: new Map([['case.js', String(code)]]),
    lines: [],
    isValid: path.basename(file).startsWith('valid'),
    hasOptions: false,
  }));
}
