/** Calls whose errors a package, or a method added to all promises, takes care of. */

import {
  isCallExpression,
  isIdentifier,
  isInterfaceDeclaration,
  isPropertyAccessExpression,
  type Node,
} from 'typescript/unstable/ast';
import { isIntersectionType, isStringLiteralType } from 'typescript/unstable/sync';
import type { CalledSignatures } from './calledSignatures.ts';
import { parametersOf } from './executorBodies.ts';
import { isJudgedByFirst, isMeantToBeDropped, keepsErrors } from './library/droppedPromises.ts';
import { type FunctionNode, isAsync, memberOf, stringOf } from './nodes.ts';
import type { OpenProject } from './openProject.ts';
import { isSettled, resultsOf } from './writtenPromises.ts';

/** Functions that hand on what they are given are followed this far. */
const deepest = 4;

export class LibraryErrors {
  readonly #project: OpenProject;
  readonly #calls: CalledSignatures;

  constructor(project: OpenProject, calls: CalledSignatures) {
    this.#project = project;
    this.#calls = calls;
  }

  /** Whether its makers mean the promise of a call to be dropped. */
  isMeantToBeDropped(call: Node): boolean {
    return this.#leadsTo(call, isMeantToBeDropped);
  }

  /** Whether a package keeps the errors of a call, or tells them elsewhere, so that its promise does not fail. */
  keepsErrors(call: Node): boolean {
    return this.#leadsTo(call, keepsErrors);
  }

  /**
   * Whether a call is listed, by itself or because the plain function that it reaches gives nothing else back. What is written out as
   * `first` argument is handed on: `setContext('shown')` may be `executeCommand('setContext', 'shown')` behind two functions.
   */
  #leadsTo(call: Node, isListed: (name: string) => boolean, first = firstText(call), depth = 0): boolean {
    if (!isCallExpression(call) || depth > deepest) return false;
    if (this.#isSafe(call, isListed, first)) return true;
    const callee = this.#calls.functionOf(call);
    if (callee?.body === undefined || isAsync(callee)) return false;
    const results = resultsOf(callee.body);
    const work = results.filter((result) => !isSettled(result));
    return (
      work.length > 0 &&
      work.every((result) => this.#leadsTo(result, isListed, handedOn(result, callee, first), depth + 1))
    );
  }

  #isSafe(call: Node, isListed: (name: string) => boolean, first: string | undefined): boolean {
    const name = this.#calls.declaredAs(call);
    if (name === undefined) return false;
    const given = first ?? (isJudgedByFirst(name) ? this.#constantFirst(call) : undefined);
    const forms = given === undefined ? [] : [given, `${given.split('.', 1)[0]}.*`, `*.${given.split('.').at(-1)}`];
    return [name, ...forms.map((form) => `${name}('${form}')`)].some(isListed) || this.#isBrandedAsSafe(call, name);
  }

  /** The text that a constant stands for: `executeCommand(commands.showChat)`. */
  #constantFirst(call: Node): string | undefined {
    const [given] = isCallExpression(call) ? call.arguments : [];
    if (given === undefined || (!isIdentifier(given) && !isPropertyAccessExpression(given))) return undefined;
    const type = this.#project.checker.getTypeAtLocation(given);
    return type !== undefined && isStringLiteralType(type) ? type.value : undefined;
  }

  /** `load().ignoreErrors()`: a method that somebody adds to all promises, named for what it does with their errors. */
  isTakenCareOf(call: Node): boolean {
    const member = isCallExpression(call) ? memberOf(call.expression) : undefined;
    if (member === undefined || !namedForErrors.test(member.name)) return false;
    const owner = this.#calls.declarationOf(call)?.parent;
    return owner !== undefined && isInterfaceDeclaration(owner) && owner.name.text === 'Promise';
  }

  /** Packages mark promises that never fail for linters: `Promise<T> & { __linterBrands: 'SafePromise' }`. */
  #isBrandedAsSafe(call: Node, name: string): boolean {
    if (name.startsWith('global.')) return false;
    const { checker } = this.#project;
    const type = checker.getTypeAtLocation(call);
    return (
      type !== undefined && isIntersectionType(type) && checker.getPropertyOfType(type, '__linterBrands') !== undefined
    );
  }
}

/** The method `catch` itself, without a handler, catches nothing. */
const namedForErrors = /ignore|swallow|suppress|forget|handle|report|catch\w|log/i;

/** What is written out as the first argument of a call. */
function firstText(call: Node): string | undefined {
  return isCallExpression(call) ? stringOf(call.arguments[0]) : undefined;
}

/** The first argument of a call in a function that was given `first`. */
function handedOn(call: Node, owner: FunctionNode, first: string | undefined): string | undefined {
  const [given] = isCallExpression(call) ? call.arguments : [];
  const [parameter] = parametersOf(owner);
  if (given === undefined || parameter === undefined || !isIdentifier(given) || !isIdentifier(parameter.name))
    return firstText(call);
  return given.text === parameter.name.text ? first : undefined;
}
