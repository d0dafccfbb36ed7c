/** What a project writes into a property, whatever object it is of, and into a global variable. */

import {
  isBinaryExpression,
  isForInStatement,
  isForOfStatement,
  isGetAccessorDeclaration,
  isIdentifier,
  isJsxAttribute,
  isJsxExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isPropertyDeclaration,
  isShorthandPropertyAssignment,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type Type, TypeFlags } from 'typescript/unstable/sync';
import { literally } from '../../analysis/patterns.ts';
import { NodeTable } from './nodeTable.ts';
import { isNothing, unwrapped, unwrappedParent, logicalAssignments } from './nodes.ts';
import type { ProjectTexts } from './projectTexts.ts';
import type { OpenProject } from './openProject.ts';

/** A name that more files seem to write is too common to say anything. */
const mostFiles = 60;
const unknown = TypeFlags.Any | TypeFlags.Unknown;

/** Holds as long as nothing in the project changes. */
export class PropertyWrites {
  readonly #project: OpenProject;
  readonly #texts: ProjectTexts;
  readonly #properties = new Map<string, readonly Type[]>();
  readonly #globals = new Map<string, readonly Type[]>();

  constructor(project: OpenProject, texts: ProjectTexts) {
    this.#project = project;
    this.#texts = texts;
  }

  /** The types of all values that a property of this name is given; none where one of them is unknown. */
  ofProperty(name: string): readonly Type[] {
    const known = this.#properties.get(name) ?? this.#find(name, isAnything);
    this.#properties.set(name, known);
    return known;
  }

  /** The same of `name` in `global.name = …`, for a variable that nothing declares. */
  ofGlobal(name: string): readonly Type[] {
    const known = this.#globals.get(name) ?? this.#find(name, isGlobalObject);
    this.#globals.set(name, known);
    return known;
  }

  #find(name: string, isWanted: (receiver: Node | undefined) => boolean): readonly Type[] {
    if (!this.#texts.writesMember(name)) return [];
    const written = literally(name);
    const mayWrite = new RegExp(`(?<![\\w$])${written}\\s*(?:[:,}]|(?:\\|\\||&&|\\?\\?)?=(?![=>]))`);
    const files = this.#texts.filesMatching(mayWrite);
    if (files.length > mostFiles) return [];
    const values = files.flatMap((file) => {
      const source = this.#project.sourceOf(file);
      return source === undefined ? [] : valuesIn(source, name, isWanted);
    });
    const nodes = values.filter((value) => value !== 'unknown');
    const types = this.#project.checker.typesOf(nodes);
    const isKnown = nodes.length === values.length && types.every((type) => type && (type.flags & unknown) === 0);
    return isKnown ? types.filter((type) => type !== undefined) : [];
  }
}

function valuesIn(
  source: SourceFile,
  name: string,
  isWanted: (receiver: Node | undefined) => boolean,
): readonly (Node | 'unknown')[] {
  const table = new NodeTable(source);
  const values: (Node | 'unknown')[] = [];
  for (let row = NodeTable.file + 1; row < table.length; row += 1) {
    if (table.kind(row) !== SyntaxKind.Identifier || !source.text.startsWith(name, table.end(row) - name.length))
      continue;
    const node = table.node(row);
    const value = isIdentifier(node) && node.text === name ? valueWrittenAt(node, isWanted) : undefined;
    if (value !== undefined && (value === 'unknown' || !isNothing(value))) values.push(value);
  }
  return values;
}

/** What the code at the name of a property writes into it; nothing where it only reads it. */
function valueWrittenAt(name: Node, isWanted: (receiver: Node | undefined) => boolean): Node | 'unknown' | undefined {
  const { parent } = name;
  if (isPropertyAccessExpression(parent))
    return parent.name === name && isWanted(unwrapped(parent.expression)) ? valueAssignedTo(parent) : undefined;
  if (!isWanted(undefined)) return undefined;
  if (isShorthandPropertyAssignment(parent)) return parent.name === name ? name : undefined;
  if (isPropertyAssignment(parent) || isPropertyDeclaration(parent))
    return parent.name === name ? parent.initializer : undefined;
  if (isJsxAttribute(parent)) {
    const value = parent.initializer;
    return value !== undefined && isJsxExpression(value) ? value.expression : undefined;
  }
  return isGetAccessorDeclaration(parent) && parent.name === name ? 'unknown' : undefined;
}

/** The right side of `config.api = …`, `||=` and its like. */
function valueAssignedTo(target: Node): Node | 'unknown' | undefined {
  const { parent, child } = unwrappedParent(target);
  if (isBinaryExpression(parent)) {
    if (parent.left !== child) return undefined;
    return assignments.has(parent.operatorToken.kind) ? parent.right : undefined;
  }
  if ((isForOfStatement(parent) || isForInStatement(parent)) && parent.initializer === child) return 'unknown';
  return undefined;
}

const assignments: ReadonlySet<SyntaxKind> = new Set([SyntaxKind.EqualsToken, ...logicalAssignments]);

const isAnything = (): boolean => true;

function isGlobalObject(receiver: Node | undefined): boolean {
  return receiver !== undefined && isIdentifier(receiver) && globalObjects.has(receiver.text);
}

const globalObjects: ReadonlySet<string> = new Set(['global', 'globalThis', 'window', 'self']);
