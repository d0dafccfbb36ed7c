/**
 * The compiler's checker, by the names of its own questions. Every edit brings a checker that knows nothing yet, so what is
 * asked about code that an edit left as it is goes to that of an earlier snapshot, which has been asked most of it before.
 */

import type { Expression, Identifier, Node } from 'typescript/unstable/ast';
import type {
  IndexInfo,
  NodeHandle,
  Project,
  Signature,
  SignatureKind,
  Type,
  TypeReference,
  Checker as CompilersChecker,
  Symbol as TypeScriptSymbol,
} from 'typescript/unstable/sync';
import type { FileChange } from './fileChange.ts';
import { rowOf } from './nodeTable.ts';

/** A project before some edits. */
export interface Earlier {
  readonly project: Project;
  /** What the edits did to files, by the compiler's paths. */
  readonly changes: ReadonlyMap<string, FileChange>;
  readonly answers: KeptAnswers;
}

/** What a snapshot has said of its nodes and names. */
export class KeptAnswers {
  readonly types = new Map<Node, Type | undefined>();
  readonly symbols = new Map<Node, TypeScriptSymbol | undefined>();
  readonly resolvedSymbols = new Map<Node, TypeScriptSymbol | undefined>();
  readonly resolvedSignatures = new Map<Node, Signature | undefined>();
  readonly contextualTypes = new Map<Node, Type | undefined>();
  readonly shorthands = new Map<Node, TypeScriptSymbol | undefined>();
  /** What imported names stand for, most of which stand above all functions. */
  readonly originals = new Map<TypeScriptSymbol, TypeScriptSymbol>();
}

/** Nodes asked about in one request; more would hold up the pipe for no gain. */
const batchSize = 4000;

export class Checker {
  readonly #current: Project;
  readonly #earlier: Earlier | undefined;

  constructor(current: Project, earlier: Earlier | undefined) {
    this.#current = current;
    this.#earlier = earlier;
  }

  /** Whether an answer is of the snapshot of now. */
  isCurrent(answer: Type | TypeScriptSymbol | Signature | NodeHandle): boolean {
    return snapshotOf(answer) === snapshotOfProject(this.#current);
  }

  /** Whether edits may have changed what can be said of a node, so that the checker of now is asked, which knows nothing yet. */
  isEdited(node: Node): boolean {
    return this.#earlier !== undefined && nodeBefore(node, this.#earlier.changes) === undefined;
  }

  /** The type of each node, in their order. */
  typesOf(nodes: readonly Node[]): readonly (Type | undefined)[] {
    const known = this.#earlier?.answers.types;
    return this.#aboutAll(nodes, known, (checker, some) => checker.getTypeAtLocation(some));
  }

  /** The symbol each name stands for, in their order. */
  symbolsOf(nodes: readonly Node[]): readonly (TypeScriptSymbol | undefined)[] {
    const known = this.#earlier?.answers.symbols;
    return this.#aboutAll(nodes, known, (checker, some) => checker.getSymbolAtLocation(some));
  }

  /** The symbols that names of a file stand for, by offsets within these names; of the project as of now. */
  symbolsAt(fileName: string, offsets: readonly number[]): readonly (TypeScriptSymbol | undefined)[] {
    return this.#current.checker.getSymbolAtPosition(fileName, offsets);
  }

  getTypeAtLocation(node: Node): Type | undefined {
    return this.typesOf([node])[0];
  }

  getResolvedSymbol(node: Identifier): TypeScriptSymbol | undefined {
    const known = this.#earlier?.answers.resolvedSymbols;
    // The name before an edit is a name as well.
    return this.#about(node, known, (checker, same) => checker.getResolvedSymbol(same as Identifier));
  }

  getResolvedSignature(node: Node): Signature | undefined {
    const known = this.#earlier?.answers.resolvedSignatures;
    return this.#about(node, known, (checker, same) => checker.getResolvedSignature(same));
  }

  getContextualType(node: Node): Type | undefined {
    const known = this.#earlier?.answers.contextualTypes;
    // Functions and names are expressions, which their types here do not say.
    return this.#about(node, known, (checker, same) => checker.getContextualType(same as Expression));
  }

  getShorthandAssignmentValueSymbol(node: Node): TypeScriptSymbol | undefined {
    const known = this.#earlier?.answers.shorthands;
    return this.#about(node, known, (checker, same) => checker.getShorthandAssignmentValueSymbol(same));
  }

  /** Where in the project a name is used, as of now. */
  referencesOf(name: Node): readonly NodeHandle[] {
    return this.#current.checker
      .getReferencedSymbolsForNode(name, name.end - 1)
      .flatMap(({ references }) => references);
  }

  getPropertyOfType(type: Type, name: string): TypeScriptSymbol | undefined {
    return this.#of(type).getPropertyOfType(type, name);
  }

  getPropertiesOfType(type: Type): readonly TypeScriptSymbol[] {
    return this.#of(type).getPropertiesOfType(type);
  }

  getSignaturesOfType(type: Type, kind: SignatureKind): readonly Signature[] {
    return this.#of(type).getSignaturesOfType(type, kind);
  }

  getIndexInfosOfType(type: Type): readonly IndexInfo[] {
    return this.#of(type).getIndexInfosOfType(type);
  }

  getBaseConstraintOfType(type: Type): Type | undefined {
    return this.#of(type).getBaseConstraintOfType(type);
  }

  getTypeArguments(type: TypeReference): readonly Type[] {
    return this.#of(type).getTypeArguments(type);
  }

  isArrayType(type: Type): boolean {
    return this.#of(type).isArrayType(type);
  }

  isTupleType(type: Type): boolean {
    return this.#of(type).isTupleType(type);
  }

  getTypeOfSymbol(symbol: TypeScriptSymbol): Type | undefined {
    return this.#of(symbol).getTypeOfSymbol(symbol);
  }

  getAliasedSymbol(symbol: TypeScriptSymbol): TypeScriptSymbol {
    if (this.#earlier === undefined || this.isCurrent(symbol)) return this.#current.checker.getAliasedSymbol(symbol);
    const { answers, project } = this.#earlier;
    const original = answers.originals.get(symbol) ?? project.checker.getAliasedSymbol(symbol);
    answers.originals.set(symbol, original);
    return original;
  }

  getReturnTypeOfSignature(signature: Signature): Type | undefined {
    return this.#of(signature).getReturnTypeOfSignature(signature);
  }

  getParameterType(signature: Signature, index: number): Type | undefined {
    return this.#of(signature).getParameterType(signature, index);
  }

  /** `false` where they are of different snapshots, since nobody can tell then. */
  isAssignable(source: Type, target: Type): boolean {
    if (this.isCurrent(source) !== this.isCurrent(target)) return false;
    return this.#of(source).isTypeAssignableTo(source, target);
  }

  /** The checker that has made an answer. */
  #of(answer: Type | TypeScriptSymbol | Signature): CompilersChecker {
    const project = this.#earlier === undefined || this.isCurrent(answer) ? this.#current : this.#earlier.project;
    return project.checker;
  }

  #about<Answer>(
    node: Node,
    known: Map<Node, Answer | undefined> | undefined,
    ask: (checker: CompilersChecker, node: Node) => Answer | undefined,
  ): Answer | undefined {
    return this.#aboutAll([node], known, (checker, some) => some.map((one) => ask(checker, one)))[0];
  }

