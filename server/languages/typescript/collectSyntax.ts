/** One walk over a file: everything that can be said about it before anybody knows a type. */

import {
  isAwaitExpression,
  isBindingElement,
  isCallExpression,
  isClassDeclaration,
  isDoStatement,
  isEnumDeclaration,
  isExpressionStatement,
  isForInStatement,
  isForOfStatement,
  isForStatement,
  isFunctionDeclaration,
  isIdentifier,
  isImportDeclaration,
  isImportEqualsDeclaration,
  isNewExpression,
  isReturnStatement,
  isVariableDeclaration,
  isVariableDeclarationList,
  isVariableStatement,
  isWhileStatement,
  type BindingElement,
  type CallExpression,
  type VariableDeclaration,
  type NewExpression,
  type Node,
  type SourceFile,
  SyntaxKind,
  skipTrivia,
} from 'typescript/unstable/ast';
import type { Range } from '../../analysis/text.ts';
import type { Fate, FunctionId, ImportFact, LoopFact } from '../../facts/facts.ts';
import { type DroppedValue, droppedValues } from './dropped.ts';
import { fateOf } from './fates.ts';
import { bodyRangeOf, nameOf } from './functions.ts';
import { boundNames, importsIn } from './imports.ts';
import { NodeTable, rowOf } from './nodeTable.ts';
import {
  type FunctionNode,
  isFunctionNode,
  isLoop,
  type LoopNode,
  lastNameOf,
  rangeOfNode,
  textOfName,
  unwrapped,
} from './nodes.ts';

export type CallNode = CallExpression | NewExpression;

/** What the walk knows of a function; the module is the first and has no node of its own. */
export interface FunctionSyntax {
  readonly id: FunctionId;
  readonly node: FunctionNode | SourceFile;
  readonly parent?: FunctionId;
  /** What it returns, by `return` or as the expression of an arrow. */
  readonly results: Node[];
}

export interface CallSyntax {
  readonly id: number;
  readonly node: CallNode;
  /** The last name of the callee; empty where it has none. */
  readonly name: string;
  readonly function: FunctionId;
  readonly loop: number | undefined;
  readonly fate: Fate;
}

export interface AwaitSyntax {
  readonly node: Node;
  readonly operand: Node;
  readonly function: FunctionId;
  readonly loop: number | undefined;
}

export interface DroppedSyntax extends DroppedValue {
  readonly statement: Node;
  readonly isWholeStatement: boolean;
  readonly function: FunctionId;
}

/** A node of a kind that some family of facts asks for, with where it runs. */
export interface PlacedNode {
  readonly node: Node;
  readonly function: FunctionId;
}

export interface FileSyntax {
  readonly source: SourceFile;
  readonly functions: readonly FunctionSyntax[];
  readonly functionOf: ReadonlyMap<Node, FunctionId>;
  readonly calls: readonly CallSyntax[];
  readonly callOf: ReadonlyMap<Node, number>;
  readonly awaits: readonly AwaitSyntax[];
  readonly loops: readonly LoopFact[];
  readonly loopOf: ReadonlyMap<Node, number>;
  readonly dropped: readonly DroppedSyntax[];
  readonly imports: readonly ImportFact[];
  readonly moduleNames: readonly string[];
  /** Last names of the functions and classes that the file defines. */
  readonly definedNames: ReadonlySet<string>;
  /** Local names that stand for something of another name, with that name. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Nodes of the kinds that were asked for, in source order. */
  readonly byKind: ReadonlyMap<SyntaxKind, readonly PlacedNode[]>;
  /** Strings, templates, regular expressions and texts, where a comment cannot start. */
  readonly opaque: readonly Range[];
  readonly quotes: readonly string[];
  readonly semicolons: readonly boolean[];
}

/** What a node stands in; the module is function 0. */
interface Surroundings {
  readonly function: FunctionId;
  readonly loop: number | undefined;
}

/** `kinds` are those of the nodes to keep in `byKind`. */
export function collectSyntax(source: SourceFile, kinds: ReadonlySet<SyntaxKind>): FileSyntax {
  return new Walk(source, kinds).run();
}

class Walk implements FileSyntax {
  readonly functions: FunctionSyntax[] = [];
  readonly functionOf = new Map<Node, FunctionId>();
  readonly calls: CallSyntax[] = [];
  readonly callOf = new Map<Node, number>();
  readonly awaits: AwaitSyntax[] = [];
  readonly loops: LoopFact[] = [];
  readonly loopOf = new Map<Node, number>();
  readonly dropped: DroppedSyntax[] = [];
  readonly imports: ImportFact[] = [];
  readonly moduleNames: string[] = [];
  readonly definedNames = new Set<string>();
  readonly aliases = new Map<string, string>();
  readonly byKind = new Map<SyntaxKind, PlacedNode[]>();
  readonly opaque: Range[] = [];
  readonly quotes: string[] = [];
  readonly semicolons: boolean[] = [];
  readonly source: SourceFile;
  readonly #text: string;
  readonly #interests: Uint8Array;
  readonly #table: NodeTable;
  /** What the children of each row stand in, by the row. */
  readonly #inside: (Surroundings | undefined)[];
  /** Children that stand in something else than their siblings. */
  readonly #apart = new Map<number, Surroundings>();

