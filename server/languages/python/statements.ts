/** Statements and the blocks they hold. */

import { type Range, rangeOf } from '../../analysis/text.ts';
import type { Statement, While } from './parser/nodes.ts';

/** The statements directly inside a compound statement, block by block; a function's own body is not among them. */
export function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'If':
    case 'While':
    case 'For':
      return [statement.body, statement.orelse];
    case 'With':
      return [statement.body];
    case 'Try':
      return [
        statement.body,
        ...statement.handlers.map((handler) => handler.body),
        statement.orelse,
        statement.finalbody,
      ];
    case 'Match':
      return statement.cases.map((matchCase) => matchCase.body);
    default:
      return [];
  }
}

/** The block of a statement or a function that holds a statement directly. */
export function blockAround(statement: Statement, outer: Statement): readonly Statement[] {
  const blocks = outer.kind === 'FunctionDef' ? [outer.body] : blocksOf(outer);
  return blocks.find((block) => block.includes(statement)) ?? [];
}

/** `while True:` */
export function isEndless({ test }: While): boolean {
  return test.kind === 'Constant' && test.value === 'True';
}

/** From the first statement of a block to the end of the last; empty and behind the colon where there is none. */
export function blockRange(body: readonly Statement[], colon: number): Range {
  return rangeOf(body[0]?.start ?? colon + 1, body.at(-1)?.end ?? colon + 1);
}

const statementKinds: ReadonlySet<string> = new Set<Statement['kind']>([
  'FunctionDef',
  'ClassDef',
  'Return',
  'Delete',
  'Assign',
  'AugAssign',
  'AnnAssign',
  'TypeAlias',
  'For',
  'While',
  'If',
  'With',
  'Match',
  'Raise',
  'Try',
  'Assert',
  'Import',
  'ImportFrom',
  'Global',
  'Nonlocal',
  'Expr',
  'Pass',
  'Break',
  'Continue',
]);

export function isStatement(kind: string): boolean {
  return statementKinds.has(kind);
}
