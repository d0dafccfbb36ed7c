/** What code does with the outcomes that `Promise.allSettled` gives. */

import {
  type CallExpression,
  isArrayBindingPattern,
  isArrayLiteralExpression,
  isArrowFunction,
  isBinaryExpression,
  isBindingElement,
  isBlock,
  isCallExpression,
  isConditionalExpression,
  isElementAccessExpression,
  isExpressionStatement,
  isForOfStatement,
  isIdentifier,
  isIfStatement,
  isObjectBindingPattern,
  isParameterDeclaration,
  isPrefixUnaryExpression,
  isPropertyAccessExpression,
  isShorthandPropertyAssignment,
  isSpreadElement,
  isTryStatement,
  isVariableDeclaration,
  isVariableDeclarationList,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import {
  childrenOf,
  functionAround,
  isFunctionLiteral,
  isNothing,
  lastNameOf,
  logicalOperators,
  memberOf,
  textOfName,
  unwrapped,
  unwrappedParent,
} from './nodes.ts';

/** The way from a value to an outcome in it: `each` item, then the one at a place, as `['each', 1]` for `outcomes.entries()`. */
type Steps = readonly ('each' | number)[];

export const listOfOutcomes: Steps = ['each'];

/** Follows outcomes through the variables, loops and callbacks of one function. */
export class SettledUses {
  /** Where the value of an outcome is read as if there were one. */
  readonly #uses: Node[] = [];
  readonly #parts: SettledUses[] = [];
  readonly #wait: Node;
  readonly #followed: Set<Node>;
  #isLookedAt = false;
  #isRead = false;

  constructor(wait: Node, followed: Set<Node> = new Set()) {
    this.#wait = wait;
    this.#followed = followed;
  }

  /** In source order; none where some code may tell what failed, or hands the outcomes on to others who may. */
  get unchecked(): readonly Node[] {
    if (this.#isLookedAt) return [];
    return [...this.#uses, ...this.#parts.flatMap((part) => part.unchecked)].sort((one, other) => one.pos - other.pos);
  }

  get isRead(): boolean {
    return this.#isRead || this.#parts.some((part) => part.isRead);
  }

  /** What the node around does with a value that is an outcome, or holds some. */
  follow(node: Node, steps: Steps): void {
    const { parent, child } = unwrappedParent(node);
    if (isExpressionStatement(parent)) return;
    if (isVariableDeclaration(parent)) {
      this.#give(parent.name, steps);
      return;
    }
    this.#isRead = true;
    if (isBinaryExpression(parent)) this.#operand(parent, child, steps);
    else if (isConditionalExpression(parent)) {
      if (parent.condition !== child) this.follow(parent, steps);
    } else if (isPropertyAccessExpression(parent) || isElementAccessExpression(parent)) {
      if (parent.expression === child) this.#member(parent, steps);
      else this.#look();
    } else if (isForOfStatement(parent)) this.#iterate(parent.initializer, steps);
    else if (isSpreadElement(parent) && isArrayLiteralExpression(parent.parent) && parent.parent.elements.length === 1)
      this.follow(parent.parent, steps);
    else if (!isTest(parent)) this.#look();
  }

  #operand(
    operation: Node & { readonly left: Node; readonly operatorToken: Node; readonly right: Node },
    operand: Node,
    steps: Steps,
  ): void {
    const { kind } = operation.operatorToken;
    const isLeft = operation.left === operand;
    if (logicalOperators.has(kind)) {
      if (!isLeft || kind !== SyntaxKind.AmpersandAmpersandToken) this.follow(operation, steps);
    } else if (!equality.has(kind) || !isNothing(isLeft ? operation.right : operation.left)) this.#look();
  }

  #iterate(initializer: Node, [first, ...rest]: Steps): void {
    const [declaration] = isVariableDeclarationList(initializer) ? initializer.declarations : [];
    if (first === 'each' && declaration !== undefined) this.#give(declaration.name, rest);
    else this.#look();
  }

  #member(access: Node, steps: Steps): void {
    const [first, ...rest] = steps;
    const name = memberOf(access)?.name;
    if (first === undefined) {
      if (name === 'value') this.#use(access);
      else this.#look();
    } else if (name === undefined) {
      if (isElementAccessExpression(access)) this.follow(access, rest);
      else this.#look();
    } else if (name !== 'length') this.#method(access, name, steps);
  }

  #method(access: Node, name: string, steps: Steps): void {
    const { parent: call } = unwrappedParent(access);
    const [first, ...rest] = steps;
    if (!isCallExpression(call) || unwrapped(call.expression) !== access || first !== 'each') {
      this.#look();
      return;
    }
    if (withCallback.has(name)) this.#callback(call, name, rest);
    if (givingSome.has(name)) this.follow(call, steps);
    else if (givingOne.has(name)) this.follow(call, rest);
    else if (name === 'entries') this.follow(call, ['each', 1, ...rest]);
    else if (!withCallback.has(name)) this.#look();
  }

  #callback({ arguments: given }: CallExpression, name: string, rest: Steps): void {
    const [written] = given;
    const callback = written === undefined ? undefined : unwrapped(written);
    const parameter =
      callback !== undefined && isFunctionLiteral(callback)
        ? callback.parameters?.[name === 'reduce' || name === 'reduceRight' ? 1 : 0]
        : undefined;
    if (parameter === undefined || !isParameterDeclaration(parameter)) this.#look();
    else this.#give(parameter.name, rest);
  }

  /** Follows what a variable, or each of several, is given. */
  #give(target: Node, steps: Steps): void {
    const [first, ...rest] = steps;
    if (isIdentifier(target)) this.#variable(target, steps);
    else if (isArrayBindingPattern(target) && first === 'each')
      for (const element of target.elements) {
        if (!isBindingElement(element) || element.name === undefined) continue;
        const part = new SettledUses(this.#wait, this.#followed);
        this.#parts.push(part);
        part.#give(element.name, element.dotDotDotToken === undefined ? rest : steps);
      }
    else if (isArrayBindingPattern(target) && typeof first === 'number') {
      const element = target.elements[first];
      if (element !== undefined && isBindingElement(element) && element.name !== undefined)
        this.#give(element.name, rest);
    } else if (isObjectBindingPattern(target) && first === undefined) this.#takeApart(target);
    else this.#look();
  }

  /** `({ value }) => …` */
  #takeApart({ elements }: Node & { readonly elements: readonly Node[] }): void {
    for (const element of elements) {
      if (!isBindingElement(element) || element.name === undefined) continue;
      const property = element.propertyName ?? element.name;
      const isValue = isIdentifier(property) && property.text === 'value' && element.dotDotDotToken === undefined;
      if (isValue && element.initializer === undefined && isIdentifier(element.name) && !isDoubted(element.name))
        this.#uses.push(element.name);
      else this.#look();
    }
  }

  #variable(binding: Node & { readonly text: string }, steps: Steps): void {
    if (this.#followed.has(binding)) return;
    this.#followed.add(binding);
    for (const use of usesOf(binding)) {
      // Another variable of the same name would take a look at where each can be seen.
      if (isBinding(use)) this.#look();
      else this.follow(use, steps);
    }
  }

  #use(access: Node): void {
    this.#isRead = true;
    if (isDoubtful(access) || isGuarded(access, this.#wait)) this.#isLookedAt = true;
    else this.#uses.push(access);
  }

  #look(): void {
    this.#isRead = true;
    this.#isLookedAt = true;
  }
}

