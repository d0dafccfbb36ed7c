/** Types of the nodes of some files, asked in few requests and remembered. */

import { isCallExpression, type Node } from 'typescript/unstable/ast';
import { isUnionType, type Type, TypeFlags } from 'typescript/unstable/sync';
import type { AwaitableTypes, Verdict } from './awaitability.ts';
import { ImplicitVariables } from './implicitVariables.ts';
import { MemberResults } from './memberResults.ts';
import type { ProtocolTypes, WellKnownSymbol } from './protocolTypes.ts';
import type { OpenProject } from './openProject.ts';

const nothing = TypeFlags.Void | TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Never;

export class Types {
  readonly project: OpenProject;
  readonly #awaitable: AwaitableTypes;
  readonly #protocols: ProtocolTypes;
  readonly #implicit: ImplicitVariables;
  readonly #known = new Map<Node, Type | undefined>();

  constructor(project: OpenProject, awaitable: AwaitableTypes, protocols: ProtocolTypes) {
    this.project = project;
    this.#awaitable = awaitable;
    this.#protocols = protocols;
    this.#implicit = new ImplicitVariables(project, new MemberResults(project, awaitable));
  }

  /** Asks for many at once. */
  prepare(nodes: readonly Node[]): void {
    const asked = [...new Set(nodes)].filter((node) => !this.#known.has(node));
    const types = this.project.checker.typesOf(asked);
    asked.forEach((node, index) => {
      this.#known.set(node, types[index]);
    });
  }

  of(node: Node): Type | undefined {
    if (!this.#known.has(node)) this.prepare([node]);
    return this.#known.get(node);
  }

  awaitability(node: Node): Verdict {
    const verdict = this.#awaitable.of(this.of(node));
    if (verdict.awaitability !== 'maybe' || !isCallExpression(node)) return verdict;
    return this.#implicit.resultOf(node.expression) ?? verdict;
  }

  /** Whether the items of a list are awaitable; `never` where it is no list. */
  itemAwaitability(node: Node): Verdict {
    return this.#awaitable.ofItems(this.of(node));
  }

  /** Whether a value is certainly not awaitable: `void`, `undefined` and `null` may stand for what nobody wrote down. */
  isPlain(node: Node): boolean {
    const type = this.of(node);
    if (type === undefined || this.#awaitable.of(type).awaitability !== 'never') return false;
    const members = isUnionType(type) ? type.getTypes() : [type];
    return (
      members.some(({ flags }) => (flags & nothing) === 0) &&
      members.every(({ flags }) => (flags & TypeFlags.Void) === 0) &&
      !this.#awaitable.hasThen(type)
    );
  }

  /** Whether the value is an array of what nobody can await. */
  isPlainList(node: Node): boolean {
    const type = this.of(node);
    const name = type?.getSymbol()?.name;
    if (name !== 'Array' && name !== 'ReadonlyArray') return false;
    return this.#awaitable.ofItems(type).awaitability === 'never';
  }

  /** Whether the value certainly has the one member and certainly lacks the other. */
  hasOnly(node: Node, wanted: WellKnownSymbol, unwanted: WellKnownSymbol): boolean {
    return this.#protocols.hasOnly(this.of(node), wanted, unwanted);
  }

  awaitabilityOfType(type: Type | undefined): Verdict {
    return this.#awaitable.of(type);
  }
}
