/** What a project has for the members that its interfaces and abstract classes only declare. */

import {
  isClassDeclaration,
  isClassExpression,
  isIdentifier,
  isInterfaceDeclaration,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isTypeAliasDeclaration,
  isVariableDeclaration,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { literally } from '../../analysis/patterns.ts';
import { definedFunction } from './definitions.ts';
import { NodeTable } from './nodeTable.ts';
import { type FunctionNode, hasModifier, isFunctionNode, unwrapped } from './nodes.ts';
import type { OpenProject } from './openProject.ts';
import type { ProjectTexts } from './projectTexts.ts';
import { resultsOf } from './writtenPromises.ts';

/** What is implemented more often is too common to say anything. */
const most = 10;

type Holder = Node & { readonly name?: Node | undefined; readonly members?: readonly Node[] };

export class Implementations {
  readonly #project: OpenProject;
  readonly #texts: ProjectTexts;
  readonly #known = new Map<Node, readonly FunctionNode[]>();

  constructor(project: OpenProject, texts: ProjectTexts) {
    this.#project = project;
    this.#texts = texts;
  }

  /**
   * The functions that stand for a member without a body: those of the classes and objects that name its owner, doubles for tests
   * left out. None where one of them cannot be read, or where nobody names it.
   */
  of(declared: Node): readonly FunctionNode[] {
    const known = this.#known.get(declared) ?? this.#find(declared);
    this.#known.set(declared, known);
    return known;
  }

  #find(declared: Node): readonly FunctionNode[] {
    const place = placeOf(declared);
    if (place === undefined) return [];
    const files = this.#texts.filesImplementing(place.owner);
    if (files.length === 0 || files.length > most) return [];
    const holders = files.flatMap((file) => {
      const source = this.#project.sourceOf(file);
      return source === undefined ? [] : holdersIn(source, place.owner);
    });
    const functions = holders.filter((holder) => !isDouble(holder)).map((holder) => memberIn(holder, place.member));
    return functions.every((each) => each !== undefined) ? functions : [];
  }
}

/** Which member of what type a declaration without a body is. */
function placeOf(declared: Node): { readonly owner: string; readonly member: string } | undefined {
  let member = declared;
  while (written.has(member.kind)) member = member.parent;
  const isMember = member === declared ? declaring.has(member.kind) : member.kind === SyntaxKind.PropertySignature;
  if (!isMember || (isFunctionNode(member) && member.body !== undefined)) return undefined;
  const { name } = member as Holder;
  let owner = member.parent;
  if (owner.kind === SyntaxKind.TypeLiteral) owner = owner.parent;
  if (!isInterfaceDeclaration(owner) && !isTypeAliasDeclaration(owner) && !isClassDeclaration(owner)) return undefined;
  if (owner.name === undefined || name === undefined || !isIdentifier(name)) return undefined;
  return { owner: owner.name.text, member: name.text };
}

/** What the type of a property is written with: `flush?: (() => Promise<void>) | undefined` */
const written: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.FunctionType,
  SyntaxKind.ParenthesizedType,
  SyntaxKind.UnionType,
]);

const declaring: ReadonlySet<SyntaxKind> = new Set([SyntaxKind.MethodSignature, SyntaxKind.MethodDeclaration]);

/** Classes that extend or implement a type of this name, and objects that are declared to be of one, also as a function's result. */
function holdersIn(source: SourceFile, type: string): readonly Node[] {
  const table = new NodeTable(source);
  const name = new RegExp(`(?<![\\w$.])${literally(type)}(?![\\w$])`);
  const holders: Node[] = [];
  for (let row = NodeTable.file + 1; row < table.length; row += 1) {
    if (!holding.has(table.kind(row))) continue;
    const node = table.node(row);
    if (writtenTypes(node).some((each) => name.test(each))) holders.push(node);
  }
  return holders;
}

const holding: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ClassDeclaration,
  SyntaxKind.ClassExpression,
  SyntaxKind.VariableDeclaration,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.MethodDeclaration,
]);

function writtenTypes(node: Node): readonly string[] {
  if (isClassDeclaration(node) || isClassExpression(node))
    return (node.heritageClauses ?? []).map((clause) => clause.getText());
  const { type } = node as { readonly type?: Node };
  return type === undefined || objectsOf(node).length === 0 ? [] : [type.getText()];
}

/** What a variable is given, and what a function gives back, as far as it is an object written there. */
function objectsOf(holder: Node): readonly Node[] {
  if (isFunctionNode(holder)) {
    const results = holder.body === undefined ? [] : resultsOf(holder.body);
    return results.every(isObjectLiteralExpression) ? results : [];
  }
  if (!isVariableDeclaration(holder) || holder.initializer === undefined) return [];
  const value = unwrapped(holder.initializer);
  return isObjectLiteralExpression(value) ? [value] : [];
}

/** A stand-in for tests, by its name. */
function isDouble(holder: Node): boolean {
  const { name } = holder as Holder;
  return name !== undefined && /mock|fake|stub|dummy/i.test(name.getText());
}

/** What an abstract class has, others may replace. */
function memberIn(holder: Node, member: string): FunctionNode | undefined {
  if (hasModifier(holder, SyntaxKind.AbstractKeyword)) return undefined;
  const members = [...((holder as Holder).members ?? []), ...objectsOf(holder).flatMap(propertiesOf)];
  const found = members.filter((each) => nameOfMember(each) === member).map(definedFunction);
  return found.find((each) => each !== undefined);
}

/** In an object, those of objects directly inside of it as well: `{ version: 1, api: { … } }`. */
function propertiesOf(value: Node | undefined): readonly Node[] {
  const object = value === undefined ? undefined : unwrapped(value);
  if (object === undefined || !isObjectLiteralExpression(object)) return [];
  return object.properties.flatMap((property) => [
    property,
    ...(isPropertyAssignment(property) ? propertiesOf(property.initializer) : []),
  ]);
}

function nameOfMember(member: Node): string | undefined {
  const { name } = member as Holder;
  return name !== undefined && isIdentifier(name) ? name.text : undefined;
}
