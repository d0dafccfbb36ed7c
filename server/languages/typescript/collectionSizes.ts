/** How many items a collection may have, as far as the code shows it. */

import {
  isArrayLiteralExpression,
  isAwaitExpression,
  isBinaryExpression,
  isCallExpression,
  isConditionalExpression,
  isForInStatement,
  isForOfStatement,
  isForStatement,
  isIdentifier,
  isNewExpression,
  isNumericLiteral,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isSpreadElement,
  isVariableDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { isTypeReference, isUnionType, type Type, TypeFlags } from 'typescript/unstable/sync';
import { literally } from '../../analysis/patterns.ts';
import type { FanOutFact } from '../../facts/facts.ts';
import { isParameter } from './definitions.ts';
import { isFunctionNode, lastNameOf, memberOf, stringOf, unwrapped, unwrappedParent } from './nodes.ts';
import type { Symbols } from './symbols.ts';
import type { Types } from './types.ts';

export type Size = FanOutFact['size'];

/** Variables that stand for variables are followed this far. */
const deepest = 6;

export class CollectionSizes {
  readonly #symbols: Symbols;
  readonly #types: Types;

  constructor(symbols: Symbols, types: Types) {
    this.#symbols = symbols;
    this.#types = types;
  }

  of(expression: Node, depth = 0): Size {
    const node = unwrapped(expression);
    if (depth > deepest) return 'maybe';
    if (isArrayLiteralExpression(node))
      return largest(
        node.elements.map((element) => (isSpreadElement(element) ? this.of(element.expression, depth + 1) : 'bounded')),
      );
    if (isCallExpression(node)) return this.#ofCall(node, depth);
    if (isNewExpression(node)) return this.#ofConstruction(node, depth);
    if (isIdentifier(node)) return this.#ofName(node, depth);
    if (isConditionalExpression(node))
      return largest([this.of(node.whenTrue, depth + 1), this.of(node.whenFalse, depth + 1)]);
    if (isBinaryExpression(node)) return largest([this.of(node.left, depth + 1), this.of(node.right, depth + 1)]);
    if (isAwaitExpression(node) || memberOf(node) !== undefined) return this.#ofType(node);
    return 'maybe';
  }

  /** How often the code at `node` runs within one run of the function around it, by loops and `forEach`. */
  ofLoopsAround(node: Node, owner: Node): Size {
    const sizes: Size[] = [];
    for (let at = node.parent, child = node; at !== undefined && at !== owner; child = at, at = at.parent) {
      if (isForOfStatement(at) && child === at.statement) sizes.push(this.of(at.expression));
      else if (isForInStatement(at) && child === at.statement) sizes.push(this.#ofMembers(at.expression));
      else if (isForStatement(at) && child === at.statement) sizes.push(this.#ofCounting(at.condition));
      else if (at.kind === SyntaxKind.WhileStatement || at.kind === SyntaxKind.DoStatement) sizes.push('maybe');
      else if (isFunctionNode(at)) sizes.push(this.#ofEach(at));
    }
    return sizes.includes('unbounded') ? 'unbounded' : largest(sizes);
  }

  #ofCall(call: Node & { readonly expression: Node; readonly arguments: readonly Node[] }, depth: number): Size {
    const [first, second] = call.arguments;
    const member = memberOf(call.expression);
    if (member === undefined)
      return lastNameOf(call.expression) === 'Array' && first !== undefined
        ? this.#ofCount(first, depth)
        : this.#ofType(call);
    const owner = lastNameOf(member.receiver);
    if (owner === 'Array' && member.name === 'of') return 'bounded';
    if (owner === 'Array' && member.name === 'from' && first !== undefined) return this.#ofArrayLike(first, depth);
    if (owner === 'Object' && first !== undefined && /^(?:keys|values|entries)$/.test(member.name))
      return this.#ofMembers(first);
    if (/^(?:slice|splice)$/.test(member.name) && (second !== undefined || isNegative(first))) return 'bounded';
    if (member.name === 'split' && stringOf(unwrapped(member.receiver)) !== undefined) return 'bounded';
    if (!keepsSize.test(member.name)) return this.#ofType(call);
    const added = member.name === 'concat' ? call.arguments.map((argument) => this.of(argument, depth + 1)) : [];
    return largest([this.of(member.receiver, depth + 1), ...added]);
  }

  #ofConstruction(
    node: Node & { readonly expression: Node; readonly arguments?: readonly Node[] },
    depth: number,
  ): Size {
    const [first] = node.arguments ?? [];
    const name = lastNameOf(node.expression);
    if (first === undefined) return 'maybe';
    if (name === 'Array') return this.#ofCount(first, depth);
    return name === 'Set' || name === 'Map' ? this.of(first, depth + 1) : 'maybe';
  }

  #ofName(name: Node & { readonly text: string }, depth: number): Size {
    const declaration = this.#symbols.declarationOf(name);
    if (declaration === undefined) return 'maybe';
    // Who cuts a list into batches has thought of it.
    if (/batch|chunk|slice|page/i.test(name.text)) return 'maybe';
    if (isParameter(declaration)) return this.#ofParameter(name);
    if (!isVariableDeclaration(declaration)) return this.#ofType(name);
    const { initializer } = declaration;
    // What a loop takes from a list of lists is of the size that somebody gave it.
    if (initializer === undefined) return isForOfStatement(declaration.parent.parent) ? 'maybe' : this.#ofType(name);
    if (!isIdentifier(declaration.name)) return this.#ofType(name);
    const size = this.of(initializer, depth + 1);
    return size === 'bounded' && grows(name.text, declaration.getSourceFile().text) ? 'maybe' : size;
  }

  #ofParameter(name: Node): Size {
    const type = this.#types.of(name);
    return type === undefined || (type.flags & TypeFlags.Any) !== 0 ? 'unbounded' : this.#ofType(name);
  }

  /** `Array.from({ length: 8 })`, `Array.from(items)` */
  #ofArrayLike(value: Node, depth: number): Size {
    const node = unwrapped(value);
    if (!isObjectLiteralExpression(node)) return this.of(node, depth + 1);
    const length = node.properties.filter(isPropertyAssignment).find(({ name }) => lastNameOf(name) === 'length');
    return length === undefined ? 'maybe' : this.#ofCount(length.initializer, depth);
  }

  /** Somebody chose a number of items, if only in a variable; the length of a list is that list's. */
  #ofCount(count: Node, depth: number): Size {
    const node = unwrapped(count);
    if (isNumericLiteral(node)) return 'bounded';
    const member = memberOf(node);
    return member?.name === 'length' ? this.of(member.receiver, depth + 1) : 'maybe';
  }

  /** `index < urls.length` */
  #ofCounting(condition: Node | undefined): Size {
    return condition !== undefined && isBinaryExpression(condition) ? this.#ofCount(condition.right, 0) : 'maybe';
  }

  /** `urls.forEach((url) => …)` */
  #ofEach(callback: Node): Size {
    const { parent } = unwrappedParent(callback);
    const member = isCallExpression(parent) ? memberOf(parent.expression) : undefined;
    return member?.name === 'forEach' ? this.of(member.receiver) : 'maybe';
  }

  /** The members of an object: as many as its type names, or any number where it has an index signature. */
  #ofMembers(object: Node): Size {
    const type = this.#types.of(object);
    if (type === undefined || (type.flags & (TypeFlags.Object | TypeFlags.Intersection)) === 0) return 'maybe';
    return this.#types.project.checker.getIndexInfosOfType(type).length > 0 ? 'unbounded' : 'bounded';
  }

  #ofType(node: Node): Size {
    const type = this.#types.of(node);
    return type === undefined ? 'maybe' : this.#sizeOfType(type);
  }

  #sizeOfType(type: Type): Size {
    const nothing = TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Void;
    if (isUnionType(type))
      return largest(
        type
          .getTypes()
          .filter((member) => (member.flags & nothing) === 0)
          .map((member) => this.#sizeOfType(member)),
      );
    const { checker } = this.#types.project;
    if (isTypeReference(type) && checker.isTupleType(type)) return 'bounded';
    if (checker.isArrayType(type)) return 'unbounded';
    return collections.test(type.getSymbol()?.name ?? '') ? 'unbounded' : 'maybe';
  }
}

const keepsSize = /^(?:map|filter|sort|toSorted|reverse|toReversed|flat|flatMap|concat|values|keys|entries|fill)$/;
const collections =
  /^(?:Readonly)?(?:Array|Set|Map)$|^(?:Iterable|IterableIterator|Generator|MapIterator|SetIterator)$/;

/** The size of parts together. */
export function largest(sizes: readonly Size[]): Size {
  if (sizes.includes('unbounded')) return 'unbounded';
  return sizes.includes('maybe') ? 'maybe' : 'bounded';
}

function isNegative(node: Node | undefined): boolean {
  return node?.kind === SyntaxKind.PrefixUnaryExpression;
}

/** Whether items are added to a list after it was made. */
function grows(name: string, text: string): boolean {
  return new RegExp(`(?<![.\\w$])${literally(name)}\\.(?:push|unshift|splice|add|set)\\(`).test(text);
}
