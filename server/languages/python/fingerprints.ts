/** Short hashes that tell whether what was read before still holds. */

import { containersFilledBy, namesOfEmptyContainers } from './containers.ts';
import { isPlaceholder } from './functionBodies.ts';
import type { Expression, FunctionDef, Module, Statement } from './parser/nodes.ts';
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
 * binds on `self`, puts into containers, returns and yields, with what decides on that. Positions, spacing and docstrings do not count.
 */
export function interfaceFingerprint(text: string, module: Module): string {
  const parts: string[] = [];
  collect({ text, containers: namesOfEmptyContainers(text) }, module.body, parts);
  return textFingerprint(parts.map((part) => (spacing.test(part) ? part.replace(/\s+/g, ' ') : part)).join('\n'));
}

/** Anything but words and single blanks between them. */
const spacing = /\s\s|[^\S ]/;

interface Written {
  readonly text: string;
  /** Names of what starts as an empty container. */
  readonly containers: ReadonlySet<string>;
}

function collect(written: Written, statements: readonly Statement[], parts: string[]): void {
  const { text } = written;
  for (const statement of statements) {
    switch (statement.kind) {
      case 'FunctionDef':
        for (const decorator of statement.decorators) parts.push(text.slice(decorator.start, decorator.end));
        parts.push(text.slice(statement.start, statement.colon));
        visibleOfBody(written, statement, parts);
        break;
      case 'ClassDef':
        for (const decorator of statement.decorators) parts.push(text.slice(decorator.start, decorator.end));
        parts.push(text.slice(statement.start, statement.colon));
        collect(written, statement.body, parts);
        parts.push('end');
        break;
      case 'If':
      case 'While':
      case 'For':
      case 'With':
      case 'Try':
      case 'Match':
        parts.push(text.slice(statement.start, statement.colon));
        for (const block of blocksOf(statement)) collect(written, block, parts);
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

/**
 * What a body gives back, yields, assigns to attributes or puts into containers that others see, with all that decides on its type. What is called in between does
 * not count, except in functions inside of it: a decorator gives those back.
 */
function visibleOfBody({ text, containers }: Written, node: FunctionDef, parts: string[]): void {
  const lines: string[] = [];
  const handedBack: string[] = [];
  let hasInner = false;
  let returns = false;
  let stores = false;
  const body = text.slice(node.bodyRange.start, node.bodyRange.end);
  const visit = (statements: readonly Statement[]): void => {
    lines.push('begin');
    for (const statement of statements) {
      const visible = visibleLines(text, statement);
      if (statement.kind === 'FunctionDef') hasInner = true;
      if (statement.kind === 'FunctionDef' || statement.kind === 'Return') handedBack.push(...visible);
      if (statement.kind === 'Return' || statement.kind === 'Global') returns = true;
      if (binds.has(statement.kind) && visible.some((line) => /\.\w+\s*(:|=)/.test(line))) stores = true;
      lines.push(...visible);
      if (containersFilledBy(statement).some((each) => isSeenOutside(each, containers, body))) {
        stores = true;
        if (statement.kind === 'Expr') lines.push(text.slice(statement.start, statement.end));
      }
      for (const block of blocksOf(statement)) visit(block);
    }
    lines.push('end');
  };
  visit(node.body);
  if (isPlaceholder(node)) parts.push('placeholder');
  if (/\byield\b/.test(body)) {
    parts.push('yield');
    returns = true;
  }
  if (stores || (returns && node.returns === undefined)) parts.push(...lines);
  else if (hasInner) parts.push(...handedBack);
}

/** An attribute, or a variable that the body does not bind itself. */
function isSeenOutside(container: Expression, containers: ReadonlySet<string>, body: string): boolean {
  if (container.kind === 'Attribute') return containers.has(container.name);
  if (container.kind !== 'Name' || !containers.has(container.name)) return false;
  return /\bglobal\b/.test(body) || !new RegExp(`(?:^|[\\n\\r;])[ \\t]*${container.name}\\s*=[^=]`).test(body);
}

const binds: ReadonlySet<Statement['kind']> = new Set<Statement['kind']>([
  'Assign',
  'AnnAssign',
  'AugAssign',
  'With',
  'For',
]);

function visibleLines(text: string, statement: Statement): readonly string[] {
  const { start, end } = statement;
  switch (statement.kind) {
    case 'Expr': {
      const written = text.slice(start, end);
      return /\byield\b|:=/.test(written) ? [written] : [];
    }
    case 'If':
    case 'While':
    case 'For':
    case 'With':
      return [text.slice(start, statement.colon)];
    case 'Try':
      return ['try', ...statement.handlers.map((handler) => text.slice(handler.start, handler.colon))];
    case 'Match':
      return [
        text.slice(start, statement.colon),
        ...statement.cases.map((matchCase) => text.slice(matchCase.start, matchCase.colon)),
      ];
    default:
      return [text.slice(start, end)];
  }
}
