/**
 * Calls of which JavaScript says no type, on what other files have put there: a property (`config.store.save()`), a global
 * variable, or `this` in a function that is bound to an object. All that the project writes there has to give a promise; where
 * nobody knows what that is, all others have to wait for it.
 */

import {
  isBindingElement,
  isCallExpression,
  isIdentifier,
  isPropertyAccessExpression,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type Type, TypeFlags } from 'typescript/unstable/sync';
import type { AwaitableTypes, Verdict } from './awaitability.ts';
import { BoundFunctions } from './boundFunctions.ts';
import { MemberResults, together } from './memberResults.ts';
import { memberOf, textOfName, unwrapped } from './nodes.ts';
import type { FileInput } from './collectFacts.ts';
import type { ProjectTexts } from './projectTexts.ts';
import { PropertyWrites } from './propertyWrites.ts';
import type { OpenProject } from './openProject.ts';
import { Usage } from './usage.ts';

const promise: Verdict = { awaitability: 'always', kind: 'promise', evidence: 'assignment' };
const usuallyAwaited: Verdict = { ...promise, evidence: 'usage' };

/** Whether a value that nobody waits for is awaitable, also where no type says what is called. */
export function unawaited(node: Node, { types, untyped }: Pick<FileInput, 'types' | 'untyped'>): Verdict {
  const verdict = types.awaitability(node);
  if (verdict.awaitability !== 'maybe' || !isCallExpression(node)) return verdict;
  return untyped?.resultOf(node.expression) ?? verdict;
}

/** Holds as long as nothing in the project changes. */
export class UntypedCalls {
  readonly #project: OpenProject;
  readonly #results: MemberResults;
  readonly #texts: ProjectTexts;
  readonly #writes: PropertyWrites;
  readonly #bound: BoundFunctions;
  readonly #usage: Usage;

  constructor(project: OpenProject, awaitable: AwaitableTypes, texts: ProjectTexts) {
    this.#project = project;
    this.#results = new MemberResults(project, awaitable);
    this.#texts = texts;
    this.#writes = new PropertyWrites(project, this.#texts);
    this.#bound = new BoundFunctions(project);
    this.#usage = new Usage(texts);
  }

  /**
   * A promise where the callee gives one on all that its receiver may be, or where nobody knows what that is and all others wait for
   * what it gives; `undefined` where that cannot be told.
   */
  resultOf(callee: Node): Verdict | undefined {
    const member = memberOf(callee);
    // Few names get past this, and what follows asks the compiler.
    if (member === undefined || !this.#texts.hasAsyncFunction(member.name)) return undefined;
    const receivers = this.#valuesOf(unwrapped(member.receiver));
    const result = together(receivers.map((type) => this.#results.of(type, [member.name])));
    if (result === 'promise') return promise;
    if (receivers.length === 0 ? !this.#isUnknown(callee) : result !== 'unknown') return undefined;
    return this.#usage.isAwaitedElsewhere(callee) ? usuallyAwaited : undefined;
  }

  #valuesOf(receiver: Node): readonly Type[] {
    if (receiver.kind === SyntaxKind.ThisKeyword)
      return this.#isUnknown(receiver) ? this.#bound.receiversAt(receiver) : [];
    if (isPropertyAccessExpression(receiver))
      return this.#isUnknown(receiver) ? this.#writes.ofProperty(textOfName(receiver.name)) : [];
    if (!isIdentifier(receiver)) return [];
    const symbol = this.#project.checker.getResolvedSymbol(receiver);
    const declaration = symbol?.declarations[0];
    if (declaration === undefined) return this.#writes.ofGlobal(receiver.text);
    // `const { store } = config`
    const binding = declaration.kind === SyntaxKind.BindingElement ? this.#project.declared(declaration) : undefined;
    if (binding === undefined || !isBindingElement(binding) || !this.#isUnknown(receiver)) return [];
    const name = binding.propertyName ?? binding.name;
    const isProperty =
      name !== undefined && isIdentifier(name) && binding.parent.kind === SyntaxKind.ObjectBindingPattern;
    return isProperty ? this.#writes.ofProperty(name.text) : [];
  }

  #isUnknown(node: Node): boolean {
    const type = this.#project.checker.getTypeAtLocation(node);
    return type !== undefined && (type.flags & TypeFlags.Any) !== 0;
  }
}