  constructor(source: SourceFile, kinds: ReadonlySet<SyntaxKind>) {
    this.source = source;
    this.#text = source.text;
    this.#interests = interestsIn(kinds);
    this.#table = new NodeTable(source);
    this.#inside = new Array(this.#table.length);
  }

  /** Rows come in source order, each behind the one around it. */
  run(): FileSyntax {
    const table = this.#table;
    const inside = this.#inside;
    this.functions.push({ id: 0, node: this.source, results: [] });
    inside[NodeTable.file] = { function: 0, loop: undefined };
    for (let row = NodeTable.file + 1; row < table.length; row += 1) {
      const around = this.#apart.get(row) ?? inside[table.parent(row)];
      const kind = table.kind(row);
      // Nothing in a comment counts.
      if (around === undefined || kind === SyntaxKind.JSDoc) continue;
      inside[row] = around;
      // Lists of nodes are rows of no kind.
      const interest = kind < SyntaxKind.Count ? (this.#interests[kind] ?? 0) : 0;
      if (interest === 0) continue;
      if ((interest & opaque) !== 0) this.#noteText(row, kind);
      if ((interest & kept) !== 0) this.#keep(row, kind, around);
      if ((interest & noted) !== 0) this.#visit(row, table.node(row), around);
    }
    return this;
  }

  #keep(row: number, kind: SyntaxKind, { function: owner }: Surroundings): void {
    const placed = new PlacedRow(this.#table, row, owner);
    const others = this.byKind.get(kind);
    if (others === undefined) this.byKind.set(kind, [placed]);
    else others.push(placed);
  }

  #visit(row: number, node: Node, around: Surroundings): void {
    if (isFunctionNode(node) && node.body !== undefined) this.#visitFunction(row, node, node.body, around);
    else if (isLoop(node)) this.#visitLoop(row, node, around);
    else this.#note(node, around);
  }

  #note(node: Node, { function: owner, loop }: Surroundings): void {
    if (isCallExpression(node) || isNewExpression(node)) this.#noteCall(node, owner, loop);
    else if (isAwaitExpression(node)) this.awaits.push({ node, operand: node.expression, function: owner, loop });
    else if (isExpressionStatement(node)) {
      // A lone name is a word that is being typed.
      if (!isIdentifier(node.expression)) this.#noteSemicolon(node);
      this.#noteDropped(node, node.expression, owner);
    } else if (isReturnStatement(node) && node.expression !== undefined)
      this.functions[owner]?.results.push(node.expression);
    else if (isImportDeclaration(node) || isImportEqualsDeclaration(node) || isVariableStatement(node)) {
      this.#noteSemicolon(node);
      for (const fact of importsIn(node, this.#text)) {
        this.imports.push(fact);
        this.aliases.set(fact.local, fact.imported);
        if (!isVariableStatement(node) && node.parent === this.source && fact.local !== '')
          this.moduleNames.push(fact.local);
      }
    } else if (isVariableDeclaration(node) || isBindingElement(node)) this.#noteAlias(node);
    else if (isClassDeclaration(node)) this.#noteDefined(node.name?.text ?? '');
    if (node.parent === this.source) this.#noteModuleNames(node);
  }

