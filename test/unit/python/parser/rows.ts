/** Our tree as the rows of `oracle.py`. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Node } from '../../../../server/languages/python/parser/nodes.ts';
import { forEachChild } from '../../../../server/languages/python/parser/walk.ts';
import { parse } from '../../../../server/languages/python/parser/parser.ts';

/** What this Python gives exact positions for. */
export interface OracleHeader {
  readonly version: string;
  readonly isFormattedExact: boolean;
  readonly hasSlices: boolean;
  /** Starred expressions and statements with blocks. */
  readonly hasExactEnds: boolean;
  readonly hasKeywords: boolean;
  readonly hasAliases: boolean;
}

export interface Comparison {
  readonly header: OracleHeader;
  /** How many files were compared; those that the oracle's Python cannot parse are not. */
  readonly files: number;
  readonly different: readonly string[];
}

/** Our trees beside what `oracle.py` printed about many files: a header, then a file and the hash of its rows a line. */
export function comparisonWith(output: string): Comparison {
  const [first = '', ...lines] = output.trimEnd().split('\n');
  // The header is written by the script beside this module.
  const header = JSON.parse(first) as OracleHeader;
  const different = lines.flatMap((line) => {
    const [file = '', hash] = line.split('\t');
    const rows = rowsOf(readFileSync(file, 'utf8'), header);
    return createHash('sha1').update(rows.join('\n')).digest('hex') === hash ? [] : [file];
  });
  return { header, files: lines.length, different };
}

/** The sorted rows; syntax errors are rows too, so that a false one shows. */
export function rowsOf(text: string, header: OracleHeader): readonly string[] {
  const { module, errors } = parse(text);
  const rows = errors.map((error) => `syntax error:${error.message}:${error.start}:${error.end}`);
  const pending: Node[] = [module];
  const push = (child: Node): void => {
    pending.push(child);
  };
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const row = isIndexTuple(node, header) ? undefined : rowOf(node, header);
    if (row !== undefined) rows.push(row);
    // There the name of an alias is an expression.
    if (node.kind === 'TypeAlias') rows.push(`Name:${node.name}:${node.nameRange.start}:${node.nameRange.end}`);
    if (node.kind !== 'JoinedString' || header.isFormattedExact) forEachChild(node, push);
    if (node.kind === 'Subscript') indexes.add(node.index);
  }
  return rows.sort();
}

/** Before Python 3.9 a tuple inside a subscript has no position of its own. */
function isIndexTuple(node: Node, header: OracleHeader): boolean {
  return !header.hasSlices && node.kind === 'Tuple' && indexes.has(node);
}

const indexes = new WeakSet<Node>();

const inexactEnds: ReadonlySet<string> = new Set([
  'Starred',
  'FunctionDef',
  'ClassDef',
  'If',
  'For',
  'While',
  'With',
  'Try',
  'ExceptHandler',
]);

function rowOf(node: Node, header: OracleHeader): string | undefined {
  const hidesEnd = !header.hasExactEnds && inexactEnds.has(node.kind);
  const range = `${node.start}:${hidesEnd ? '?' : node.end}`;
  switch (node.kind) {
    case 'FunctionDef':
      return `${node.isAsync ? 'AsyncFunctionDef' : 'FunctionDef'}:${node.name}:${range}`;
    case 'ClassDef':
      return `ClassDef:${node.name}:${range}`;
    case 'For':
      return `${node.isAsync ? 'AsyncFor' : 'For'}::${range}`;
    case 'With':
      return `${node.isAsync ? 'AsyncWith' : 'With'}::${range}`;
    case 'Try':
      return `${node.isStar ? 'TryStar' : 'Try'}::${range}`;
    case 'ExceptHandler':
      return `ExceptHandler:${node.name?.text ?? ''}:${range}`;
    case 'ImportFrom':
      return `ImportFrom:${'.'.repeat(node.level)}${node.module}:${range}`;
    case 'Global':
    case 'Nonlocal':
      return `${node.kind}:${node.names.map((name) => name.text).join(',')}:${range}`;
    case 'Attribute':
    case 'Name':
      return `${node.kind}:${node.name}:${range}`;
    case 'Number':
    case 'String':
    case 'Constant':
      return `Constant::${range}`;
    case 'JoinedString':
      return `${node.isTemplate ? 'TemplateStr' : 'JoinedStr'}::${range}`;
    case 'TypeParameter':
      return `${{ type: 'TypeVar', items: 'TypeVarTuple', keywords: 'ParamSpec' }[node.form]}::${range}`;
    case 'MatchStar':
    case 'MatchAs':
      return `${node.kind}:${node.name?.text ?? ''}:${range}`;
    case 'Comprehension':
      return `comprehension:${node.isAsync ? 1 : 0}:${node.target.start}`;
    case 'WithItem':
      return `withitem::${node.context.start}`;
    case 'MatchCase':
      return `match_case::${node.pattern.start}`;
    case 'Parameter':
      return `arg:${node.name}:${node.nameRange.start}`;
    case 'Keyword':
      return header.hasKeywords ? `keyword:${node.name?.text ?? ''}:${range}` : undefined;
    case 'Alias':
      return header.hasAliases ? `alias:${node.name}:${node.asName?.text ?? ''}:${range}` : undefined;
    case 'Slice':
      return header.hasSlices ? `Slice::${range}` : undefined;
    case 'Module':
    case 'Identifier':
    case 'DictEntry':
    case 'FormattedValue':
    case 'MatchKeyword':
      return undefined;
    default:
      return `${node.kind}::${range}`;
  }
}
