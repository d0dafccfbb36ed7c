/** Types of the nodes of some files, asked in few requests and remembered. */

import { isCallExpression, type Node } from 'typescript/unstable/ast';
import { type Type, TypeFlags } from 'typescript/unstable/sync';
import type { AwaitableTypes, Verdict } from './awaitability.ts';
import { ImplicitVariables } from './implicitVariables.ts';
import { MemberResults } from './memberResults.ts';
import type { ProtocolTypes, WellKnownSymbol } from './protocolTypes.ts';
import type { OpenProject } from './openProject.ts';
import type { CallResult, RootedExpressions } from './rooted.ts';

const anything = TypeFlags.Any | TypeFlags.Unknown;
const noList: Verdict = { awaitability: 'never' };

export class Types {
  readonly project: OpenProject;
  readonly #awaitable: AwaitableTypes;
  readonly #protocols: ProtocolTypes;
  readonly #implicit: ImplicitVariables;
  readonly #rooted: RootedExpressions;
  readonly #known = new Map<Node, Type | undefined>();
  /** Of calls whose types nobody needs to know. */
  readonly #results = new Map<Node, CallResult>();

  constructor(project: OpenProject, awaitable: AwaitableTypes, protocols: ProtocolTypes, rooted: RootedExpressions) {
    this.project = project;
    this.#awaitable = awaitable;
    this.#rooted = rooted;
    this.#protocols = protocols;
    this.#implicit = new ImplicitVariables(project, new MemberResults(project, awaitable));
  }

  /** Asks about many at once whether they are awaitable. */
  prepare(nodes: readonly Node[]): void {
    const asked = [...new Set(nodes)].filter((node) => !this.#known.has(node) && !this.#isRooted(node));
    const types = this.project.checker.typesOf(asked);
    asked.forEach((node, index) => {
      this.#known.set(node, types[index]);
    });
  }

  of(node: Node): Type | undefined {
    if (!this.#known.has(node)) this.#known.set(node, this.project.checker.getTypeAtLocation(node));
    return this.#known.get(node);
  }

  #isRooted(node: Node): boolean {
    if (this.#results.has(node)) return true;
    const result = this.#rooted.resultOf(node);
    if (result !== undefined) this.#results.set(node, result);
    return result !== undefined;
  }

  awaitability(node: Node): Verdict {
    const verdict = this.#results.get(node)?.awaitable ?? this.#awaitable.of(this.of(node));
    if (verdict.awaitability !== 'maybe' || !isCallExpression(node)) return verdict;
    return this.#implicit.resultOf(node.expression) ?? verdict;
  }

  /** Whether the place of a value is declared for what can be awaited: `rows?: Row[] | Promise<Row[]>`, not for anything at all. */
  mayTakeAwaitable(value: Node): boolean {
    const expected = this.project.checker.getContextualType(value);
    if (expected === undefined || (expected.flags & anything) !== 0) return false;
    return this.#awaitable.of(expected).awaitability !== 'never';
  }

  /** Whether the items of a list are awaitable; `never` where it is no list. */
  itemAwaitability(node: Node): Verdict {
    return this.#results.has(node) ? noList : this.#awaitable.ofItems(this.of(node));
  }

  /** Whether a value is certainly not awaitable: `void`, `undefined` and `null` may stand for what nobody wrote down. */
  isPlain(node: Node): boolean {
    return this.#results.get(node)?.isPlain ?? this.#awaitable.isPlain(this.of(node));
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
