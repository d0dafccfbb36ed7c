/** What calling a member of a value gives, by the type of the value. */

import { isBlock, type Node } from 'typescript/unstable/ast';
import { isUnionType, type Signature, SignatureKind, type Type, TypeFlags } from 'typescript/unstable/sync';
import type { AwaitableTypes } from './awaitability.ts';
import type { OpenProject } from './openProject.ts';

const unknown = TypeFlags.Any | TypeFlags.Unknown;
/** Calling a member of it fails at once. */
const missing = TypeFlags.Undefined | TypeFlags.Null;

/**
 * `nothing` where the value has no such member, so that the call fails at once, or one that does nothing; `unknown` where no type
 * says what it gives.
 */
export type MemberResult = 'promise' | 'other' | 'unknown' | 'nothing';

export class MemberResults {
  readonly #project: OpenProject;
  readonly #awaitable: AwaitableTypes;

  constructor(project: OpenProject, awaitable: AwaitableTypes) {
    this.#project = project;
    this.#awaitable = awaitable;
  }

  /** `path` names the members on the way from the value to what is called; it is empty where that is the value itself. */
  of(type: Type | undefined, path: readonly string[]): MemberResult {
    if (isUnknown(type)) return 'unknown';
    const { checker } = this.#project;
    if ((type.flags & TypeFlags.TypeParameter) !== 0) return this.of(checker.getBaseConstraintOfType(type), path);
    if (isUnionType(type)) return together(type.getTypes().map((part) => this.of(part, path)));
    if ((type.flags & missing) !== 0) return 'nothing';
    const [name, ...rest] = path;
    if (name !== undefined) {
      const property = checker.getPropertyOfType(type, name);
      return property === undefined ? 'nothing' : this.of(checker.getTypeOfSymbol(property), rest);
    }
    const signatures = checker.getSignaturesOfType(type, SignatureKind.Call);
    return together(signatures.map((signature) => this.#ofSignature(signature)));
  }

  #ofSignature(signature: Signature): MemberResult {
    const type = this.#project.checker.getReturnTypeOfSignature(signature);
    // `function removeLabel() {}` has the name of one that others have something to do in.
    if (type !== undefined && (type.flags & TypeFlags.Void) !== 0 && this.#isEmpty(signature)) return 'nothing';
    if (isUnknown(type)) return 'unknown';
    const { awaitability, kind } = this.#awaitable.of(type);
    return awaitability === 'always' && kind === 'promise' ? 'promise' : 'other';
  }

  #isEmpty({ declaration }: Signature): boolean {
    const { body } = (this.#project.declared(declaration) ?? {}) as { readonly body?: Node };
    return body !== undefined && isBlock(body) && body.statements.length === 0;
  }
}

/** Of a value that may be any of several. */
export function together(results: readonly MemberResult[]): MemberResult {
  if (results.includes('other')) return 'other';
  if (results.includes('unknown')) return 'unknown';
  return results.includes('promise') ? 'promise' : 'nothing';
}

function isUnknown(type: Type | undefined): type is undefined {
  return type === undefined || (type.flags & unknown) !== 0;
}