  #aboutAll<Answer>(
    nodes: readonly Node[],
    known: Map<Node, Answer | undefined> | undefined,
    ask: (checker: CompilersChecker, nodes: readonly Node[]) => (Answer | undefined)[],
  ): readonly (Answer | undefined)[] {
    const earlier = this.#earlier;
    if (earlier === undefined || known === undefined) return inBatches(nodes, this.#current, ask);
    const before = nodes.map((node) => nodeBefore(node, earlier.changes));
    const changed = nodes.filter((_, index) => before[index] === undefined);
    const same = before.filter((node): node is Node => node !== undefined && !known.has(node));
    const answers = new Map<Node, Answer | undefined>();
    for (const [asked, project] of [
      [changed, this.#current],
      [same, earlier.project],
    ] as const) {
      const found = inBatches(asked, project, ask);
      for (const [index, node] of asked.entries()) answers.set(node, found[index]);
    }
    // Edits come to the same few files; answers about all others would hold on to their trees.
    for (const node of same) if (earlier.changes.has(node.getSourceFile().path)) known.set(node, answers.get(node));
    return nodes.map((node, index) => {
      const asked = before[index] ?? node;
      return answers.has(asked) ? answers.get(asked) : known.get(asked);
    });
  }
}

function inBatches<Answer>(
  nodes: readonly Node[],
  { checker }: Project,
  ask: (checker: CompilersChecker, nodes: readonly Node[]) => readonly (Answer | undefined)[],
): readonly (Answer | undefined)[] {
  const answers: (Answer | undefined)[] = [];
  for (let start = 0; start < nodes.length; start += batchSize)
    answers.push(...ask(checker, nodes.slice(start, start + batchSize)));
  return answers;
}

/** The same node before the edits; `undefined` where they may have changed it. */
function nodeBefore(node: Node, changes: ReadonlyMap<string, FileChange>): Node | undefined {
  const change = changes.get(node.getSourceFile().path);
  if (change === undefined) return node;
  const row = change.rowBefore(rowOf(node));
  return row === undefined ? undefined : change.before.table.node(row);
}

interface Snapshot {
  readonly snapshotId: number;
}

/** The number of the snapshot that an answer belongs to, which the API of this version keeps to itself. */
function snapshotOf(answer: Type | TypeScriptSymbol | Signature | NodeHandle): number {
  const maker = answer as unknown as { readonly objectRegistry: Snapshot } | { readonly canonicalProject: Project };
  return 'objectRegistry' in maker ? maker.objectRegistry.snapshotId : snapshotOfProject(maker.canonicalProject);
}

function snapshotOfProject({ program }: Project): number {
  return (program as unknown as Snapshot).snapshotId;
}
