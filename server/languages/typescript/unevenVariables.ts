/** Variables that are given a promise in one place and awaited results in others, and are used as if they held results. */

import {
  isArrayLiteralExpression,
  isArrowFunction,
  isAwaitExpression,
  isBinaryExpression,
  isBindingElement,
  isCallExpression,
  isConditionalExpression,
  isForOfStatement,
  isIdentifier,
  isParameterDeclaration,
  isPropertyAccessExpression,
  isReturnStatement,
  isShorthandPropertyAssignment,
  isSpreadElement,
  isVariableDeclaration,
  type CallExpression,
  type Node,
  SyntaxKind,
  type VariableDeclaration,
} from 'typescript/unstable/ast';
import type { FunctionId, HeldFact } from '../../facts/facts.ts';
import { promiseMembers } from '../../facts/promiseMembers.ts';
import type { FileInput } from './collectFacts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import { foundOnce } from './foundOnce.ts';
import {
  childrenOf,
  isAsync,
  isGenerator,
  labelOf,
  rangeOfNode,
  textOf,
  textOfName,
  unwrapped,
  unwrappedParent,
} from './nodes.ts';
import { isAwaitedByOthers, isResultProperty, isTakenUntyped } from './namedResults.ts';
import { rootOf } from './symbols.ts';
import { unawaited } from './untypedCalls.ts';

/** Variables that are given values where they are declared and later. */
export const kindsOfAssignments: readonly SyntaxKind[] = [SyntaxKind.VariableDeclaration, SyntaxKind.BinaryExpression];

export function unevenlyHeld(input: FileInput): readonly HeldFact[] {
  return assignmentsOfCalls(input.syntax).flatMap((assigned) => heldFact(assigned, input) ?? []);
}

/** What async functions give to variables and properties, where that is made by a call. */
export const assignmentsOfCalls = foundOnce(findAssignments);

function findAssignments({ byKind, functions }: FileSyntax): readonly AssignedCall[] {
  return kindsOfAssignments
    .flatMap((kind) => byKind.get(kind) ?? [])
    .flatMap(({ node, function: owner }) => {
      const given = assignmentAt(node);
      if (given === undefined || !isCallExpression(given.value)) return [];
      const around = functions[owner]?.node;
      if (around === undefined || !isAsync(around) || isGenerator(around)) return [];
      return [{ given, value: given.value, owner }];
    });
}

interface AssignedCall {
  readonly given: Assignment;
  readonly value: CallExpression;
  readonly owner: FunctionId;
}

interface Assignment {
  readonly kind: 'variable' | 'property';
  /** The declaration or the operation with `=`. */
  readonly node: Node;
  readonly name: string;
  readonly value: Node;
}

function heldFact({ given, value, owner }: AssignedCall, input: FileInput): HeldFact | undefined {
  const { syntax } = input;
  const { awaitability, kind, isNullable, evidence = 'declaration' } = unawaited(value, input);
  if (awaitability !== 'always' || kind !== 'promise' || isNullable === true) return undefined;
  if (given.kind === 'property' ? !isResultProperty(given.node, input) : !isResultVariable(given, owner, input))
    return undefined;
  return {
    range: rangeOfNode(value, syntax.source.text),
    subject: labelOf(value.expression, syntax.source),
    name: given.name,
    mayHoldResult: true,
    othersAreAwaited: true,
    awaitable: { awaitability: 'always', kind: 'promise', evidence },
    function: owner,
    needsParentheses: false,
  };
}

/** Whether a variable of the function is used as if it held a result, as it does elsewhere. */
function isResultVariable(given: Assignment, owner: FunctionId, input: FileInput): boolean {
  const { syntax } = input;
  const around = syntax.functions[owner]?.node;
  const uses = around === undefined ? undefined : new Uses(given.name, around);
  if (uses?.declaration === undefined || uses.mayHoldPromise || !uses.isReadAfter(given)) return false;
  if (!isOwnVariable(uses.declaration, owner, syntax)) return false;
  if (uses.isAwaitedSomewhere) return true;
  return uses.reads.every((read) => isTakenUntyped(read, input)) && isAwaitedByOthers(given.name, given.value, syntax);
}

/** Of the function itself, and not declared to hold a promise. */
function isOwnVariable(declaration: VariableDeclaration, owner: FunctionId, { byKind, source }: FileSyntax): boolean {
  const placed = byKind.get(SyntaxKind.VariableDeclaration) ?? [];
  if (!placed.some(({ node, function: place }) => node === declaration && place === owner)) return false;
  return declaration.type === undefined || !/Promise|Thenable/.test(textOf(declaration.type, source));
}

