/** Where lines begin statements, for what is typed on a line of its own, and the classes around them. */

import {
  isBlock,
  isClassDeclaration,
  isClassExpression,
  isIfStatement,
  isSwitchStatement,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { Range } from '../../analysis/text.ts';
import type { ClassFact } from '../../facts/facts.ts';
import type { FactFamily } from './families.ts';
import { isFunctionNode, isLoop, startOf } from './nodes.ts';

export const layoutFamily: FactFamily<'continuations' | 'classes'> = {
  kinds: [
    SyntaxKind.ExpressionStatement,
    SyntaxKind.VariableStatement,
    SyntaxKind.ReturnStatement,
    SyntaxKind.ThrowStatement,
    SyntaxKind.ImportDeclaration,
    SyntaxKind.ImportEqualsDeclaration,
    SyntaxKind.ExportDeclaration,
    SyntaxKind.ExportAssignment,
    SyntaxKind.InterfaceDeclaration,
    SyntaxKind.TypeAliasDeclaration,
    SyntaxKind.EnumDeclaration,
    SyntaxKind.ClassDeclaration,
    SyntaxKind.ClassExpression,
    SyntaxKind.IfStatement,
    SyntaxKind.ForStatement,
    SyntaxKind.ForOfStatement,
    SyntaxKind.ForInStatement,
    SyntaxKind.WhileStatement,
    SyntaxKind.DoStatement,
    SyntaxKind.SwitchStatement,
    SyntaxKind.FunctionDeclaration,
    SyntaxKind.FunctionExpression,
    SyntaxKind.ArrowFunction,
    SyntaxKind.MethodDeclaration,
    SyntaxKind.Constructor,
    SyntaxKind.GetAccessor,
    SyntaxKind.SetAccessor,
  ],
  facts({ syntax }) {
    const { text } = syntax.source;
    const nodes = layoutFamily.kinds.flatMap((kind) => syntax.byKind.get(kind) ?? []).map(({ node }) => node);
    return {
      continuations: nodes
        .flatMap((node) => closedParts(node, text))
        .filter(({ start, end }) => text.slice(start, end).includes('\n'))
        .sort((a, b) => a.start - b.start),
      classes: nodes.flatMap((node) => classFact(node, text)).sort((a, b) => a.range.start - b.range.start),
    };
  },
};

/** The parts of a statement or function that hold no list of statements of their own. */
function closedParts(node: Node, text: string): readonly Range[] {
  const start = startOf(node, text);
  if (isIfStatement(node)) {
    const { thenStatement: then, elseStatement: otherwise } = node;
    const head = { start, end: bodyStart(then, text) };
    const isClosed = otherwise !== undefined && !isBlock(otherwise) && !isIfStatement(otherwise);
    return isClosed ? [head, { start: then.end, end: otherwise.end }] : [head];
  }
  if (isLoop(node)) return [{ start, end: bodyStart(node.statement, text) }];
  if (isSwitchStatement(node)) {
    const [first] = node.caseBlock.clauses;
    return [{ start, end: first === undefined ? node.end : startOf(first, text) }];
  }
  if (isFunctionNode(node)) return [{ start, end: node.body === undefined ? node.end : bodyStart(node.body, text) }];
  return [{ start, end: node.end }];
}

/** Up to the brace of a block; a body without braces takes one statement or expression only. */
function bodyStart(body: Node, text: string): number {
  return isBlock(body) ? startOf(body, text) : body.end;
}

function classFact(node: Node, text: string): readonly ClassFact[] {
  if (!isClassDeclaration(node) && !isClassExpression(node)) return [];
  const [first] = node.members;
  const open = text.lastIndexOf('{', first === undefined ? node.end - 1 : startOf(first, text));
  const end = text[node.end - 1] === '}' ? node.end - 1 : node.end;
  return [{ range: { start: startOf(node, text), end: node.end }, body: { start: Math.min(open + 1, end), end } }];
}
