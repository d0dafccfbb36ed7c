/**
 * What people have allowed in another tool's words: `// eslint-disable-next-line @typescript-eslint/no-floating-promises`,
 * `# noqa: ASYNC210`. Whoever wrote that has decided about the flaw, so the rule that finds the same one stays silent. A
 * comment counts only where it names a rule: what names none is about something else most of the time.
 */

import { type Comment, nextCodeLine, standsAlone } from './controlComments.ts';
import type { Document } from './document.ts';
import type { Finding } from './finding.ts';
import { lineEndAt, lineStartAt } from './lines.ts';
import type { RuleDefinition } from './rule.ts';
import { type Range, rangeOf } from './text.ts';

interface PeerSuppression {
  /** As written: `@typescript-eslint/no-floating-promises`, `ASYNC210`, `lint/nursery/noFloatingPromises`. */
  readonly names: readonly string[];
  /** Where it holds: a finding that starts or ends on one of these lines is allowed. */
  readonly lines: Range;
}

export interface PeerSuppressionInput {
  readonly document: Document;
  readonly comments: readonly Comment[];
  readonly findings: readonly Finding[];
  readonly rules: readonly RuleDefinition[];
}

/** The findings that no other tool's comment allows. */
export function withoutPeerSuppressed({
  document,
  comments,
  findings,
  rules,
}: PeerSuppressionInput): readonly Finding[] {
  if (findings.length === 0 || comments.length === 0) return findings;
  const suppressions = peerSuppressionsOf(document, comments);
  if (suppressions.length === 0) return findings;
  const peersOf = new Map(rules.map((rule) => [rule.name, rule.peers?.[document.language] ?? []]));
  return findings.filter((finding) => {
    const peers = peersOf.get(finding.rule) ?? [];
    const { start, end } = finding.range;
    return !suppressions.some(
      ({ names, lines }) =>
        [start, end].some((offset) => isWithin(offset, lines)) && names.some((name) => namesAny(name, peers)),
    );
  });
}

function peerSuppressionsOf(document: Document, comments: readonly Comment[]): readonly PeerSuppression[] {
  return document.language === 'python'
    ? comments.flatMap((comment) => [...inPython(document, comment)])
    : inTypeScript(document, comments);
}

const codes = /[\w./@-]+/g;
const pythonPattern =
  /#\s*(?<tool>(?:flake8|ruff):\s*)?(?:noqa\s*:\s*(?<codes>[A-Z]+\d*(?:[\s,]+[A-Z]+\d+)*)|(?:type|pyright|mypy)\s*:\s*ignore\s*\[(?<names>[^\]\n]*)\])/gi;

function* inPython(document: Document, comment: Comment): Iterable<PeerSuppression> {
  for (const { groups = {} } of comment.text.matchAll(pythonPattern)) {
    const names = (groups.codes ?? groups.names ?? '').match(codes) ?? [];
    const isForFile = groups.tool !== undefined || isOnFirstLine(document, comment);
    const isMeant = isForFile || !standsAlone(document, comment);
    if (isMeant) yield { names, lines: isForFile ? wholeOf(document) : lineOf(document, comment.range.start) };
  }
}

/** `# type: ignore[…]` and `# noqa: …` on a first line of their own hold for the file. */
function isOnFirstLine(document: Document, comment: Comment): boolean {
  return document.text.slice(0, comment.range.start).trim() === '' && standsAlone(document, comment);
}

const typescriptPattern =
  /^(?:\/\/|\/\*+)\s*(?<keyword>(?:eslint|oxlint)-(?:disable|enable)(?:-next-line|-line)?|biome-ignore(?:-all)?|deno-lint-ignore(?:-file)?)\s+(?<rest>[\s\S]*?)(?:\*\/)?$/;

function inTypeScript(document: Document, comments: readonly Comment[]): readonly PeerSuppression[] {
  const suppressions: PeerSuppression[] = [];
  const directives = comments.flatMap((comment) => directiveIn(comment) ?? []);
  for (const comment of comments) {
    // Whoever expects the compiler's complaint has decided about code that it calls wrong.
    const next = /^(?:\/\/|\/\*)\s*@ts-expect-error\b/.test(comment.text) ? nextCodeLine(document, comment) : undefined;
    if (next !== undefined) suppressions.push({ names: ['ts-expect-error'], lines: lineOf(document, next) });
  }
  for (const [index, { comment, keyword, names }] of directives.entries()) {
    if (names.length === 0) continue;
    if (/-next-line$|^(?:biome|deno-lint)-ignore$/.test(keyword)) {
      const next = nextCodeLine(document, comment);
      if (next !== undefined) suppressions.push({ names, lines: lineOf(document, next) });
    } else if (keyword.endsWith('-line')) {
      suppressions.push({ names, lines: lineOf(document, comment.range.start) });
    } else if (/-ignore-(?:all|file)$/.test(keyword)) {
      suppressions.push({ names, lines: wholeOf(document) });
    } else if (keyword.endsWith('-disable')) {
      for (const name of names) {
        const start = comment.range.end;
        const enabled = directives.slice(index + 1).find((other) => enables(other, name));
        suppressions.push({
          names: [name],
          lines: rangeOf(start, enabled?.comment.range.start ?? document.text.length),
        });
      }
    }
  }
  return suppressions;
}

interface Directive {
  readonly comment: Comment;
  readonly keyword: string;
  readonly names: readonly string[];
}

function directiveIn(comment: Comment): Directive | undefined {
  const { keyword, rest = '' } = typescriptPattern.exec(comment.text)?.groups ?? {};
  if (keyword === undefined) return undefined;
  // Behind the names stands the reason: ` -- reason`, or `: reason` for Biome.
  const listed = rest.split(keyword.startsWith('biome') ? ':' : /\s-{2,}\s/, 1)[0] ?? '';
  return { comment, keyword, names: listed.match(codes) ?? [] };
}

function enables({ keyword, names }: Directive, name: string): boolean {
  return keyword.endsWith('-enable') && (names.length === 0 || names.includes(name));
}

/** `no-floating-promises` behind any plugin's or group's name; `ASYNC2` for all codes that start so. */
function namesAny(name: string, peers: readonly string[]): boolean {
  const own = name.slice(name.lastIndexOf('/') + 1);
  const code = /^([A-Z]+)\d*$/i.exec(own)?.[1]?.toUpperCase();
  return peers.some(
    (peer) =>
      peer === own || (code !== undefined && peer.replace(/\d+$/, '') === code && peer.startsWith(own.toUpperCase())),
  );
}

function lineOf({ text }: Document, offset: number): Range {
  return rangeOf(lineStartAt(text, offset), lineEndAt(text, offset));
}

function wholeOf({ text }: Document): Range {
  return rangeOf(0, text.length);
}

function isWithin(offset: number, { start, end }: Range): boolean {
  return start <= offset && offset <= end;
}
