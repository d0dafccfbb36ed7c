/** Places that an async function finds empty, and fills after a wait: `if (!this.socket) this.socket = await open()`. */

import {
  type BinaryExpression,
  type CallExpression,
  type ClassDeclaration,
  type ClassExpression,
  isAwaitExpression,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isClassDeclaration,
  isClassExpression,
  isFunctionDeclaration,
  isIdentifier,
  isIfStatement,
  isMethodDeclaration,
  isNewExpression,
  isParameterDeclaration,
  isPropertyDeclaration,
  isVariableDeclaration,
  isVariableStatement,
  type IfStatement,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type Range, rangeOf } from '../../analysis/text.ts';
import type { FunctionId, LateFillFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import { emptyWhere, placeOf, type TestedPlace } from './emptyPlaces.ts';
import type { FactFamily } from './families.ts';
import { type Fill, isShared, lateFillIn } from './fillSearch.ts';
import { sharingOf } from './fillSharing.ts';
import { type Keeping, keepingOf, ownerOfThis } from './keepers.ts';
import { isMarked } from './marks.ts';
import {
  childrenOf,
  type FunctionNode,
  functionAround,
  isAsync,
  isFunctionNode,
  isInBlock,
  labelOf,
  lastNameOf,
  memberOf,
  ownNodesIn,
  rangeOfNode,
  startOf,
  textOf,
  unwrapped,
} from './nodes.ts';

export const lateFillFamily: FactFamily<'lateFills'> = {
  kinds: [SyntaxKind.IfStatement, SyntaxKind.BinaryExpression],
  facts: (input) => ({ lateFills: input.syntax.awaits.length === 0 ? [] : lateFills(input) }),
};

function lateFills(input: FileInput): readonly LateFillFact[] {
  const { byKind, awaits } = input.syntax;
  const waiting = new Set(awaits.map((awaited) => awaited.function));
  const tests = byKind.get(SyntaxKind.IfStatement) ?? [];
  const assignments = byKind.get(SyntaxKind.BinaryExpression) ?? [];
  const found = [
    ...tests.flatMap(({ node, function: owner }) =>
      waiting.has(owner) && isIfStatement(node) && isAsync(functionAround(node)) ? behindTest(node, owner, input) : [],
    ),
    ...assignments.flatMap(({ node, function: owner }) =>
      waiting.has(owner) && isBinaryExpression(node) ? (inAssignment(node, owner, input) ?? []) : [],
    ),
  ];
  return firstOfEach(found).sort((a, b) => a.test.start - b.test.start);
}

/** Two tests may lead to one fill. */
function firstOfEach(found: readonly LateFillFact[]): LateFillFact[] {
  const fills = new Set<number>();
  return found.filter(({ fill }) => !fills.has(fill.start) && fills.add(fill.start));
}

/** A place that is tested, with where its turn would begin: at the test, or at a look-up before it. */
interface Asked {
  readonly tested: TestedPlace;
  readonly from: Node;
}

function behindTest(test: IfStatement, owner: FunctionId, input: FileInput): readonly LateFillFact[] {
  const before = statementsBeside(test, 'before');
  const found = askedBy(test, true, before, input).map((asked) =>
    search(asked, test, [test.thenStatement], owner, input),
  );
  const leaves = isLeaving(test.thenStatement);
  if (test.elseStatement !== undefined || leaves)
    for (const asked of askedBy(test, false, before, input)) {
      if (test.elseStatement !== undefined) found.push(search(asked, test, [test.elseStatement], owner, input));
      if (leaves) found.push(search(asked, test, statementsBeside(test, 'behind'), owner, input));
    }
  return found.flatMap((fact) => fact ?? []);
}

function statementsBeside(node: Node, where: 'before' | 'behind'): readonly Node[] {
  if (!isInBlock(node)) return [];
  const all = childrenOf(node.parent);
  const index = all.indexOf(node);
  return where === 'before' ? all.slice(0, index) : all.slice(index + 1);
}

function isLeaving(statement: Node): boolean {
  if (isBlock(statement)) {
    const last = statement.statements.at(-1);
    return last !== undefined && isLeaving(last);
  }
  return leaving.has(statement.kind);
}

const leaving: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ReturnStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
]);

function askedBy(test: IfStatement, holds: boolean, before: readonly Node[], input: FileInput): readonly Asked[] {
  return emptyWhere(test.expression, holds).map((tested) => {
    const isName = tested.key === undefined && isIdentifier(tested.place);
    const looked = isName ? lookUpOf(textOf(tested.place, input.syntax.source), before, input) : undefined;
    return looked ?? { tested, from: test };
  });
}