  #noteCall(node: CallNode, owner: FunctionId, loop: number | undefined): void {
    const id = this.calls.length;
    this.callOf.set(node, id);
    this.calls.push({ id, node, name: lastNameOf(node.expression), function: owner, loop, fate: fateOf(node) });
  }

  #noteDropped(statement: Node, expression: Node, owner: FunctionId): void {
    for (const value of droppedValues(expression))
      this.dropped.push({
        ...value,
        statement,
        isWholeStatement: value.node === expression && statement.kind === SyntaxKind.ExpressionStatement,
        function: owner,
      });
  }

  #noteText(row: number, kind: SyntaxKind): void {
    const position = this.#table.position(row);
    const end = this.#table.end(row);
    const start = kind === SyntaxKind.JsxText || position === end ? position : skipTrivia(this.#text, position);
    this.opaque.push({ start, end });
    if (kind === SyntaxKind.StringLiteral) this.quotes.push(this.#text[start] ?? '');
  }

  /** `const read = fs.readFileSync`, `const { readFileSync: read } = fs`, `const sleep = promisify(setTimeout)` */
  #noteAlias(node: VariableDeclaration | BindingElement): void {
    if (node.name === undefined || !isIdentifier(node.name)) return;
    const written = isBindingElement(node) ? node.propertyName : node.initializer;
    const plain = written === undefined ? undefined : unwrapped(written);
    const argument = plain !== undefined && isCallExpression(plain) ? plain.arguments[0] : plain;
    const original = argument === undefined ? '' : lastNameOf(argument);
    const name = original === '' ? '' : textOfName(node.name);
    if (original !== name) this.aliases.set(name, original);
  }

  #noteDefined(name: string): void {
    if (name !== '') this.definedNames.add(name.slice(name.lastIndexOf('.') + 1));
  }

  #noteSemicolon(statement: Node): void {
    this.semicolons.push(this.#text[statement.end - 1] === ';');
  }

  #noteModuleNames(statement: Node): void {
    if (isFunctionDeclaration(statement) || isClassDeclaration(statement) || isEnumDeclaration(statement))
      this.moduleNames.push(...boundNames(statement.name));
    if (isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations) this.moduleNames.push(...boundNames(name));
  }

  #visitFunction(row: number, node: FunctionNode, body: Node, around: Surroundings): void {
    const id = this.functions.length;
    const results = body.kind === SyntaxKind.Block ? [] : [body];
    this.functions.push({ id, node, parent: around.function, results });
    this.functionOf.set(node, id);
    this.#noteDefined(nameOf(node));
    if (node.parent === this.source) this.#noteModuleNames(node);
    this.#inside[row] = { function: id, loop: undefined };
    // Decorators and computed names run where the function is made.
    for (const outside of [node.modifiers, node.name])
      if (outside !== undefined) this.#apart.set(rowOf(outside), around);
  }

  #visitLoop(row: number, loop: LoopNode, { function: owner, loop: parent }: Surroundings): void {
    const id = this.loops.length;
    const iteration = isForOfStatement(loop) || isForInStatement(loop) ? loop : undefined;
    this.loops.push({
      id,
      kind: kindOfLoop(loop),
      range: rangeOfNode(loop, this.#text),
      body: bodyRangeOf(loop.statement, this.#text),
      ...(iteration === undefined
        ? {}
        : {
            iterable: rangeOfNode(iteration.expression, this.#text),
            target: rangeOfNode(targetOf(iteration.initializer), this.#text),
          }),
      function: owner,
      parent,
    });
    this.loopOf.set(loop, id);
    this.#inside[row] = { function: owner, loop: id };
    const once = isForStatement(loop) ? loop.initializer : iteration?.expression;
    if (once !== undefined) this.#apart.set(rowOf(once), { function: owner, loop: parent });
    if (!isForStatement(loop)) return;
    for (const part of [loop.initializer, loop.incrementor])
      if (part !== undefined && !isVariableDeclarationList(part)) this.#noteDropped(part, part, owner);
  }
}

/** A node that becomes an object when somebody looks at it. */
class PlacedRow implements PlacedNode {
  readonly #table: NodeTable;
  readonly #row: number;
  readonly function: FunctionId;

  constructor(table: NodeTable, row: number, owner: FunctionId) {
    this.#table = table;
    this.#row = row;
    this.function = owner;
  }

  get node(): Node {
    return this.#table.node(this.#row);
  }
}

function kindOfLoop(node: Node): LoopFact['kind'] {
  if (isWhileStatement(node) || isDoStatement(node)) return 'while';
  return isForOfStatement(node) && node.awaitModifier !== undefined ? 'async-for' : 'for';
}

/** `name` in `for (const name of …)`. */
function targetOf(initializer: Node): Node {
  return isVariableDeclarationList(initializer) ? (initializer.declarations[0]?.name ?? initializer) : initializer;
}

const opaqueKinds: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateHead,
  SyntaxKind.TemplateMiddle,
  SyntaxKind.TemplateTail,
  SyntaxKind.RegularExpressionLiteral,
  SyntaxKind.JsxText,
]);

/** Kinds that the walk itself is about. */
const notedKinds: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.CallExpression,
  SyntaxKind.NewExpression,
  SyntaxKind.AwaitExpression,
  SyntaxKind.ExpressionStatement,
  SyntaxKind.ReturnStatement,
  SyntaxKind.ImportDeclaration,
  SyntaxKind.ImportEqualsDeclaration,
  SyntaxKind.VariableStatement,
  SyntaxKind.VariableDeclaration,
  SyntaxKind.BindingElement,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.EnumDeclaration,
  SyntaxKind.ArrowFunction,
  SyntaxKind.FunctionExpression,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
]);

/** What the walk does at a kind of nodes. */
const [opaque, kept, noted] = [1, 2, 4];
const knownInterests = new WeakMap<ReadonlySet<SyntaxKind>, Uint8Array>();

/** By the number of the kind, for a set of kinds to keep. */
function interestsIn(keptKinds: ReadonlySet<SyntaxKind>): Uint8Array {
  const known = knownInterests.get(keptKinds);
  if (known !== undefined) return known;
  const interests = new Uint8Array(SyntaxKind.Count);
  for (const [kinds, interest] of [
    [opaqueKinds, opaque],
    [keptKinds, kept],
    [notedKinds, noted],
  ] as const)
    for (const kind of kinds) interests[kind] = (interests[kind] ?? 0) | interest;
  knownInterests.set(keptKinds, interests);
  return interests;
}
