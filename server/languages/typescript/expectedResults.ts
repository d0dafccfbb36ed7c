/** What the code around a function expects it to give back. */

import {
  isClassDeclaration,
  isClassExpression,
  isIdentifier,
  isMethodDeclaration,
  isObjectLiteralExpression,
  isPropertyDeclaration,
  type MethodDeclaration,
  type Node,
  type PropertyDeclaration,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { isUnionType, type Signature, SignatureKind, type Type, TypeFlags } from 'typescript/unstable/sync';
import { type FunctionNode, hasModifier, isFunctionLiteral } from './nodes.ts';
import type { Types } from './types.ts';

const anything = TypeFlags.Any | TypeFlags.Unknown;

/** What types say, as long as nothing in the project changes. */
export class KnownExpectations {
  /** Both by the type of a function: many are given to the same few parameters. */
  readonly takesPromise = new Map<Type, boolean>();
  readonly results = new Map<Type, readonly (Type | undefined)[]>();
  /** By the base and the name: many classes implement one interface. */
  readonly members = new Map<Type, Map<string, Type | undefined>>();
}

export class ExpectedResults {
  readonly #types: Types;
  readonly #known: KnownExpectations;
  /** Of functions, and of objects for all of their methods. */
  readonly #expected = new Map<Node, Type | undefined>();

  constructor(types: Types, known: KnownExpectations) {
    this.#types = types;
    this.#known = known;
  }

  /** The type that a function, or the name of one, is expected to have where it stands. */
  typeAt(node: Node): Type | undefined {
    const known = this.#expected.get(node);
    if (known !== undefined || this.#expected.has(node)) return known;
    const type = this.#types.project.checker.getContextualType(node);
    this.#expected.set(node, type);
    return type;
  }

  /** What a function of a type gives back, for each of its signatures. */
  resultsOf(expected: Type): readonly (Type | undefined)[] {
    const known = this.#known.results.get(expected);
    if (known !== undefined) return known;
    const { checker } = this.#types.project;
    const results = this.signaturesOf(expected).map((signature) => checker.getReturnTypeOfSignature(signature));
    this.#known.results.set(expected, results);
    return results;
  }

  /** How a function of a type may be called, those of all members of a union. */
  signaturesOf(expected: Type): readonly Signature[] {
    const members = isUnionType(expected) ? expected.getTypes() : [expected];
    const { checker } = this.#types.project;
    return members.flatMap((member) => checker.getSignaturesOfType(member, SignatureKind.Call));
  }

  /** Whether whoever takes the function as it is declared may get a promise from it. */
  mayBePromise(node: FunctionNode): boolean {
    const expected = isFunctionLiteral(node) ? this.typeAt(node) : undefined;
    const types = expected === undefined ? this.inheritedTypes(node) : [expected];
    return types.every((type) => this.#takes(type));
  }

  #takes(expected: Type): boolean {
    const known = this.#known.takesPromise.get(expected);
    if (known !== undefined) return known;
    const answer = this.#findWhetherTakes(expected);
    this.#known.takesPromise.set(expected, answer);
    return answer;
  }

  #findWhetherTakes(expected: Type): boolean {
    const results = this.resultsOf(expected);
    if (results.length === 0) return true;
    return results.some((result) => {
      // Only a plain `void` takes what it does not look at; `void | (() => void)` is looked at.
      if (result === undefined || (result.flags & TypeFlags.Void) !== 0) return true;
      const parts = isUnionType(result) ? result.getTypes() : [result];
      return parts.some(
        (part) => (part.flags & anything) !== 0 || this.#types.awaitabilityOfType(part).awaitability === 'always',
      );
    });
  }

  /**
   * The types that the bases and interfaces of its class give to a method, or to a field that holds the function; those that
   * whoever takes an object gives to its methods.
   */
  inheritedTypes(node: FunctionNode): readonly Type[] {
    const member = memberHolding(node);
    if (member === undefined || !isIdentifier(member.name)) return [];
    const { text: name } = member.name;
    return this.#holders(member).flatMap((type) => this.#typeOfMember(type, name) ?? []);
  }

  #holders(member: MethodDeclaration | PropertyDeclaration): readonly Type[] {
    if (!isObjectLiteralExpression(member.parent)) return basesOf(member).flatMap((base) => this.#types.of(base) ?? []);
    const expected = this.typeAt(member.parent);
    if (expected === undefined) return [];
    return isUnionType(expected) ? expected.getTypes() : [expected];
  }

  #typeOfMember(type: Type, name: string): Type | undefined {
    const known = this.#known.members.get(type) ?? new Map<string, Type | undefined>();
    this.#known.members.set(type, known);
    if (known.has(name)) return known.get(name);
    const { checker } = this.#types.project;
    const member = checker.getPropertyOfType(type, name);
    const found = member === undefined ? undefined : checker.getTypeOfSymbol(member);
    known.set(name, found);
    return found;
  }
}

/** The method that a function is, or the field that holds it, unless it is static: bases say nothing about that. */
export function memberHolding(node: FunctionNode): MethodDeclaration | PropertyDeclaration | undefined {
  const member = isFunctionLiteral(node) ? node.parent : node;
  if (!isMethodDeclaration(member) && !isPropertyDeclaration(member)) return undefined;
  return hasModifier(member, SyntaxKind.StaticKeyword) ? undefined : member;
}

/** What the class of a member extends and implements. */
export function basesOf({ parent }: MethodDeclaration | PropertyDeclaration): readonly Node[] {
  if (!isClassDeclaration(parent) && !isClassExpression(parent)) return [];
  return (parent.heritageClauses ?? []).flatMap(({ types }) => [...types]);
}