/** `name = value` as a statement of its own, or a declaration with a value. */
function assignmentAt(node: Node): Assignment | undefined {
  if (isVariableDeclaration(node)) {
    if (!isIdentifier(node.name) || node.initializer === undefined) return undefined;
    return { kind: 'variable', node, name: textOfName(node.name), value: unwrapped(node.initializer) };
  }
  if (!isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken) return undefined;
  const target = unwrapped(node.left);
  const value = unwrapped(node.right);
  if (isIdentifier(target)) return { kind: 'variable', node, name: textOfName(target), value };
  return isPropertyAccessExpression(target)
    ? { kind: 'property', node, name: textOfName(target.name), value }
    : undefined;
}

/** What a function does with a name. */
class Uses {
  readonly reads: Node[] = [];
  readonly #assignments: Node[] = [];
  readonly #name: string;
  #declaration: Node | undefined;
  #bindings = 0;
  /** Whether some value of it is a result, as far as the code around it tells. */
  isAwaitedSomewhere = false;
  mayHoldPromise = false;

  constructor(name: string, around: Node) {
    this.#name = name;
    const stack = [around];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (isIdentifier(node) && textOfName(node) === name) this.#note(node);
      stack.push(...childrenOf(node));
    }
  }

  /** Its only binding, where that is a plain variable. */
  get declaration(): VariableDeclaration | undefined {
    const { parent } = this.#declaration ?? {};
    return this.#bindings === 1 && parent !== undefined && isVariableDeclaration(parent) ? parent : undefined;
  }

  /** Whether something reads what an assignment gives it; returning it from an async function waits for it. */
  isReadAfter({ node: given }: Assignment): boolean {
    return this.reads.some(
      (read) =>
        read.pos >= given.end &&
        !this.#assignments.some(
          (other) => other.pos >= given.end && other.end <= read.pos && isInside(read, blockAround(other)),
        ),
    );
  }

  #note(name: Node): void {
    const { parent, child } = unwrappedParent(name);
    if (isBindingOf(name)) {
      this.#bindings += 1;
      this.#declaration = name;
    }
    const given = assignmentAt(parent);
    if (given?.kind === 'variable' && given.name === this.#name && given.value !== child) {
      this.isAwaitedSomewhere ||= startsWithAwait(given.value);
      if (isBinaryExpression(parent)) this.#assignments.push(parent);
    } else if (mayBePromise(name)) this.mayHoldPromise = true;
    else if (isRead(name, parent)) this.reads.push(name);
  }
}

/** `await load()` and `(await load()) ?? other`. */
function startsWithAwait(value: Node): boolean {
  const plain = unwrapped(value);
  return isAwaitExpression(plain) || (isBinaryExpression(plain) && startsWithAwait(plain.left));
}

function isBindingOf(name: Node): boolean {
  const { parent } = name;
  return (
    (isVariableDeclaration(parent) || isBindingElement(parent) || isParameterDeclaration(parent)) &&
    parent.name === name
  );
}

function isRead(name: Node, parent: Node): boolean {
  if (isReturnStatement(parent) || isArrowFunction(parent) || isBindingOf(name)) return false;
  const { name: own } = name.parent as { readonly name?: Node };
  // `store.name` and `{ name: value }` are other names; `{ name }` is a read.
  return own !== name || isShorthandPropertyAssignment(name.parent);
}

/** Whether code treats a variable as a promise: awaits it, chains to it, hands it to `Promise` or asks what it is. */
function mayBePromise(name: Node): boolean {
  let at = name;
  for (;;) {
    const { parent, child } = unwrappedParent(at);
    if (isAwaitExpression(parent) || isForOfStatement(parent)) return true;
    if (isPropertyAccessExpression(parent)) return parent.expression === child && promiseMembers.has(parent.name.text);
    if (isCallExpression(parent)) return parent.expression !== child && rootNameOf(parent.expression) === 'Promise';
    if (isBinaryExpression(parent) && parent.operatorToken.kind === SyntaxKind.InstanceOfKeyword) return true;
    if (
      !isConditionalExpression(parent) &&
      !isBinaryExpression(parent) &&
      !isArrayLiteralExpression(parent) &&
      !isSpreadElement(parent)
    )
      return false;
    at = parent;
  }
}

function rootNameOf(callee: Node): string | undefined {
  const root = rootOf(callee);
  return root !== undefined && isIdentifier(root) ? root.text : undefined;
}

/** The statements among which an assignment stands, or what it is otherwise a part of. */
function blockAround(assignment: Node): Node {
  return unwrappedParent(assignment).parent.parent;
}

function isInside(node: Node, outer: Node): boolean {
  return outer.pos <= node.pos && node.end <= outer.end;
}