/** `const socket = sockets.get(name)` above the test, with nothing waited for in between. */
function lookUpOf(name: string, before: readonly Node[], { syntax }: FileInput): Asked | undefined {
  for (const statement of before.toReversed()) {
    for (const node of ownNodesIn(statement)) {
      if (isAwaitExpression(node)) return undefined;
      if (!isVariableDeclaration(node) || textOf(node.name, syntax.source) !== name) continue;
      return node.initializer === undefined ? undefined : { tested: placeOf(node.initializer), from: statement };
    }
  }
  return undefined;
}

function search(
  { tested, from }: Asked,
  test: IfStatement,
  statements: readonly Node[],
  owner: FunctionId,
  input: FileInput,
): LateFillFact | undefined {
  const { source } = input.syntax;
  // Most tests lead to nothing of the kind, which the text says soonest.
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined || !source.text.slice(first.pos, last.end).includes('await'))
    return undefined;
  const keeping = keepingOf(tested.place, input);
  if (keeping === undefined) return undefined;
  const called = (call: CallExpression) => calledBy(call, tested, input);
  const fill = lateFillIn({ source, place: tested, called }, statements);
  if (fill === undefined || isMarked(functionAround(test), fill.waitedAt, input.syntax)) return undefined;
  const statement = statements.find(({ pos, end }) => pos <= fill.node.pos && fill.node.end <= end);
  const end = Math.max(test.end, statement?.end ?? 0);
  const turn = statement === undefined ? undefined : rangeOf(startOf(from, source.text), end);
  return lateFill({ tested, test: test.expression, fill, keeping, turn }, owner, input);
}

/** `this.socket ??= await open()`, `this.socket = this.socket ?? (await open())` */
function inAssignment(node: BinaryExpression, owner: FunctionId, input: FileInput): LateFillFact | undefined {
  const { source } = input.syntax;
  const value = valueForEmpty(node, source.text);
  if (value === undefined || !isAwaitExpression(value) || isShared(unwrapped(value.expression))) return undefined;
  if (!isAsync(functionAround(node))) return undefined;
  const tested = placeOf(node.left);
  const keeping = keepingOf(tested.place, input);
  const fill = { node, value, waitedAt: value.pos };
  return keeping && lateFill({ tested, test: node, fill, keeping, turn: undefined }, owner, input);

  function valueForEmpty({ left, operatorToken, right }: BinaryExpression, text: string): Node | undefined {
    if (fillingAssignments.has(operatorToken.kind)) return unwrapped(right);
    const choice = operatorToken.kind === SyntaxKind.EqualsToken ? unwrapped(right) : undefined;
    if (choice === undefined || !isBinaryExpression(choice) || !choices.has(choice.operatorToken.kind))
      return undefined;
    const written = rangeOfNode(unwrapped(left), text);
    const first = rangeOfNode(unwrapped(choice.left), text);
    const isSame = text.slice(written.start, written.end) === text.slice(first.start, first.end);
    return isSame ? unwrapped(choice.right) : undefined;
  }
}

const fillingAssignments: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.QuestionQuestionEqualsToken,
  SyntaxKind.BarBarEqualsToken,
]);

const choices: ReadonlySet<SyntaxKind> = new Set([SyntaxKind.QuestionQuestionToken, SyntaxKind.BarBarToken]);

/** The method of the same class, or the function of the file, that a call by a plain name runs; it has to mean the same by the place. */
function calledBy({ expression }: CallExpression, { place }: TestedPlace, input: FileInput): FunctionNode | undefined {
  const { source } = input.syntax;
  const callee = unwrapped(expression);
  const member = memberOf(callee);
  if (member?.receiver.kind === SyntaxKind.ThisKeyword) {
    return classOfThis(member.receiver)?.members.find(
      (each): each is typeof each & FunctionNode =>
        isMethodDeclaration(each) && isAsync(each) && textOf(each.name, source) === member.name,
    );
  }
  const declared = isIdentifier(callee) ? input.symbols.localDeclarationOf(callee, source) : undefined;
  if (declared === undefined || !isFunctionDeclaration(declared) || !isAsync(declared)) return undefined;
  return isIdentifier(place) && declares(declared, textOf(place, source), source) ? undefined : declared;
}

/** Whether a function has a parameter or a variable of this name. */
function declares({ parameters, body }: FunctionNode, name: string, source: SourceFile): boolean {
  for (const part of [...(parameters ?? []), ...(body === undefined ? [] : [body])])
    for (const node of ownNodesIn(part))
      if ((isVariableDeclaration(node) || isParameterDeclaration(node)) && textOf(node.name, source) === name)
        return true;
  return false;
}

