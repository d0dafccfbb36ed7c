/**
 * The syntax tree of Python 3.8 to 3.14. Kinds, shapes and ranges are those of CPython's `ast` unless a field says
 * otherwise; offsets count UTF-16 code units from the start of the text. Parentheses around an expression belong to
 * none but tuples and generator expressions; a compound statement covers a semicolon behind its last statement. Where
 * code is half-typed, an `ErrorNode` stands for what is missing.
 */

import type { Range } from '../../../analysis/text.ts';

export interface NodeBase {
  readonly start: number;
  readonly end: number;
}

/** A name and where it is written; `text` is empty where the name is still missing. */
export interface Identifier extends NodeBase {
  readonly kind: 'Identifier';
  readonly text: string;
}

/** Stands where something should be: a missing operand, or tokens that fit nowhere. */
export interface ErrorNode extends NodeBase {
  readonly kind: 'Error';
}

export interface Module extends NodeBase {
  readonly kind: 'Module';
  readonly body: readonly Statement[];
}

// ---- statements -------------------------------------------------------------------------------------------------

/** Starts at its `def` or `async`; the decorators stand before it. */
export interface FunctionDef extends NodeBase {
  readonly kind: 'FunctionDef';
  readonly isAsync: boolean;
  /** Whether its own body yields. */
  readonly isGenerator: boolean;
  /** Empty while the name is missing. */
  readonly name: string;
  readonly nameRange: Range;
  /** Of `def`; `start` is that of `async` where there is one. */
  readonly defOffset: number;
  readonly decorators: readonly Expression[];
  readonly typeParameters: readonly TypeParameter[];
  readonly parameters: readonly Parameter[];
  /** From the opening to behind the closing parenthesis. */
  readonly parametersRange: Range;
  readonly returns: Expression | undefined;
  /** The offset of the colon, or where it should stand. */
  readonly colon: number;
  readonly body: readonly Statement[];
  /** From the first statement to the end of the last; empty and behind the colon where there is none. */
  readonly bodyRange: Range;
}

/** Starts at `class`; the decorators stand before it. */
export interface ClassDef extends NodeBase {
  readonly kind: 'ClassDef';
  readonly name: string;
  readonly nameRange: Range;
  readonly decorators: readonly Expression[];
  readonly typeParameters: readonly TypeParameter[];
  /** Base classes and keywords such as `metaclass=`, in source order. */
  readonly arguments: readonly Argument[];
  readonly colon: number;
  readonly body: readonly Statement[];
  readonly bodyRange: Range;
}

export interface Return extends NodeBase {
  readonly kind: 'Return';
  readonly value: Expression | undefined;
}

export interface Delete extends NodeBase {
  readonly kind: 'Delete';
  readonly targets: readonly Expression[];
}

/** `a = b = value`. */
export interface Assign extends NodeBase {
  readonly kind: 'Assign';
  readonly targets: readonly Expression[];
  readonly value: Expression;
}

/** `target += value`. */
export interface AugAssign extends NodeBase {
  readonly kind: 'AugAssign';
  readonly target: Expression;
  readonly value: Expression;
}

/** `target: annotation = value`. */
export interface AnnAssign extends NodeBase {
  readonly kind: 'AnnAssign';
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | undefined;
}

/** `type Name[T] = value`. */
export interface TypeAlias extends NodeBase {
  readonly kind: 'TypeAlias';
  readonly name: string;
  readonly nameRange: Range;
  readonly typeParameters: readonly TypeParameter[];
  readonly value: Expression;
}

