/** Full names and definitions of callees, asked for many files at once and only where somebody cares. */

import { isIdentifier, type Node, type SourceFile } from 'typescript/unstable/ast';
import type { Definition } from '../../facts/facts.ts';
import type { CallNode, FileSyntax } from './collectSyntax.ts';
import { handlerNames, importsFramework } from './library/web.ts';
import { unwrapped } from './nodes.ts';
import { implicitCallsIn } from './implicitCalls.ts';
import { nameNode, rootOf, type Symbols } from './symbols.ts';
import type { Targets } from './targets.ts';

export class CallNames {
  readonly #symbols: Symbols;
  readonly #interest: ReadonlySet<string>;
  readonly #targets: Targets;
  readonly #names = new Map<CallNode, string>();

  constructor(symbols: Symbols, targets: Targets, interest: ReadonlySet<string>) {
    this.#symbols = symbols;
    this.#targets = targets;
    this.#interest = interest;
  }

  /** Full names; what has one that somebody cares for has no other target. */
  prepareNames(files: readonly FileSyntax[]): void {
    const calls: { readonly node: CallNode; readonly source: SourceFile }[] = [];
    for (const syntax of files)
      for (const { node, name } of syntax.calls)
        if (this.#isInteresting(node.expression, name, syntax)) calls.push({ node, source: syntax.source });
    this.#symbols.prepare(calls.flatMap(({ node }) => rootOf(node.expression) ?? []));
    const unnamed: CallNode[] = [];
    for (const { node, source } of calls) {
      const name = this.#symbols.writtenName(node.expression, source);
      if (name === undefined) unnamed.push(node);
      else this.#names.set(node, name);
    }
    this.#symbols.prepare(unnamed.flatMap(({ expression }) => nameNode(expression) ?? []));
    for (const node of unnamed) {
      const name = this.#symbols.declaredName(node.expression);
      if (name !== undefined) this.#names.set(node, name);
    }
  }

  /** To be called after `prepareNames`, for files of which somebody wants to know all that they call. */
  prepareTargets(files: readonly FileSyntax[]): void {
    const callees = files.flatMap(({ calls }) =>
      calls.flatMap(({ node }) => (this.#names.has(node) ? [] : node.expression)),
    );
    const implicit = files.flatMap((syntax) => implicitCallsIn(syntax).map(({ named }) => named));
    this.#symbols.prepare([...callees, ...implicit].flatMap((node) => nameNode(node) ?? []));
  }

  symbolOf(call: CallNode): string | undefined {
    return this.#names.get(call);
  }

  /** Where in the workspace the callee is defined. */
  targetOf(call: CallNode, { source }: FileSyntax): Definition | undefined {
    return this.#names.has(call) ? undefined : this.#targets.of(call.expression, source);
  }

  /** Where in the workspace the function is defined that a value stands for. */
  targetOfValue(value: Node, { source }: FileSyntax): Definition | undefined {
    return this.#targets.of(value, source);
  }

  #isInteresting(callee: Node, name: string, { aliases, imports }: FileSyntax): boolean {
    if (this.#interest.has(name) || this.#interest.has('*')) return true;
    if (handlerNames.includes(name) && importsFramework(imports)) return true;
    if (!isIdentifier(unwrapped(callee))) return false;
    const seen = new Set<string>();
    for (let at = aliases.get(name); at !== undefined && !seen.has(at); at = aliases.get(at)) {
      if (at === 'default' || at === '*' || this.#interest.has(at)) return true;
      seen.add(at);
    }
    return false;
  }
}