type ClassNode = ClassDeclaration | ClassExpression;

/** The class whose objects `this` stands for there. */
function classOfThis(node: Node): ClassNode | undefined {
  const { parent } = ownerOfThis(node);
  return parent !== undefined && (isClassDeclaration(parent) || isClassExpression(parent)) ? parent : undefined;
}

interface Found {
  readonly tested: TestedPlace;
  readonly test: Node;
  readonly fill: Fill;
  readonly keeping: Keeping;
  readonly turn: Range | undefined;
}

function lateFill(
  { tested, test, fill, keeping, turn }: Found,
  owner: FunctionId,
  input: FileInput,
): LateFillFact | undefined {
  const { functionOf, source } = input.syntax;
  const filledIn = functionOf.get(functionAround(fill.node));
  if (filledIn === undefined) return undefined;
  const maker = makerOf(fill, source);
  const declaration = declarationOf(tested.place, input);
  const isHere = filledIn === owner;
  const sharing = isHere && tested.key === undefined ? sharingOf(fill, test, declaration, input) : undefined;
  return {
    test: rangeOfNode(test, source.text),
    fill: rangeOfNode(fill.node, source.text),
    filledIn,
    subject: subjectOf(tested, source),
    content: contentOf(tested, fill),
    isKeyed: tested.key !== undefined,
    ...(maker === undefined ? {} : { maker }),
    ...keeping,
    ...(turn === undefined || !isHere ? {} : { turn }),
    ...(declaration === undefined ? {} : { declaration: rangeOfNode(declaration, source.text) }),
    ...(sharing === undefined ? {} : { sharing }),
    function: owner,
  };
}

function subjectOf({ place, key }: TestedPlace, source: SourceFile): string {
  return key === undefined ? labelOf(place, source) : `${labelOf(place, source)}[${labelOf(key, source)}]`;
}

function contentOf({ key }: TestedPlace, { value }: Fill): LateFillFact['content'] {
  if (value === undefined) return 'flag';
  if (key === undefined) return constants.has(value.kind) ? 'flag' : 'value';
  return value.kind === SyntaxKind.TrueKeyword ? 'flag' : 'value';
}

const constants: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.TrueKeyword,
  SyntaxKind.FalseKeyword,
  SyntaxKind.NumericLiteral,
  SyntaxKind.StringLiteral,
]);

/** The last name of what is called for the value, or for the variable that holds it. */
function makerOf({ node, value }: Fill, source: SourceFile): string | undefined {
  const made = value !== undefined && isIdentifier(value) ? initializerOf(value.text) : value;
  const plain = made === undefined ? undefined : awaitedOf(made);
  return plain !== undefined && (isCallExpression(plain) || isNewExpression(plain))
    ? lastNameOf(plain.expression)
    : undefined;

  function initializerOf(name: string): Node | undefined {
    for (const each of ownNodesIn(bodyAround(node)))
      if (isVariableDeclaration(each) && each.end <= node.pos && textOf(each.name, source) === name)
        return each.initializer;
    return undefined;
  }
}

function awaitedOf(node: Node): Node {
  const plain = unwrapped(node);
  return isAwaitExpression(plain) ? unwrapped(plain.expression) : plain;
}

function bodyAround(node: Node): Node {
  const owner = functionAround(node);
  return isFunctionNode(owner) && owner.body !== undefined ? owner.body : owner;
}

/** The property or the statement that declares the place with its first value, of a class that this file writes or of the module. */
function declarationOf(place: Node, { symbols, syntax: { source } }: FileInput): Node | undefined {
  const member = memberOf(place);
  if (isIdentifier(place)) {
    const list = symbols.localDeclarationOf(place, source)?.parent;
    const statement = list?.parent;
    const isOfModule = statement !== undefined && isVariableStatement(statement) && statement.parent === source;
    return isOfModule && statement.declarationList.declarations.length === 1 ? statement : undefined;
  }
  if (member === undefined) return undefined;
  const isOfThis = member.receiver.kind === SyntaxKind.ThisKeyword;
  const named = isOfThis ? classOfThis(member.receiver) : symbols.localDeclarationOf(member.receiver, source);
  if (named === undefined || !(isClassDeclaration(named) || isClassExpression(named))) return undefined;
  return named.members.find((each) => isPropertyDeclaration(each) && textOf(each.name, source) === member.name);
}
