/** The whole statements that a selection touches, and what putting something around them would change. */

import {
  type CaseOrDefaultClause,
  isAwaitExpression,
  isBinaryExpression,
  isBlock,
  isBreakOrContinueStatement,
  isExpressionStatement,
  isForInStatement,
  isForOfStatement,
  isIdentifier,
  isPostfixUnaryExpression,
  isPrefixUnaryExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isReturnStatement,
  isSourceFile,
  isVariableDeclarationList,
  isVariableStatement,
  isYieldExpression,
  type Node,
  NodeFlags,
  type SourceFile,
  SyntaxKind,
  type VariableDeclarationList,
} from 'typescript/unstable/ast';
import { contains, overlaps, type Range } from '../../analysis/text.ts';
import type { AwaitedStatement, OutlivingName, SelectedStatement, SelectedStatements } from '../../facts/selection.ts';
import { boundNames } from './imports.ts';
import {
  childrenOf,
  hasModifier,
  isAssignmentOperator,
  isFunctionNode,
  isLoop,
  rangeOfNode,
  startOf,
  unwrapped,
} from './nodes.ts';

/** `undefined` where nothing is touched, and where a statement must stay where it stands. */
export function selectionIn(source: SourceFile, selected: Range): SelectedStatements | undefined {
  const { text } = source;
  const place = withoutBlanks(text, selected);
  const list = place && statementsAround(source, place);
  if (place === undefined || list === undefined) return undefined;
  const touched = list.statements.filter((statement) => overlaps(rangeOfNode(statement, text), place));
  const [first] = touched;
  const last = touched.at(-1);
  if (first === undefined || last === undefined || touched.some(isBoundToItsPlace)) return undefined;
  const range = { start: startOf(first, text), end: last.end };
  const own = nodesOf(touched);
  return {
    range,
    statements: touched.map((statement) => selectedStatement(statement, text)),
    waits: own.some(waits),
    exits: exitsOf(own),
    outliving: outlivingNames(touched, own, list.owner, range, text),
    sharesVariables: sharesVariables(own, list.owner),
  };
}

function withoutBlanks(text: string, { start, end }: Range): Range | undefined {
  const selected = text.slice(start, end);
  const first = start + (selected.length - selected.trimStart().length);
  const last = start + selected.trimEnd().length;
  return first < last ? { start: first, end: last } : undefined;
}

interface StatementList {
  readonly statements: readonly Node[];
  /** The function that they belong to, or the module. */
  readonly owner: Node;
}

/** The innermost list of statements that the place lies in, the comments beside them included. */
function statementsAround(source: SourceFile, place: Range): StatementList | undefined {
  const { text } = source;
  let list: StatementList | undefined;
  let owner: Node = source;
  for (let node: Node | undefined = source; node !== undefined; ) {
    if (isFunctionNode(node)) owner = node;
    const statements = statementsOf(node, text, place);
    if (statements !== undefined) list = { statements, owner };
    node = childrenOf(node).find((child) => child.pos <= place.start && place.end <= child.end);
  }
  return list;
}

function statementsOf(node: Node, text: string, place: Range): readonly Node[] | undefined {
  if (isSourceFile(node)) return node.statements;
  if (isBlock(node)) {
    const inside = { start: startOf(node, text) + 1, end: node.end - 1 };
    return contains(inside, place) ? node.statements : undefined;
  }
  if (!isClause(node)) return undefined;
  const [first] = node.statements;
  return first !== undefined && first.pos <= place.start && place.end <= node.end ? node.statements : undefined;
}

function isClause(node: Node): node is CaseOrDefaultClause {
  return node.kind === SyntaxKind.CaseClause || node.kind === SyntaxKind.DefaultClause;
}

/** What is imported or exported stands at the top of a module, and a resource ends with its block. */
function isBoundToItsPlace(statement: Node): boolean {
  switch (statement.kind) {
    case SyntaxKind.ImportDeclaration:
    case SyntaxKind.ImportEqualsDeclaration:
    case SyntaxKind.ExportDeclaration:
    case SyntaxKind.ExportAssignment:
      return true;
    default:
      return (
        hasModifier(statement, SyntaxKind.ExportKeyword) ||
        (isVariableStatement(statement) && kindOfList(statement.declarationList) === 'using')
      );
  }
}