/** The names of a variable where it can be seen, without its declaration. */
export function usesOf(binding: Node & { readonly text: string }): readonly Node[] {
  const around = functionAround(binding);
  const names = namesIn.get(around) ?? namesBelow(around);
  namesIn.set(around, names);
  return (names.get(binding.text) ?? []).filter((name) => name !== binding && isUse(name));
}

/** By what they are in; a function may wait for many things. */
const namesIn = new WeakMap<Node, ReadonlyMap<string, readonly Node[]>>();

function namesBelow(around: Node): ReadonlyMap<string, readonly Node[]> {
  const names = new Map<string, Node[]>();
  const stack: Node[] = [around];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isIdentifier(node)) {
      const known = names.get(textOfName(node));
      if (known === undefined) names.set(textOfName(node), [node]);
      else known.push(node);
    }
    stack.push(...childrenOf(node));
  }
  return names;
}

/** `store.name` and `{ name: value }` are other names; `{ name }` is a use. */
function isUse(name: Node): boolean {
  const { name: own, propertyName } = name.parent as { readonly name?: Node; readonly propertyName?: Node };
  if (propertyName === name) return false;
  return own !== name || isShorthandPropertyAssignment(name.parent) || isBinding(name);
}

function isBinding(name: Node): boolean {
  const { parent } = name;
  return (
    (isVariableDeclaration(parent) || isBindingElement(parent) || isParameterDeclaration(parent)) &&
    parent.name === name
  );
}

