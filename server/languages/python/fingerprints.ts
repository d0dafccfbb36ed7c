/** Short hashes that tell whether what was read before still holds. */

import type { FunctionDef, Module, Statement } from './parser/nodes.ts';
import { blocksOf } from './statements.ts';

/** Two 32-bit hashes and the length: enough to tell two versions of one file apart. */
export function textFingerprint(text: string): string {
  let one = 0x811c9dc5;
  let other = 5381;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x01000193);
    other = (Math.imul(other, 33) + unit) | 0;
  }
  return `${text.length}:${(one >>> 0).toString(36)}:${(other >>> 0).toString(36)}`;
}

/**
 * Of what other modules can learn without following bodies: everything outside function bodies, and of a body what it
 * binds on `self`, returns and yields. Positions, spacing and docstrings do not count.
 */
export function interfaceFingerprint(text: string, module: Module): string {
  const parts: string[] = [];
  collect(text, module.body, parts);
  return textFingerprint(parts.map((part) => (spacing.test(part) ? part.replace(/\s+/g, ' ') : part)).join('\n'));
}

/** Anything but words and single blanks between them. */
const spacing = /\s\s|[^\S ]/;

function collect(text: string, statements: readonly Statement[], parts: string[]): void {
  for (const statement of statements) {
    switch (statement.kind) {
      case 'FunctionDef':
        for (const decorator of statement.decorators) parts.push(text.slice(decorator.start, decorator.end));
        parts.push(text.slice(statement.start, statement.colon));
        visibleOfBody(text, statement, parts);
        break;
      case 'ClassDef':
        for (const decorator of statement.decorators) parts.push(text.slice(decorator.start, decorator.end));
        parts.push(text.slice(statement.start, statement.colon));
        collect(text, statement.body, parts);
        parts.push('end');
        break;
      case 'If':
      case 'While':
      case 'For':
      case 'With':
      case 'Try':
      case 'Match':
        parts.push(text.slice(statement.start, statement.colon));
        for (const block of blocksOf(statement)) collect(text, block, parts);
        parts.push('end');
        break;
      case 'Expr':
        if (statement.value.kind !== 'String') parts.push(text.slice(statement.start, statement.end));
        break;
      default:
        parts.push(text.slice(statement.start, statement.end));
    }
  }
}

/** Only the kinds of lines that types are read from, with every assignment in a body that returns something unannotated. */
function visibleOfBody(text: string, node: FunctionDef, parts: string[]): void {
  const lines: string[] = [];
  let returns = false;
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      for (const block of blocksOf(statement)) visit(block);
      if (statement.kind === 'FunctionDef') {
        lines.push(text.slice(statement.start, statement.colon));
        continue;
      }
      if (statement.kind === 'Return' || statement.kind === 'Global') returns = true;
      if (carriesTypes.has(statement.kind)) lines.push(text.slice(statement.start, headEnd(statement)));
    }
  };
  visit(node.body);
  if (/\byield\b/.test(text.slice(node.bodyRange.start, node.bodyRange.end))) parts.push('yield');
  const storesAttributes = /\.\w+\s*(:|=)/.test(lines.join('\n'));
  if (storesAttributes || (returns && node.returns === undefined)) parts.push(...lines);
}

const carriesTypes: ReadonlySet<Statement['kind']> = new Set<Statement['kind']>([
  'Return',
  'Assign',
  'AnnAssign',
  'AugAssign',
  'Delete',
  'Global',
  'Nonlocal',
  'Import',
  'ImportFrom',
  'With',
  'For',
]);

function headEnd(statement: Statement): number {
  return statement.kind === 'With' || statement.kind === 'For' ? statement.colon : statement.end;
}