export interface For extends NodeBase {
  readonly kind: 'For';
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly colon: number;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface While extends NodeBase {
  readonly kind: 'While';
  readonly test: Expression;
  readonly colon: number;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

/** An `elif` is the only statement of `orelse` and starts at its keyword. */
export interface If extends NodeBase {
  readonly kind: 'If';
  readonly test: Expression;
  readonly colon: number;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface With extends NodeBase {
  readonly kind: 'With';
  readonly isAsync: boolean;
  readonly items: readonly WithItem[];
  readonly colon: number;
  readonly body: readonly Statement[];
}

export interface WithItem extends NodeBase {
  readonly kind: 'WithItem';
  readonly context: Expression;
  readonly target: Expression | undefined;
}

export interface Match extends NodeBase {
  readonly kind: 'Match';
  readonly subject: Expression;
  readonly colon: number;
  readonly cases: readonly MatchCase[];
}

export interface MatchCase extends NodeBase {
  readonly kind: 'MatchCase';
  readonly pattern: Pattern;
  readonly guard: Expression | undefined;
  readonly colon: number;
  readonly body: readonly Statement[];
}

export interface Raise extends NodeBase {
  readonly kind: 'Raise';
  readonly exception: Expression | undefined;
  readonly cause: Expression | undefined;
}

export interface Try extends NodeBase {
  readonly kind: 'Try';
  /** Whether the handlers are `except*`. */
  readonly isStar: boolean;
  readonly colon: number;
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Statement[];
  readonly finalbody: readonly Statement[];
}

export interface ExceptHandler extends NodeBase {
  readonly kind: 'ExceptHandler';
  /** Several types without parentheses are a tuple. */
  readonly type: Expression | undefined;
  readonly name: Identifier | undefined;
  readonly colon: number;
  readonly body: readonly Statement[];
}

export interface Assert extends NodeBase {
  readonly kind: 'Assert';
  readonly test: Expression;
  readonly message: Expression | undefined;
}

export interface Import extends NodeBase {
  readonly kind: 'Import';
  readonly names: readonly Alias[];
}

export interface ImportFrom extends NodeBase {
  readonly kind: 'ImportFrom';
  /** Without its leading dots; empty for `from . import x`. */
  readonly module: string;
  /** The number of leading dots. */
  readonly level: number;
  /** Of the dots and the name together. */
  readonly moduleRange: Range;
  readonly names: readonly Alias[];
}

export interface Alias extends NodeBase {
  readonly kind: 'Alias';
  /** Dotted for `import a.b`; `*` for a star import. */
  readonly name: string;
  readonly nameRange: Range;
  readonly asName: Identifier | undefined;
}

export interface Global extends NodeBase {
  readonly kind: 'Global';
  readonly names: readonly Identifier[];
}

export interface Nonlocal extends NodeBase {
  readonly kind: 'Nonlocal';
  readonly names: readonly Identifier[];
}

/** An expression that stands as a statement. */
export interface ExpressionStatement extends NodeBase {
  readonly kind: 'Expr';
  readonly value: Expression;
}

export interface Pass extends NodeBase {
  readonly kind: 'Pass';
}

export interface Break extends NodeBase {
  readonly kind: 'Break';
}

export interface Continue extends NodeBase {
  readonly kind: 'Continue';
}

export type Statement =
  | FunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | AugAssign
  | AnnAssign
  | TypeAlias
  | For
  | While
  | If
  | With
  | Match
  | Raise
  | Try
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExpressionStatement
  | Pass
  | Break
  | Continue
  | ErrorNode;

// ---- functions and calls ----------------------------------------------------------------------------------------

/** `items` is `*args`, `keywords` is `**options`; a bare `*` or `/` is no parameter but decides the others' kinds. */
export type ParameterKind = 'positional-only' | 'positional-or-keyword' | 'items' | 'keyword-only' | 'keywords';

/** Covers stars, annotation and default. */
export interface Parameter extends NodeBase {
  readonly kind: 'Parameter';
  readonly form: ParameterKind;
  readonly name: string;
  readonly nameRange: Range;
  readonly annotation: Expression | undefined;
  readonly default: Expression | undefined;
}

/** `T: bound = default`, `*Ts`, `**P`. */
export interface TypeParameter extends NodeBase {
  readonly kind: 'TypeParameter';
  readonly form: 'type' | 'items' | 'keywords';
  readonly name: string;
  readonly nameRange: Range;
  readonly bound: Expression | undefined;
  readonly default: Expression | undefined;
}

/** `name=value`, or `**value` without a name. */
export interface Keyword extends NodeBase {
  readonly kind: 'Keyword';
  readonly name: Identifier | undefined;
  readonly value: Expression;
}

/** `*value` among arguments is a `Starred` expression. */
export type Argument = Expression | Keyword;

// ---- expressions ------------------------------------------------------------------------------------------------

/** `a and b and c` is one node with three values. */
export interface BoolOp extends NodeBase {
  readonly kind: 'BoolOp';
  readonly operator: 'and' | 'or';
  readonly values: readonly Expression[];
}

/** `target := value`. */
export interface NamedExpr extends NodeBase {
  readonly kind: 'NamedExpr';
  readonly target: Expression;
  readonly value: Expression;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '<<' | '>>' | '&' | '|' | '^';

export interface BinOp extends NodeBase {
  readonly kind: 'BinOp';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface UnaryOp extends NodeBase {
  readonly kind: 'UnaryOp';
  readonly operator: '+' | '-' | '~' | 'not';
  readonly operand: Expression;
}

export interface Lambda extends NodeBase {
  readonly kind: 'Lambda';
  readonly isGenerator: boolean;
  readonly parameters: readonly Parameter[];
  readonly colon: number;
  readonly body: Expression;
}

/** `body if test else orelse`. */
export interface IfExp extends NodeBase {
  readonly kind: 'IfExp';
  readonly test: Expression;
  readonly body: Expression;
  readonly orelse: Expression;
}

export interface Dict extends NodeBase {
  readonly kind: 'Dict';
  readonly entries: readonly DictEntry[];
}

/** `key: value`, or `**value` without a key. */
export interface DictEntry extends NodeBase {
  readonly kind: 'DictEntry';
  readonly key: Expression | undefined;
  readonly value: Expression;
}

export interface SetNode extends NodeBase {
  readonly kind: 'Set';
  readonly elements: readonly Expression[];
}

export interface ListComp extends NodeBase {
  readonly kind: 'ListComp';
  readonly element: Expression;
  readonly generators: readonly Comprehension[];
}

export interface SetComp extends NodeBase {
  readonly kind: 'SetComp';
  readonly element: Expression;
  readonly generators: readonly Comprehension[];
}

export interface DictComp extends NodeBase {
  readonly kind: 'DictComp';
  readonly key: Expression;
  readonly value: Expression;
  readonly generators: readonly Comprehension[];
}

/** Covers its parentheses; as a call's only argument those of the call. */
export interface GeneratorExp extends NodeBase {
  readonly kind: 'GeneratorExp';
  readonly element: Expression;
  readonly generators: readonly Comprehension[];
}

/** `async for target in iterable if condition …`; starts at `async` or `for`. */
export interface Comprehension extends NodeBase {
  readonly kind: 'Comprehension';
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}

export interface Await extends NodeBase {
  readonly kind: 'Await';
  readonly value: Expression;
}

export interface Yield extends NodeBase {
  readonly kind: 'Yield';
  readonly value: Expression | undefined;
}

export interface YieldFrom extends NodeBase {
  readonly kind: 'YieldFrom';
  readonly value: Expression;
}

export type ComparisonOperator = '<' | '>' | '<=' | '>=' | '==' | '!=' | 'in' | 'not in' | 'is' | 'is not';

/** `a < b <= c` is one node with two operators and two comparators. */
export interface Compare extends NodeBase {
  readonly kind: 'Compare';
  readonly left: Expression;
  readonly operators: readonly ComparisonOperator[];
  readonly comparators: readonly Expression[];
}

export interface Call extends NodeBase {
  readonly kind: 'Call';
  readonly callee: Expression;
  /** In source order. */
  readonly arguments: readonly Argument[];
  /** From the opening to behind the closing parenthesis. */
}

/** A whole f-string or t-string with the plain strings beside it. */
export interface JoinedString extends NodeBase {
  readonly kind: 'JoinedString';
  readonly isTemplate: boolean;
  /** The replacement fields in source order; the text between them is left out. */
  readonly fields: readonly FormattedValue[];
}

/** `{value!r:spec}`; covers its braces. */
export interface FormattedValue extends NodeBase {
  readonly kind: 'FormattedValue';
  readonly value: Expression;
  /** The fields inside the format specification. */
  readonly formatFields: readonly FormattedValue[];
}

/** One string literal or several side by side; `decodeString` gives its value. */
export interface StringNode extends NodeBase {
  readonly kind: 'String';
  readonly isBytes: boolean;
}

export interface NumberNode extends NodeBase {
  readonly kind: 'Number';
}

export interface Constant extends NodeBase {
  readonly kind: 'Constant';
  readonly value: 'None' | 'True' | 'False' | '...';
}

export interface Attribute extends NodeBase {
  readonly kind: 'Attribute';
  readonly value: Expression;
  /** Empty while the name is missing. */
  readonly name: string;
  readonly nameStart: number;
}

export interface Subscript extends NodeBase {
  readonly kind: 'Subscript';
  readonly value: Expression;
  readonly index: Expression;
}

export interface Starred extends NodeBase {
  readonly kind: 'Starred';
  readonly value: Expression;
}

export interface Name extends NodeBase {
  readonly kind: 'Name';
  readonly name: string;
}

export interface ListNode extends NodeBase {
  readonly kind: 'List';
  readonly elements: readonly Expression[];
}

export interface Tuple extends NodeBase {
  readonly kind: 'Tuple';
  readonly elements: readonly Expression[];
}

/** `lower:upper:step`, inside a subscript only. */
export interface Slice extends NodeBase {
  readonly kind: 'Slice';
  readonly lower: Expression | undefined;
  readonly upper: Expression | undefined;
  readonly step: Expression | undefined;
}

export type Expression =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetNode
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | JoinedString
  | StringNode
  | NumberNode
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | ListNode
  | Tuple
  | Slice
  | ErrorNode;

// ---- patterns ---------------------------------------------------------------------------------------------------

/** A literal or a dotted name. */
export interface MatchValue extends NodeBase {
  readonly kind: 'MatchValue';
  readonly value: Expression;
}

export interface MatchSequence extends NodeBase {
  readonly kind: 'MatchSequence';
  readonly patterns: readonly Pattern[];
}

export interface MatchMapping extends NodeBase {
  readonly kind: 'MatchMapping';
  readonly keys: readonly Expression[];
  readonly patterns: readonly Pattern[];
  /** The name behind `**`. */
  readonly rest: Identifier | undefined;
}

export interface MatchClass extends NodeBase {
  readonly kind: 'MatchClass';
  readonly class: Expression;
  readonly patterns: readonly Pattern[];
  readonly keywords: readonly MatchKeyword[];
}

export interface MatchKeyword extends NodeBase {
  readonly kind: 'MatchKeyword';
  readonly name: Identifier;
  readonly pattern: Pattern;
}

/** `*rest`; without a name for `*_`. */
export interface MatchStar extends NodeBase {
  readonly kind: 'MatchStar';
  readonly name: Identifier | undefined;
}

/** `pattern as name`, a capture (`name` alone) or the wildcard `_` (neither). */
export interface MatchAs extends NodeBase {
  readonly kind: 'MatchAs';
  readonly pattern: Pattern | undefined;
  readonly name: Identifier | undefined;
}

export interface MatchOr extends NodeBase {
  readonly kind: 'MatchOr';
  readonly patterns: readonly Pattern[];
}

export type Pattern =
  | MatchValue
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr
  | ErrorNode;

export type Node =
  | Module
  | Statement
  | Expression
  | Pattern
  | Identifier
  | WithItem
  | MatchCase
  | ExceptHandler
  | Alias
  | Parameter
  | TypeParameter
  | Keyword
  | DictEntry
  | Comprehension
  | FormattedValue
  | MatchKeyword;

export type NodeKind = Node['kind'];
