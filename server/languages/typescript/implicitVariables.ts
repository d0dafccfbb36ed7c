/**
 * Variables of a module that no type is written for and that functions fill: `let api;` and `api = require('./github')`. The
 * compiler calls them `any` wherever another function reads them, but the file shows all that they may ever hold.
 */

import {
  isBinaryExpression,
  isForInStatement,
  isForOfStatement,
  isIdentifier,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  isSourceFile,
  isVariableDeclaration,
  isVariableStatement,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { Type } from 'typescript/unstable/sync';
import type { Verdict } from './awaitability.ts';
import type { MemberResults } from './memberResults.ts';
import { childrenOf, isAssignmentOperator, isNothing, memberOf, unwrapped, unwrappedParent } from './nodes.ts';
import type { OpenProject } from './openProject.ts';

const promise: Verdict = { awaitability: 'always', kind: 'promise' };

export class ImplicitVariables {
  readonly #project: OpenProject;
  readonly #results: MemberResults;
  /** What each variable of a file is given. */
  readonly #values = new Map<SourceFile, ReadonlyMap<string, readonly Node[]>>();
  readonly #types = new Map<readonly Node[], readonly (Type | undefined)[]>();

  constructor(project: OpenProject, results: MemberResults) {
    this.#project = project;
    this.#results = results;
  }

  /** A promise where the callee gives one with every value that its variable may hold. */
  resultOf(callee: Node): Verdict | undefined {
    const path: string[] = [];
    let at = unwrapped(callee);
    for (let member = memberOf(at); member !== undefined; member = memberOf(at)) {
      path.unshift(member.name);
      at = unwrapped(member.receiver);
    }
    const values = isIdentifier(at) ? this.#valuesIn(at.getSourceFile()).get(at.text) : undefined;
    if (values === undefined) return undefined;
    return this.#typesOf(values).every((type) => this.#results.of(type, path) === 'promise') ? promise : undefined;
  }

  #valuesIn(source: SourceFile): ReadonlyMap<string, readonly Node[]> {
    const known = this.#values.get(source) ?? valuesOfVariables(source);
    this.#values.set(source, known);
    return known;
  }

  #typesOf(values: readonly Node[]): readonly (Type | undefined)[] {
    const known = this.#types.get(values) ?? this.#project.checker.typesOf(values);
    this.#types.set(values, known);
    return known;
  }
}

/** By name, where the file gives a variable values that it shows, and nothing else has that name. */
function valuesOfVariables(source: SourceFile): ReadonlyMap<string, readonly Node[]> {
  const declared = new Set(isModule(source) ? implicitNames(source) : []);
  const values = new Map<string, Node[]>();
  if (declared.size === 0) return values;
  const hidden = new Set<string>();
  const stack = childrenOf(source);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    stack.push(...childrenOf(node));
    if (!isIdentifier(node) || !declared.has(node.text)) continue;
    const value = valueGiven(node);
    if (value === 'unknown') hidden.add(node.text);
    else if (value !== undefined) values.set(node.text, [...(values.get(node.text) ?? []), value]);
  }
  for (const name of hidden) values.delete(name);
  return values;
}

/** A script shares its variables with others. */
function isModule({ text }: SourceFile): boolean {
  return /^\s*(?:import|export)\b|\brequire\(|\bexports\b/m.test(text);
}

/** Variables that are declared at the top of the file, with neither type nor value. */
function implicitNames({ statements }: SourceFile): readonly string[] {
  return statements.flatMap((statement) =>
    isVariableStatement(statement)
      ? statement.declarationList.declarations.flatMap(({ name, type, initializer }) =>
          isIdentifier(name) && type === undefined && something(initializer) === undefined ? [name.text] : [],
        )
      : [],
  );
}

/** What the code at a name gives its variable: nothing where it only reads it, `unknown` where another has its name. */
function valueGiven(name: Node): Node | 'unknown' | undefined {
  const { parent } = name;
  if (memberOf(parent)?.node === name) return undefined;
  if (isVariableDeclaration(parent) && parent.name === name)
    return isSourceFile(parent.parent.parent.parent) ? something(parent.initializer) : 'unknown';
  const isName = (parent as { readonly name?: Node }).name === name;
  if (isName && !isShorthandPropertyAssignment(parent)) return isPropertyAssignment(parent) ? undefined : 'unknown';
  return assignedAt(name);
}

function assignedAt(name: Node): Node | 'unknown' | undefined {
  let at = name;
  for (;;) {
    const { parent, child } = unwrappedParent(at);
    if (isBinaryExpression(parent)) {
      if (parent.left !== child || !isAssignmentOperator(parent.operatorToken.kind)) return undefined;
      return at === name && parent.operatorToken.kind === SyntaxKind.EqualsToken ? something(parent.right) : 'unknown';
    }
    if (isForOfStatement(parent) || isForInStatement(parent))
      return parent.initializer === child ? 'unknown' : undefined;
    if (!patternKinds.has(parent.kind)) return undefined;
    at = parent;
  }
}

/** Of `[name] = …` and `({ key: name } = …)`. */
const patternKinds: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ArrayLiteralExpression,
  SyntaxKind.ObjectLiteralExpression,
  SyntaxKind.PropertyAssignment,
  SyntaxKind.ShorthandPropertyAssignment,
  SyntaxKind.SpreadElement,
  SyntaxKind.SpreadAssignment,
]);

function something(value: Node | undefined): Node | undefined {
  return value === undefined || isNothing(value) ? undefined : value;
}