/** Values are seldom handed on through more variables and lists than these before somebody asks. */
const mostSteps = 3;

/** Whether it is asked for whether there is a value: `first.value ?? []`, `if (first.value)`, or what it is put into is. */
function isDoubtful(access: Node, steps = 0): boolean {
  if (steps > mostSteps) return false;
  const { parent, child } = unwrappedParent(access);
  if (isAskedFor(child, parent)) return true;
  if (isVariableDeclaration(parent)) return !isIdentifier(parent.name) || isDoubted(parent.name, steps + 1);
  const member = memberOf(parent);
  if (member !== undefined && unwrapped(member.receiver) === unwrapped(child)) {
    // `values.flat().filter(Boolean)`
    if (picking.has(member.name)) return true;
    const { parent: call } = unwrappedParent(parent);
    return member.name === 'flat' && isCallExpression(call) && isDoubtful(call, steps + 1);
  }
  // `.map((each) => each.value).filter(Boolean)`, and `.filter((each) => each.value)`
  const callback = isArrowFunction(parent) ? unwrappedParent(parent).parent : undefined;
  if (callback === undefined || !isCallExpression(callback)) return false;
  return picking.has(memberOf(callback.expression)?.name ?? '') || isDoubtful(callback, steps + 1);
}

/** Methods of lists that ask of each item. */
const picking: ReadonlySet<string> = new Set('every filter find findIndex findLast some'.split(' '));

function isDoubted(binding: Node & { readonly text: string }, steps = 0): boolean {
  return usesOf(binding).some((use) => isDoubtful(use, steps));
}

function isAskedFor(value: Node, parent: Node): boolean {
  if (isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    if (kind === SyntaxKind.InstanceOfKeyword) return parent.left === value;
    return equality.has(kind) || (logicalOperators.has(kind) && parent.left === value);
  }
  if (isConditionalExpression(parent)) return parent.condition === value;
  // `Array.isArray(value)`, `isPage(value)`
  if (isCallExpression(parent)) return parent.expression !== value && /^is[A-Z]/.test(lastNameOf(parent.expression));
  if (parent.kind === SyntaxKind.TypeOfExpression) return true;
  if ((parent as { readonly questionDotToken?: Node }).questionDotToken !== undefined) return true;
  return isTest(parent);
}

/** An outcome is always true. */
function isTest(parent: Node): boolean {
  return isIfStatement(parent) || (isPrefixUnaryExpression(parent) && parent.operator === SyntaxKind.ExclamationToken);
}

/** Whether a `try` with a `catch`, which is not around the wait, takes what is wrong with a use. */
function isGuarded(use: Node, wait: Node): boolean {
  let child = use;
  for (let at = use.parent; at !== undefined; at = at.parent) {
    if (at.pos <= wait.pos && wait.end <= at.end) return false;
    if (isTryStatement(at) && at.catchClause !== undefined && at.tryBlock === child && isBlock(child)) return true;
    child = at;
  }
  return false;
}

const equality: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);

const withCallback: ReadonlySet<string> = new Set(
  'every filter find findIndex findLast flatMap forEach map reduce reduceRight some'.split(' '),
);

/** Methods of lists that give some of the items, and one of them. */
const givingSome: ReadonlySet<string> = new Set(['filter', 'slice', 'reverse', 'toReversed', 'values']);
const givingOne: ReadonlySet<string> = new Set(['at', 'find', 'findLast', 'pop', 'shift']);
