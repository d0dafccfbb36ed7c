/** Whether values of a type are awaitable. Types that share a declaration share the answer. */

import {
  isIntersectionType,
  isObjectType,
  isTypeReference,
  isUnionType,
  SignatureKind,
  type Type,
  TypeFlags,
} from 'typescript/unstable/sync';
import type { Awaitability, AwaitableKind, Evidence } from '../../facts/facts.ts';
import { ByType, keyOf } from './byType.ts';
import type { OpenProject } from './openProject.ts';

export interface Verdict {
  readonly awaitability: Awaitability;
  readonly kind?: AwaitableKind;
  /** It may also be `undefined` or `null`, which have no members. */
  readonly isNullable?: boolean;
  /** Left out where a type says it. */
  readonly evidence?: Evidence;
}

const never: Verdict = { awaitability: 'never' };
const maybe: Verdict = { awaitability: 'maybe', kind: 'awaitable' };
const promise: Verdict = { awaitability: 'always', kind: 'promise' };
const thenable: Verdict = { awaitability: 'always', kind: 'awaitable' };

/** Values that nobody can await. */
export const plain =
  TypeFlags.StringLike |
  TypeFlags.NumberLike |
  TypeFlags.BigIntLike |
  TypeFlags.BooleanLike |
  TypeFlags.ESSymbolLike |
  TypeFlags.Void |
  TypeFlags.Undefined |
  TypeFlags.Null |
  TypeFlags.Never;
/** What an optional call may give beside a promise. `void` is no such thing: it says that a caller need not look. */
const nothing = TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Never;
const unknown = TypeFlags.Any | TypeFlags.Unknown | TypeFlags.NonPrimitive;
const deepest = 12;

export class AwaitableTypes {
  readonly #project: OpenProject;
  readonly #verdicts: ByType<Verdict>;
  readonly #lists: ByType<Verdict>;
  readonly #isListByClass: ByType<boolean>;

  /** `before` knows about the types of snapshots that are still in use. */
  constructor(project: OpenProject, before?: AwaitableTypes) {
    this.#project = project;
    this.#verdicts = before === undefined ? new ByType(keyOf) : before.#verdicts;
    this.#lists = before === undefined ? new ByType() : before.#lists;
    this.#isListByClass = before === undefined ? new ByType(keyOf) : before.#isListByClass;
  }

  of(type: Type | undefined, depth = 0): Verdict {
    if (type === undefined || (type.flags & unknown) !== 0) return maybe;
    if ((type.flags & plain) !== 0) return never;
    const known = this.#verdicts.get(type);
    if (known !== undefined) return known;
    // A type may contain itself, or grow forever.
    if (depth > deepest) return maybe;
    this.#verdicts.set(type, never);
    const verdict = this.#classify(type, depth);
    this.#verdicts.set(type, verdict);
    return verdict;
  }

  /** Whether a value is certainly not awaitable: `void`, `undefined` and `null` may stand for what nobody wrote down. */
  isPlain(type: Type | undefined): boolean {
    if (type === undefined || this.of(type).awaitability !== 'never') return false;
    const members = isUnionType(type) ? type.getTypes() : [type];
    return (
      members.some(({ flags }) => (flags & (nothing | TypeFlags.Void)) === 0) &&
      members.every(({ flags }) => (flags & TypeFlags.Void) === 0) &&
      !this.hasThen(type)
    );
  }

  /** Whether there is anything that `await` would call; it does not look at what that takes. */
  hasThen(type: Type): boolean {
    const { checker } = this.#project;
    const members = isUnionType(type) ? type.getTypes() : [type];
    return members.some((member) => {
      const then = checker.getPropertyOfType(member, 'then');
      const method = then === undefined ? undefined : checker.getTypeOfSymbol(then);
      return method !== undefined && ((method.flags & unknown) !== 0 || this.#isCallable(method));
    });
  }

  /** Whether the items of an array or tuple type are awaitable; `never` for other types. */
  ofItems(type: Type | undefined): Verdict {
    if (type === undefined || (type.flags & (unknown | plain)) !== 0) return never;
    const known = this.#lists.get(type);
    if (known !== undefined) return known;
    const verdict = this.#classifyItems(type);
    this.#lists.set(type, verdict);
    return verdict;
  }

  #classify(type: Type, depth: number): Verdict {
    if (isUnionType(type)) return this.#ofUnion(type.getTypes(), depth);
    if (isIntersectionType(type)) return this.#ofIntersection(type, type.getTypes(), depth);
    if (!isObjectType(type)) return this.#ofApparent(type, depth);
    return this.#ofObject(type, depth);
  }