function kindOfList({ flags }: VariableDeclarationList): 'const' | 'let' | 'var' | 'using' {
  // `await using` bears the flags of `const` and `using`.
  if ((flags & NodeFlags.Using) !== 0) return 'using';
  if ((flags & NodeFlags.Const) !== 0) return 'const';
  return (flags & NodeFlags.Let) === 0 ? 'var' : 'let';
}

/** The statements and all in them that runs with them: what functions and classes hold is left out. */
function nodesOf(statements: readonly Node[]): readonly Node[] {
  const nodes: Node[] = [];
  const pending = [...statements].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    nodes.push(node);
    if (!isFunctionNode(node) && !isClass(node)) pending.push(...childrenOf(node).reverse());
  }
  return nodes;
}

function isClass({ kind }: Node): boolean {
  return kind === SyntaxKind.ClassDeclaration || kind === SyntaxKind.ClassExpression;
}

function waits(node: Node): boolean {
  if (isVariableDeclarationList(node)) return (node.flags & NodeFlags.AwaitUsing) === NodeFlags.AwaitUsing;
  return isAwaitExpression(node) || (isForOfStatement(node) && node.awaitModifier !== undefined);
}

function exitsOf(own: readonly Node[]): SelectedStatements['exits'] {
  const exits: SelectedStatements['exits'][number][] = [];
  if (own.some(isReturnStatement)) exits.push('return');
  if (own.some((node) => isBreakOrContinueStatement(node) && !own.includes(targetOf(node)))) exits.push('loop');
  if (own.some(isYieldExpression)) exits.push('yield');
  return exits;
}

/** The statement that a `break` or `continue` ends; the file where that is not written, and for labels, as they are rare. */
function targetOf(jump: Node): Node {
  const isBreak = jump.kind === SyntaxKind.BreakStatement;
  const { label } = jump as { readonly label?: Node };
  for (let node = jump.parent; ; node = node.parent) {
    if (isSourceFile(node)) return node;
    if (label === undefined && (isLoop(node) || (isBreak && node.kind === SyntaxKind.SwitchStatement))) return node;
  }
}

function selectedStatement(statement: Node, text: string): SelectedStatement {
  const awaited = awaitedStatement(statement, text);
  const range = rangeOfNode(statement, text);
  return awaited === undefined ? { range } : { range, awaited };
}

function awaitedStatement(statement: Node, text: string): AwaitedStatement | undefined {
  if (isVariableStatement(statement)) return awaitedDeclaration(statement.declarationList, text);
  if (!isExpressionStatement(statement)) return undefined;
  const expression = unwrapped(statement.expression);
  if (isAwaitExpression(expression)) return { ...operandOf(expression, text), binding: 'none', binds: [] };
  if (!isBinaryExpression(expression) || expression.operatorToken.kind !== SyntaxKind.EqualsToken) return undefined;
  if (!isAwaitExpression(expression.right)) return undefined;
  const awaited = operandOf(expression.right, text);
  const target = expression.left;
  if (!isSimpleTarget(target)) return { ...awaited, binding: 'other', binds: [] };
  return { ...awaited, target: rangeOfNode(target, text), binding: 'assignment', binds: identifiersIn(target) };
}

function awaitedDeclaration(list: VariableDeclarationList, text: string): AwaitedStatement | undefined {
  const [declaration, ...others] = list.declarations;
  if (declaration?.initializer === undefined || !isAwaitExpression(declaration.initializer)) return undefined;
  if (others.length > 0) return undefined;
  const awaited = operandOf(declaration.initializer, text);
  const kind = kindOfList(list);
  const binds = boundNames(declaration.name);
  if (declaration.type !== undefined || (kind !== 'const' && kind !== 'let'))
    return { ...awaited, binding: 'other', binds };
  return { ...awaited, target: rangeOfNode(declaration.name, text), binding: kind, binds };
}

