/** Types of the nodes of some files, asked in few requests and remembered. */

import type { Node } from 'typescript/unstable/ast';
import type { Project, Type } from 'typescript/unstable/sync';
import type { AwaitableTypes, Verdict } from './awaitability.ts';
import { typesOf } from './compiler.ts';

export class Types {
  readonly project: Project;
  readonly #awaitable: AwaitableTypes;
  readonly #known = new Map<Node, Type | undefined>();

  constructor(project: Project, awaitable: AwaitableTypes) {
    this.project = project;
    this.#awaitable = awaitable;
  }

  /** Asks for many at once. */
  prepare(nodes: readonly Node[]): void {
    const asked = nodes.filter((node) => !this.#known.has(node));
    const types = typesOf(this.project, asked);
    asked.forEach((node, index) => {
      this.#known.set(node, types[index]);
    });
  }

  of(node: Node): Type | undefined {
    if (!this.#known.has(node)) this.prepare([node]);
    return this.#known.get(node);
  }

  awaitability(node: Node): Verdict {
    return this.#awaitable.of(this.of(node));
  }

  /** Whether the items of a list are awaitable; `never` where it is no list. */
  itemAwaitability(node: Node): Verdict {
    return this.#awaitable.ofItems(this.of(node));
  }

  awaitabilityOfType(type: Type | undefined): Verdict {
    return this.#awaitable.of(type);
  }
}