  #ofUnion(members: readonly Type[], depth: number): Verdict {
    const counting = members.filter((member) => (member.flags & nothing) === 0);
    const verdicts = counting.map((member) => this.of(member, depth + 1));
    const awaitable = verdicts.find(({ awaitability }) => awaitability === 'always');
    if (awaitable !== undefined && verdicts.every(({ awaitability }) => awaitability === 'always')) {
      const verdict = verdicts.some(({ kind }) => kind === 'promise') ? promise : awaitable;
      return counting.length < members.length ? { ...verdict, isNullable: true } : verdict;
    }
    return verdicts.some(({ awaitability }) => awaitability !== 'never') ? maybe : never;
  }

  #ofIntersection(type: Type, members: readonly Type[], depth: number): Verdict {
    // One question instead of one for each part, which are many where options are put together.
    if (members.every(isObjectType) && this.#project.checker.getPropertyOfType(type, 'then') === undefined)
      return never;
    // What a call gives that fits none of its overloads: all that they would have given, at once.
    if (members.some(({ flags }) => (flags & (nothing | TypeFlags.Void)) !== 0)) return maybe;
    const verdicts = members.map((member) => this.of(member, depth + 1));
    return (
      verdicts.find(({ kind, awaitability }) => awaitability === 'always' && kind === 'promise') ??
      verdicts.find(({ awaitability }) => awaitability === 'always') ??
      (verdicts.some(({ awaitability }) => awaitability === 'maybe') ? maybe : never)
    );
  }

  /** Type parameters and other types that are not known yet count as what they extend. */
  #ofApparent(type: Type, depth: number): Verdict {
    const constraint = this.#project.checker.getBaseConstraintOfType(type);
    return constraint === undefined || constraint === type ? maybe : this.of(constraint, depth + 1);
  }

  #ofObject(type: Type, depth: number): Verdict {
    const { checker } = this.#project;
    const then = checker.getPropertyOfType(type, 'then');
    if (then === undefined) return never;
    const symbol = type.getSymbol();
    if (symbol !== undefined && symbol.name === 'Promise') return promise;
    if (symbol?.name === 'PromiseLike') return thenable;
    const declared = isTypeReference(type) ? type.getTarget() : type;
    for (const base of declared.getBaseTypes() ?? []) {
      const verdict = this.of(base, depth + 1);
      if (verdict.awaitability === 'always') return verdict;
    }
    const method = checker.getTypeOfSymbol(then);
    if (method === undefined) return maybe;
    return this.#isThenMethod(method) ? thenable : never;
  }

  /** `then` takes two functions, one for the value and one for the error. */
  #isThenMethod(type: Type): boolean {
    const { checker } = this.#project;
    return checker.getSignaturesOfType(type, SignatureKind.Call).some((signature) => {
      if (signature.parameters.length < 2) return false;
      return [0, 1].every((index) => this.#isCallable(checker.getParameterType(signature, index)));
    });
  }

  #isCallable(type: Type | undefined): boolean {
    if (type === undefined) return false;
    if ((type.flags & TypeFlags.Any) !== 0) return true;
    const members = isUnionType(type) ? type.getTypes() : [type];
    return members.some((member) => this.#project.checker.getSignaturesOfType(member, SignatureKind.Call).length > 0);
  }

  /** Whether it is an array or a tuple. */
  isList(type: Type): boolean {
    if (!isObjectType(type) || !isTypeReference(type)) return false;
    const known = this.#isListByClass.get(type);
    if (known !== undefined) return known;
    const { checker } = this.#project;
    const answer = checker.isArrayType(type) || checker.isTupleType(type);
    this.#isListByClass.set(type, answer);
    return answer;
  }

  #classifyItems(type: Type): Verdict {
    const { checker } = this.#project;
    const members = isUnionType(type) ? type.getTypes() : [type];
    const verdicts: Verdict[] = [];
    for (const given of members) {
      // A type parameter holds at least what it extends.
      const member = (given.flags & TypeFlags.TypeParameter) === 0 ? given : checker.getBaseConstraintOfType(given);
      if (member === undefined) continue;
      if (!isObjectType(member) || !isTypeReference(member) || !this.isList(member)) continue;
      verdicts.push(...checker.getTypeArguments(member).map((item) => this.of(item)));
    }
    return (
      verdicts.find(({ awaitability }) => awaitability === 'always') ??
      verdicts.find(({ awaitability }) => awaitability === 'maybe') ??
      never
    );
  }
}
