/** What the walk leaves behind for those who look at nodes again: facts with the nodes they came from. */

import type { CallFact, CallId, FunctionFact, FunctionId, LoopFact, LoopId, MisuseUse } from '../../facts/facts.ts';
import type {
  AnnAssign,
  Assign,
  Attribute,
  AugAssign,
  Call,
  Comprehension,
  Expression,
  For,
  FunctionDef,
  Lambda,
  Name,
  Node,
  Statement,
  Try,
  With,
} from './parser/nodes.ts';
import type { Scope } from './scopes.ts';
import type { SourceModule } from './sources.ts';
import type { Inference } from './types/inference.ts';

/** Where in the module the walk is. */
export interface Place {
  readonly scope: Scope;
  readonly function: FunctionId;
  readonly loop: LoopId | undefined;
  /** The innermost statement. */
  readonly statement: Statement | undefined;
  /** The statements around it in the same function, outermost first. */
  readonly around: readonly Statement[];
}

export interface CallDraft {
  readonly fact: CallFact;
  readonly node: Call;
  readonly place: Place;
}

export interface FunctionDraft {
  readonly fact: FunctionFact;
  /** Left out for the module. */
  readonly node: FunctionDef | Lambda | undefined;
  /** The scope that holds it. */
  readonly parent: Scope;
}

/** A place where code wants a plain value; an awaitable there is a mistake. */
export interface PlainUse {
  readonly expression: Call | Name;
  readonly use: MisuseUse;
  /** What is read from it, for `member`. */
  readonly member?: string;
  /** The type that is written for it, for `declared`. */
  readonly declared?: Expression;
  readonly place: Place;
}

/** A value that a loop goes over, or that a `with` enters. */
export type ProtocolPlace =
  | { readonly construct: 'with'; readonly node: With; readonly value: Expression; readonly place: Place }
  | {
      readonly construct: 'for';
      readonly node: For | Comprehension;
      readonly value: Expression;
      /** Part of a generator expression, which goes over it later, for whoever takes its items. */
      readonly isLazy?: boolean;
      readonly place: Place;
    };

export interface TryDraft {
  readonly node: Try;
  readonly place: Place;
}

/** An assignment that waits for something on the way. */
export interface AwaitingAssignment {
  readonly node: Assign | AugAssign | AnnAssign;
  readonly place: Place;
}

export interface ReturnDraft {
  readonly value: Expression;
  readonly place: Place;
}

/** Everything about the module under analysis. */
export interface Analysed {
  readonly module: SourceModule;
  readonly inference: Inference;
  readonly functions: readonly FunctionDraft[];
  /** By id; in source order. */
  readonly calls: readonly CallDraft[];
  readonly loops: readonly LoopFact[];
  readonly callIds: ReadonlyMap<Node, CallId>;
  readonly functionIds: ReadonlyMap<Node, FunctionId>;
  /** Calls and names in places where a plain value is wanted. */
  readonly plainUses: readonly PlainUse[];
  readonly protocolPlaces: readonly ProtocolPlace[];
  /** In source order. */
  readonly awaitingAssignments: readonly AwaitingAssignment[];
  /** In source order of their start. */
  readonly tries: readonly TryDraft[];
  /** What functions return, in source order. */
  readonly returns: readonly ReturnDraft[];
  /** Names that stand behind an `await`, in source order. */
  readonly awaitedNames: readonly { readonly name: Name; readonly place: Place }[];
  /** Attributes that are read. */
  readonly attributes: readonly { readonly node: Attribute; readonly place: Place }[];
  /** Calls that are all that a variable is given. */
  readonly assignments: readonly { readonly name: Name; readonly value: Call; readonly place: Place }[];
  /** Expressions that are dropped as statements, with their place. */
  readonly dropped: readonly {
    readonly expression: Expression;
    readonly statement: Statement;
    readonly place: Place;
  }[];
}
