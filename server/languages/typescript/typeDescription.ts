/**
 * A text that says all that matters of a type, the same for the same type of two snapshots: what classes and other
 * declarations it is made of, by their places before some edits, and what members it has where it has no name.
 */

import type { Node } from 'typescript/unstable/ast';
import {
  isIntersectionType,
  isIntrinsicType,
  isLiteralType,
  isObjectType,
  isTypeParameter,
  isTypeReference,
  isUnionType,
  type NodeHandle,
  ObjectFlags,
  type ObjectType,
  type Project,
  type Signature,
  SignatureKind,
  SymbolFlags,
  type Type,
  TypeFlags,
  type Symbol as TypeScriptSymbol,
} from 'typescript/unstable/sync';

/** The place of a declaration before the edits; `undefined` where that cannot be told. */
export type PlaceOf = (declaration: NodeHandle) => string | undefined;

/** What a larger type is made of would take longer to ask than to ask everything anew. */
const mostParts = 150;
const deepest = 8;
const writtenAs = ObjectFlags.Mapped | ObjectFlags.ReverseMapped | ObjectFlags.ObjectLiteral | ObjectFlags.JSLiteral;

/** What calls of a function give, as far as its declaration says; `undefined` where it cannot be told for sure. */
export function describedResult(node: Node, project: Project, placeOf: PlaceOf): string | undefined {
  const signature = project.checker.getSignatureFromDeclaration(node);
  if (signature === undefined) return undefined;
  try {
    return new Description(project, placeOf).ofResult(signature);
  } catch (error) {
    if (error instanceof CannotTell) return undefined;
    throw error;
  }
}

class CannotTell extends Error {}

class Description {
  readonly #checker: Project['checker'];
  readonly #project: Project;
  readonly #placeOf: PlaceOf;
  /** Types that contain the one that is described. */
  readonly #around: Type[] = [];
  #parts = 0;

  constructor(project: Project, placeOf: PlaceOf) {
    this.#project = project;
    this.#checker = project.checker;
    this.#placeOf = placeOf;
  }

  ofResult(signature: Signature): string {
    const type = this.#checker.getReturnTypeOfSignature(signature);
    const result = this.#ofType(type);
    const isClaim = type !== undefined && (type.flags & TypeFlags.Boolean) !== 0;
    const predicate = isClaim ? this.#checker.getTypePredicateOfSignature(signature) : undefined;
    if (predicate === undefined) return result;
    return `${result} ${predicate.kind} ${predicate.parameterIndex} ${this.#ofType(predicate.type)}`;
  }

  #ofType(type: Type | undefined): string {
    if (type === undefined) return 'none';
    const outer = this.#around.lastIndexOf(type);
    if (outer >= 0) return `around ${this.#around.length - outer}`;
    this.#parts += 1;
    if (this.#parts > mostParts || this.#around.length > deepest) throw new CannotTell();
    this.#around.push(type);
    const description = this.#of(type);
    this.#around.pop();
    return description;
  }

  #of(type: Type): string {
    if (isIntrinsicType(type)) return `${type.flags} ${type.intrinsicName}`;
    if (isLiteralType(type)) {
      const place = (type.flags & TypeFlags.EnumLiteral) === 0 ? '' : this.#placeOfSymbol(type.getSymbol());
      return `${type.flags} ${JSON.stringify(String(type.value))}${place}`;
    }
    if (isUnionType(type)) return `any of (${this.#all(type.getTypes()).sort().join(' | ')})`;
    if (isIntersectionType(type)) return `(${this.#all(type.getTypes()).join(' & ')})`;
    if (isTypeParameter(type) || (type.flags & TypeFlags.UniqueESSymbol) !== 0)
      return `${type.flags} ${this.#placeOfSymbol(type.getSymbol())}`;
    if (isObjectType(type)) return this.#ofObject(type);
    throw new CannotTell();
  }

  #ofObject(type: ObjectType): string {
    if (isTypeReference(type)) {
      const items = this.#all(this.#checker.getTypeArguments(type)).join(', ');
      if (!this.#checker.isTupleType(type)) return `${this.#placeOfSymbol(type.getSymbol())}<${items}>`;
      const { elementFlags, readonly } = type.getTarget() as Type & {
        readonly elementFlags?: readonly number[];
        readonly readonly?: boolean;
      };
      return `${readonly} [${elementFlags?.join()}: ${items}]`;
    }
    const symbol = type.getSymbol();
    if ((type.objectFlags & ObjectFlags.ClassOrInterface) !== 0) return this.#placeOfSymbol(symbol);
    const isMadeOfOthers = (type.objectFlags & (ObjectFlags.Instantiated | ObjectFlags.Mapped)) !== 0;
    const place = symbol === undefined || isMadeOfOthers ? undefined : this.#placeOrNone(symbol);
    return place ?? this.#ofMembers(type);
  }

  #ofMembers(type: ObjectType): string {
    const properties = this.#checker.getPropertiesOfType(type);
    if (properties.length > mostParts) throw new CannotTell();
    const types = properties.length === 0 ? [] : this.#checker.getTypeOfSymbol(properties);
    const members = properties.map(
      ({ name, flags, checkFlags }, index) =>
        `${JSON.stringify(name)} ${flags & SymbolFlags.Optional} ${checkFlags}: ${this.#ofType(types[index])}`,
    );
    const signatures = [SignatureKind.Call, SignatureKind.Construct].flatMap((kind) =>
      this.#checker.getSignaturesOfType(type, kind).map((signature) => `${kind} ${this.#ofSignature(signature)}`),
    );
    const indexes = this.#checker
      .getIndexInfosOfType(type)
      .map(
        ({ keyType, valueType, isReadonly }) => `${isReadonly} [${this.#ofType(keyType)}]: ${this.#ofType(valueType)}`,
      );
    return `${type.objectFlags & writtenAs} {${[...members.sort(), ...signatures, ...indexes].join('; ')}}`;
  }

  #ofSignature(signature: Signature): string {
    if (signature.getTypeParameters().length > 0) throw new CannotTell();
    const parameters = signature.getParameters();
    const types = parameters.length === 0 ? [] : this.#checker.getTypeOfSymbol(parameters);
    const texts = parameters.map((parameter, index) => `${this.#writtenAs(parameter)}: ${this.#ofType(types[index])}`);
    return `${signature.hasRestParameter} ${signature.isAbstract} (${texts.join(', ')}) => ${this.ofResult(signature)}`;
  }

  /** Whether a parameter may be left out is written beside it. */
  #writtenAs({ valueDeclaration }: TypeScriptSymbol): string {
    const node = valueDeclaration?.resolve(this.#project);
    if (node === undefined) throw new CannotTell();
    return node.getText();
  }

  #all(types: readonly Type[]): string[] {
    return types.map((type) => this.#ofType(type));
  }

  #placeOfSymbol(symbol: TypeScriptSymbol | undefined): string {
    const place = symbol === undefined ? undefined : this.#placeOrNone(symbol);
    if (place === undefined) throw new CannotTell();
    return place;
  }

  #placeOrNone({ declarations, name }: TypeScriptSymbol): string | undefined {
    const [first] = declarations;
    const place = first === undefined ? undefined : this.#placeOf(first);
    return place === undefined ? undefined : `${name} at ${place}`;
  }
}
