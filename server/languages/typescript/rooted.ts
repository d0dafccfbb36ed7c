/**
 * What calls and members are in code that was just edited, told by what they start at: `expect(value).toBe(1)` gives nothing,
 * whatever the value is. To know the type of a call, the compiler works out all that it is given, and a checker that knows
 * nothing yet may need a tenth of a second for that. Where the first name is fixed, declarations that the edit left as they
 * are often say enough.
 */

import {
  isCallExpression,
  isIdentifier,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import {
  isObjectType,
  isUnionType,
  ObjectFlags,
  SignatureKind,
  type Type,
  TypeFlags,
  type Symbol as TypeScriptSymbol,
} from 'typescript/unstable/sync';
import { type AwaitableTypes, plain, type Verdict } from './awaitability.ts';
import { ByType } from './byType.ts';
import { FixedNames } from './fixedNames.ts';
import { textOfName } from './nodes.ts';
import type { OpenProject } from './openProject.ts';

/** What holds of all values that a call gives, which are no lists. */
export interface CallResult {
  readonly awaitable: Verdict;
  readonly isPlain: boolean;
}

/** From a name: names of members, and `()` for calls. */
interface Path {
  readonly root: Node & { readonly text: string };
  readonly steps: readonly string[];
}

const called = '()';

/** Told by a type alone. */
const simple = plain | TypeFlags.Any | TypeFlags.Unknown;

export class RootedExpressions {
  readonly #project: OpenProject;
  readonly #awaitable: AwaitableTypes;
  readonly #names = new Map<SourceFile, FixedNames>();
  readonly #roots = new Map<SourceFile, Map<string, Node | undefined>>();
  /** What a step leads to from a type. */
  readonly #next: ByType<Map<string, readonly Type[]>>;
  readonly #members: ByType<Map<string, TypeScriptSymbol | undefined>>;

  /** `before` knows about the types of snapshots that are still in use. */
  constructor(project: OpenProject, awaitable: AwaitableTypes, before?: RootedExpressions) {
    this.#project = project;
    this.#awaitable = awaitable;
    this.#next = before === undefined ? new ByType() : before.#next;
    this.#members = before === undefined ? new ByType() : before.#members;
  }

  /** What a call gives that an edit may have changed; `undefined` where that depends on more. */
  resultOf(node: Node): CallResult | undefined {
    if (!isCallExpression(node) || !this.#project.checker.isEdited(node)) return undefined;
    const types = this.#typesOf(node);
    if (types === 'missing') return ofMissing;
    const results = types.map((type) => this.#ofValue(type));
    const [first] = results;
    return results.every((result) => result !== undefined && first !== undefined && isSame(result, first))
      ? first
      : undefined;
  }

  /** The member that a name in code stands for that an edit may have changed; `undefined` where that depends on more. */
  memberAt(name: Node): TypeScriptSymbol | undefined {
    const { parent } = name;
    if (!isPropertyAccessExpression(parent) || parent.name !== name) return undefined;
    if (!this.#project.checker.isEdited(name)) return undefined;
    const text = textOfName(parent.name);
    const types = this.#typesOf(parent.expression);
    if (types === 'missing') return undefined;
    const members = new Set(types.flatMap((type) => this.#member(type, text) ?? []));
    const [only] = members;
    return members.size === 1 ? only : undefined;
  }

  /** All that an expression may be, by its first name; none where that is not known, `missing` where a member on the way is. */
  #typesOf(expression: Node): readonly Type[] | 'missing' {
    const path = pathTo(expression);
    const root = path && this.#rootOf(path.root);
    const type = root && this.#project.checker.getTypeAtLocation(root);
    let types = type === undefined ? [] : [type];
    for (const step of path?.steps ?? []) {
      if (types.length === 0 || !types.every(isFixed)) return [];
      const next = [...new Set(types.flatMap((each) => this.#after(each, step)))];
      if (next.length === 0 && step !== called && types.every((each) => this.#hasNoOthers(each))) return 'missing';
      types = next;
    }
    return types;
  }

  /** A node that stands for the same as the name, which earlier answers speak of if possible. */
  #rootOf(name: Path['root']): Node | undefined {
    const source = name.getSourceFile();
    const roots = this.#roots.get(source) ?? new Map<string, Node | undefined>();
    this.#roots.set(source, roots);
    if (!roots.has(name.text)) {
      const names = this.#names.get(source) ?? new FixedNames(source);
      this.#names.set(source, names);
      const [first, ...others] = names.sameAs(name);
      const isKnown = (node: Node) => !this.#project.checker.isEdited(node);
      roots.set(name.text, first === undefined || isKnown(first) ? first : (others.find(isKnown) ?? first));
    }
    return roots.get(name.text);
  }

  #after(type: Type, step: string): readonly Type[] {
    if ((type.flags & TypeFlags.Any) !== 0) return [type];
    const known = this.#next.get(type) ?? new Map<string, readonly Type[]>();
    this.#next.set(type, known);
    const types = known.get(step) ?? (step === called ? this.#resultsOf(type) : this.#typeOfMember(type, step));
    known.set(step, types);
    return types;
  }

  /** Of all overloads. */
  #resultsOf(type: Type): readonly Type[] {
    const { checker } = this.#project;
    const signatures = checker.getSignaturesOfType(type, SignatureKind.Call);
    return signatures.flatMap((signature) => checker.getReturnTypeOfSignature(signature) ?? []);
  }

  #typeOfMember(type: Type, name: string): readonly Type[] {
    const member = this.#member(type, name);
    const found = member === undefined ? undefined : this.#project.checker.getTypeOfSymbol(member);
    return found === undefined ? [] : [found];
  }

  #member(type: Type, name: string): TypeScriptSymbol | undefined {
    if (!isObjectType(type)) return undefined;
    const known = this.#members.get(type) ?? new Map<string, TypeScriptSymbol | undefined>();
    this.#members.set(type, known);
    if (!known.has(name)) known.set(name, this.#project.checker.getPropertyOfType(type, name));
    return known.get(name);
  }

  /** Whether it has no members but those that have names. */
  #hasNoOthers(type: Type): boolean {
    return this.#project.checker.getIndexInfosOfType(type).length === 0;
  }

  #ofValue(type: Type): CallResult | undefined {
    const parts = isUnionType(type) ? type.getTypes() : [type];
    const isClear = (part: Type) => (part.flags & simple) !== 0 || (isFixed(part) && !this.#awaitable.isList(part));
    if (!parts.every(isClear)) return undefined;
    const awaitable = this.#awaitable.of(type);
    // What is no promise may be awaitable with some types only.
    if (awaitable.kind === 'awaitable' && awaitable.awaitability === 'always') return undefined;
    return { awaitable, isPlain: this.#awaitable.isPlain(type) };
  }
}

/** The compiler calls it an error, and all that comes of it `any`. */
const ofMissing: CallResult = { awaitable: { awaitability: 'maybe', kind: 'awaitable' }, isPlain: false };

function isSame(one: CallResult, other: CallResult): boolean {
  const { awaitability, kind, isNullable } = one.awaitable;
  return (
    one.isPlain === other.isPlain &&
    awaitability === other.awaitable.awaitability &&
    kind === other.awaitable.kind &&
    isNullable === other.awaitable.isNullable
  );
}

/** Whether it has the same members with any types in the place of its parameters. */
function isFixed(type: Type): boolean {
  return (type.flags & TypeFlags.Any) !== 0 || (isObjectType(type) && (type.objectFlags & ObjectFlags.Mapped) === 0);
}

/** `undefined` where an expression starts at no name, or may stop on its way: `maybe?.()`. */
function pathTo(expression: Node): Path | undefined {
  const steps: string[] = [];
  let at: Node = expression;
  for (;;) {
    if (isIdentifier(at)) return { root: at, steps: steps.reverse() };
    if (isParenthesizedExpression(at)) at = at.expression;
    else if ((isCallExpression(at) || isPropertyAccessExpression(at)) && at.questionDotToken === undefined) {
      steps.push(isCallExpression(at) ? called : textOfName(at.name));
      at = at.expression;
    } else return undefined;
  }
}
