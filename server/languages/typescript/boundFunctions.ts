/** What `this` is in a function of its own that others give it to: `save.bind(store)`, `save.call(store, order)`. */

import {
  type CallExpression,
  isArrowFunction,
  isCallExpression,
  isClassDeclaration,
  isClassExpression,
  isFunctionDeclaration,
  isFunctionExpression,
  isIdentifier,
  isParameterDeclaration,
  isPropertyAccessExpression,
  isVariableDeclaration,
  type Node,
} from 'typescript/unstable/ast';
import { type Type, TypeFlags } from 'typescript/unstable/sync';
import { type FunctionNode, isFunctionNode, unwrapped } from './nodes.ts';
import type { OpenProject } from './openProject.ts';

/** Arguments that are parameters themselves are followed this far. */
const deepest = 3;
const unknown = TypeFlags.Any | TypeFlags.Unknown;
const binders: ReadonlySet<string> = new Set(['bind', 'call', 'apply']);

export class BoundFunctions {
  readonly #project: OpenProject;
  readonly #known = new Map<Node, readonly Type[]>();

  constructor(project: OpenProject) {
    this.#project = project;
  }

  /** All that `this` may be at a place in such a function; nothing where one of them is unknown. */
  receiversAt(place: Node): readonly Type[] {
    const owner = standaloneFunctionAround(place);
    if (owner === undefined) return [];
    const known = this.#known.get(owner) ?? this.#receiversOf(owner);
    this.#known.set(owner, known);
    return known;
  }

  #receiversOf(owner: FunctionNode): readonly Type[] {
    const given = this.#usesOf(owner).flatMap((use) => {
      const access = use.parent;
      if (!isPropertyAccessExpression(access) || access.expression !== use || !binders.has(access.name.text)) return [];
      return isCallExpression(access.parent) && access.parent.expression === access ? [access.parent] : [];
    });
    return this.#allTypes(
      given.map((call) => call.arguments[0]),
      0,
    );
  }

  /** The types of some values; nothing where one of them is unknown. */
  #allTypes(values: readonly (Node | undefined)[], depth: number): readonly Type[] {
    const types = values.map((value) => (value === undefined ? [] : this.#typesOf(unwrapped(value), depth)));
    return types.some((some) => some.length === 0) ? [] : types.flat();
  }

  #typesOf(value: Node, depth: number): readonly Type[] {
    const { checker } = this.#project;
    const type = checker.getTypeAtLocation(value);
    if (type !== undefined && (type.flags & unknown) === 0) return [type];
    const declaration = isIdentifier(value)
      ? this.#project.declared(checker.getResolvedSymbol(value)?.valueDeclaration)
      : undefined;
    if (declaration === undefined || depth === deepest) return [];
    if (isVariableDeclaration(declaration))
      return declaration.initializer === undefined ? [] : this.#typesOf(unwrapped(declaration.initializer), depth + 1);
    const owner = declaration.parent;
    if (!isParameterDeclaration(declaration) || !isFunctionNode(owner) || nameOf(owner) === undefined) return [];
    const index = owner.parameters?.indexOf(declaration) ?? -1;
    return this.#allTypes(
      this.#callsOf(owner).map((call) => call.arguments[index]),
      depth + 1,
    );
  }

  #callsOf(owner: FunctionNode): readonly CallExpression[] {
    return this.#usesOf(owner).flatMap(({ parent }) => (isCallExpression(parent) ? [parent] : []));
  }

  /** Where a function is named, in whatever file. */
  #usesOf(owner: FunctionNode): readonly Node[] {
    const name = nameOf(owner);
    if (name === undefined) return [];
    return this.#project.checker.referencesOf(name).flatMap((handle) => this.#project.declared(handle) ?? []);
  }
}

/** A function that no object brings along: a declaration, or what a variable is given. */
function standaloneFunctionAround(place: Node): FunctionNode | undefined {
  let at: Node | undefined = place.parent;
  while (at !== undefined && (!isFunctionNode(at) || isArrowFunction(at))) {
    if (isClassDeclaration(at) || isClassExpression(at)) return undefined;
    at = at.parent;
  }
  return at !== undefined && (isFunctionDeclaration(at) || isFunctionExpression(at)) ? at : undefined;
}

function nameOf(owner: FunctionNode): Node | undefined {
  if (isFunctionDeclaration(owner)) return owner.name;
  return isVariableDeclaration(owner.parent) && isIdentifier(owner.parent.name) ? owner.parent.name : undefined;
}
