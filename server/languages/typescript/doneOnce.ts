/** Calls that fill a place which was empty: what happens once belongs to the start of the program. */

import {
  type IfStatement,
  isBinaryExpression,
  isBlock,
  isIdentifier,
  isIfStatement,
  isReturnStatement,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { literally } from '../../analysis/patterns.ts';
import { emptyWhere, type TestedPlace } from './emptyPlaces.ts';
import { isFunctionNode, logicalOperators, memberOf, textOf, unwrapped } from './nodes.ts';

export interface OnceContext {
  readonly source: SourceFile;
  readonly moduleNames: readonly string[];
}

/** Whether what the call gives, or what is made of it, is kept where the function looks first. */
export function isDoneOnce(call: Node, context: OnceContext): boolean {
  let child = call;
  for (let at = child.parent; at !== undefined && !isFunctionNode(at); child = at, at = at.parent) {
    if (isFilled(at, child, context)) return true;
    if (isIfStatement(at) && at.thenStatement === child) {
      const empty = emptyByAll(at.expression, true);
      if (empty.some(({ place }) => fills(child, place, context))) return true;
      if (empty.length > 0 && isKeptInMap(at, child, context)) return true;
    }
    if (isBlock(at) && isBehindGuard(at.statements, child, context)) return true;
  }
  return false;
}

/** `this.text ??= read()`, `text || (text = read())` */
function isFilled(at: Node, child: Node, context: OnceContext): boolean {
  if (!isBinaryExpression(at) || at.right !== child) return false;
  switch (at.operatorToken.kind) {
    case SyntaxKind.QuestionQuestionEqualsToken:
    case SyntaxKind.BarBarEqualsToken:
      return isLasting(at.left, context);
    case SyntaxKind.QuestionQuestionToken:
    case SyntaxKind.BarBarToken:
      return fills(child, at.left, context);
    default:
      return false;
  }
}

/** Behind `if (text) return text;`, with a later `text = …`. */
function isBehindGuard(statements: readonly Node[], child: Node, context: OnceContext): boolean {
  for (const statement of statements) {
    if (statement === child) return false;
    if (!isIfStatement(statement) || !returns(statement.thenStatement)) continue;
    const empty = emptyByAll(statement.expression, false);
    if (empty.length === 0) continue;
    const isFilledBy = (later: Node) => empty.some(({ place }) => fills(later, place, context));
    const rest = statements.slice(statements.indexOf(child));
    if (rest.some((later) => isFilledBy(later) || isKeptInMap(statement, later, context))) return true;
  }
  return false;
}

function returns(statement: Node): boolean {
  if (isReturnStatement(statement)) return true;
  const last = isBlock(statement) ? statement.statements.at(-1) : undefined;
  return last !== undefined && isReturnStatement(last);
}

/** The place that the whole condition asks for: what is made anew when it is too old as well (`&&`, `||`) is not made once. */
function emptyByAll(condition: Node, holds: boolean): readonly TestedPlace[] {
  const plain = unwrapped(condition);
  return isBinaryExpression(plain) && logicalOperators.has(plain.operatorToken.kind) ? [] : emptyWhere(plain, holds);
}

/** Whether code gives the place a value. */
function fills(code: Node, place: Node, context: OnceContext): boolean {
  if (!isLasting(place, context)) return false;
  const name = literally(textOf(place, context.source));
  return new RegExp(`(?<![\\w$.])${name}\\s*=(?!=|>)`).test(textOf(code, context.source));
}

/**
 * Whether code puts something into a map that the function has looked into, up to the condition of a test: `const text = texts.get(name);
 * if (text === undefined) texts.set(name, read(name));`
 */
function isKeptInMap({ expression }: IfStatement, code: Node, { source, moduleNames }: OnceContext): boolean {
  let owner: Node = expression;
  while (owner.parent !== undefined && !isFunctionNode(owner)) owner = owner.parent;
  const before = source.text.slice(owner.pos, expression.end);
  for (const [, map = '', root = ''] of textOf(code, source).matchAll(mapFilled)) {
    const isKept = root === 'this' || moduleNames.includes(root);
    if (isKept && (before.includes(`${map}.get(`) || before.includes(`${map}.has(`))) return true;
  }
  return false;
}

/** `this.texts.set(` */
const mapFilled = /(?<![\w$.])(([\w$]+)(?:\.#?[\w$]+)*)\.set\(/g;

/** Whether the place outlives the function: a variable of the module, or a member of such a one or of the object. */
function isLasting(place: Node, { moduleNames }: OnceContext): boolean {
  let at = unwrapped(place);
  for (let member = memberOf(at); member !== undefined; member = memberOf(at)) at = unwrapped(member.receiver);
  return at.kind === SyntaxKind.ThisKeyword || (isIdentifier(at) && moduleNames.includes(at.text));
}
