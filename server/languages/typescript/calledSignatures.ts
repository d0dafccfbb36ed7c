/** What calls reach, by the signatures that the compiler takes for them. */

import { isCallExpression, type Node } from 'typescript/unstable/ast';
import type { NodeHandle } from 'typescript/unstable/sync';
import { declaredName } from './declaredNames.ts';
import { isDeclarationFile } from './folders.ts';
import { nameOf } from './functions.ts';
import { childrenOf, type FunctionNode, isFunctionNode, unwrapped } from './nodes.ts';
import type { OpenProject } from './openProject.ts';
import { isForeign } from './symbols.ts';

export class CalledSignatures {
  readonly #project: OpenProject;
  readonly #known = new Map<Node, NodeHandle | undefined>();

  constructor(project: OpenProject) {
    this.#project = project;
  }

  /** The function itself, behind hooks, destructured objects and imports, where its body can be read. */
  functionOf(call: Node): FunctionNode | undefined {
    const handle = this.#handleOf(call);
    if (handle === undefined || isDeclarationFile(handle.path)) return undefined;
    const declared = this.#project.declared(handle);
    return declared === undefined ? undefined : implementationOf(declared);
  }

  /** What declares the signature in the project's own files, where that is no more than a type or an abstract method. */
  declarationWithoutBody(call: Node): Node | undefined {
    const handle = this.#handleOf(call);
    if (handle === undefined || isForeign(handle)) return undefined;
    const declared = this.#project.declared(handle);
    return declared === undefined || implementationOf(declared) !== undefined ? undefined : declared;
  }

  /** What declares the signature, be it a type. */
  declarationOf(call: Node): Node | undefined {
    return this.#project.declared(this.#handleOf(call));
  }

  /** The full name of what is called, where a package or the compiler's own library declares it. */
  declaredAs(value: Node): string | undefined {
    const call = unwrapped(value);
    const declaration = isCallExpression(call) ? this.#handleOf(call) : undefined;
    if (declaration === undefined || !isForeign(declaration)) return undefined;
    const declared = this.#project.declared(declaration);
    return declared === undefined ? undefined : declaredName(declared);
  }

  #handleOf(call: Node): NodeHandle | undefined {
    if (!this.#known.has(call)) this.#known.set(call, this.#project.checker.getResolvedSignature(call)?.declaration);
    return this.#known.get(call);
  }
}

/** The function with the body, for an overload above it. */
function implementationOf(declared: Node): FunctionNode | undefined {
  if (!isFunctionNode(declared)) return undefined;
  if (declared.body !== undefined) return declared;
  const name = nameOf(declared);
  return childrenOf(declared.parent).find(
    (sibling): sibling is FunctionNode =>
      isFunctionNode(sibling) && sibling.body !== undefined && name !== '' && nameOf(sibling) === name,
  );
}