/** A target whose place is the same whenever the value comes. */
function isSimpleTarget(target: Node): boolean {
  if (isIdentifier(target)) return true;
  if (!isPropertyAccessExpression(target)) return false;
  return isIdentifier(target.expression) || target.expression.kind === SyntaxKind.ThisKeyword;
}

function operandOf({ expression }: { readonly expression: Node }, text: string) {
  return { operand: rangeOfNode(expression, text), reads: identifiersIn(expression) };
}

function identifiersIn(node: Node): readonly string[] {
  const names = new Set<string>();
  eachBelow(node, (inner) => {
    if (isIdentifier(inner) && !isMemberName(inner)) names.add(inner.text);
    if (inner.kind === SyntaxKind.ThisKeyword) names.add('this');
  });
  return [...names];
}

/** `name` in `order.name` and `{ name: order }`, which no variable of that name is. */
function isMemberName(identifier: Node): boolean {
  const { parent } = identifier;
  return (isPropertyAccessExpression(parent) || isPropertyAssignment(parent)) && parent.name === identifier;
}

/** `node` and all below it; `visit` may return `false` to keep out of a node. */
function eachBelow(node: Node, visit: (node: Node) => unknown): void {
  const pending = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    if (visit(next) !== false) pending.push(...childrenOf(next));
}

function outlivingNames(
  statements: readonly Node[],
  own: readonly Node[],
  owner: Node,
  range: Range,
  text: string,
): readonly OutlivingName[] {
  const declared = [...statements.flatMap(declaredNames), ...own.flatMap(functionWideNames)];
  if (declared.length === 0) return [];
  const used = new Set<string>();
  eachBelow(owner, (node) => {
    if (contains(range, { start: startOf(node, text), end: node.end })) return false;
    if (isIdentifier(node) && !isMemberName(node)) used.add(node.text);
    return true;
  });
  return declared.filter(({ name }) => used.has(name));
}

function declaredNames(statement: Node): readonly OutlivingName[] {
  if (isVariableStatement(statement)) {
    const kind = kindOfList(statement.declarationList) === 'const' ? 'constant' : 'other';
    return statement.declarationList.declarations.flatMap((declaration) =>
      boundNames(declaration.name).map((name): OutlivingName => ({ name, kind })),
    );
  }
  const { name } = statement as { readonly name?: Node };
  return boundNames(name).map((bound) => ({ name: bound, kind: 'other' }));
}

/** `var`, wherever it stands. */
function functionWideNames(node: Node): readonly OutlivingName[] {
  if (!isVariableDeclarationList(node) || kindOfList(node) !== 'var') return [];
  return node.declarations.flatMap((declaration) =>
    boundNames(declaration.name).map((name): OutlivingName => ({ name, kind: 'other' })),
  );
}

/** Whether the statements use a variable that they do not declare and that the function gives a value by assignment. */
function sharesVariables(own: readonly Node[], owner: Node): boolean {
  const assigned = new Set<string>();
  eachBelow(owner, (node) => {
    for (const name of assignedNames(node)) assigned.add(name);
  });
  const declared = new Set(own.flatMap((node) => (isVariableDeclarationList(node) ? namesOfList(node) : [])));
  return own.some((node) => isIdentifier(node) && assigned.has(node.text) && !declared.has(node.text));
}

function namesOfList({ declarations }: VariableDeclarationList): readonly string[] {
  return declarations.flatMap(({ name }) => boundNames(name));
}

function assignedNames(node: Node): readonly string[] {
  if (isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind)) return targetNames(node.left);
  if (isPrefixUnaryExpression(node) || isPostfixUnaryExpression(node))
    return isStep(node.operator) ? targetNames(node.operand) : [];
  return isForOfStatement(node) || isForInStatement(node) ? targetNames(node.initializer) : [];
}

function isStep(kind: SyntaxKind): boolean {
  return kind === SyntaxKind.PlusPlusToken || kind === SyntaxKind.MinusMinusToken;
}

function targetNames(target: Node): readonly string[] {
  if (isIdentifier(target)) return [target.text];
  const isPattern =
    target.kind === SyntaxKind.ArrayLiteralExpression || target.kind === SyntaxKind.ObjectLiteralExpression;
  return isPattern ? identifiersIn(target) : [];
}
