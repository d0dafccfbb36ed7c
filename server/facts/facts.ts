/**
 * The shared vocabulary: what both front ends say about one version of one document, in one walk. Facts are plain data
 * (they cross threads and may be cached), refer to each other by index, and hold offsets into the document's text.
 *
 * What a front end does not know it leaves out or calls `maybe`; it never guesses.
 */

import type { Edit, Range } from '../analysis/text.ts';

/** Indexes into `Facts.functions`, `Facts.calls` and `Facts.loops`. */
export type FunctionId = number;
export type CallId = number;
export type LoopId = number;

export interface Facts {
  /** The module itself is function 0; a function comes after the one that encloses it. */
  readonly functions: readonly FunctionFact[];
  /** In source order of their start. */
  readonly calls: readonly CallFact[];
  readonly awaits: readonly AwaitFact[];
  readonly loops: readonly LoopFact[];
  /** Values that the code makes and drops, whatever they are made by; only those that may be awaitable. */
  readonly dropped: readonly DroppedFact[];
  readonly fanOuts: readonly FanOutFact[];
  /** What goes on when others have won, in source order. */
  readonly races: readonly RaceFact[];
  /** In source order of their start. */
  readonly tries: readonly TryFact[];
  /** In source order of what is entered. Python only. */
  readonly contexts: readonly ContextFact[];
  /** In source order. TypeScript and JavaScript only. */
  readonly executors: readonly ExecutorFact[];
  /** Constructors that a static method could take the place of. TypeScript and JavaScript only. */
  readonly constructors: readonly ConstructorFact[];
  /** Promises in memory for good, with their failures. TypeScript and JavaScript only. */
  readonly cachedPromises: readonly CachedPromiseFact[];
  /** Async functions given to what takes no promise from them. TypeScript and JavaScript only. */
  readonly callbacks: readonly CallbackFact[];
  /** Awaitables that leave a guarded block by `return`. */
  readonly escapes: readonly EscapeFact[];
  /** Work that a `try` starts and whose errors its handler cannot see. TypeScript and JavaScript only. */
  readonly syncTries: readonly SyncTryFact[];
  /** Async functions that never wait. */
  readonly needlessAsyncs: readonly NeedlessAsyncFact[];
  /** Methods of the language's protocols that are async where their caller wants a plain result, or the reverse. */
  readonly protocolFlaws: readonly ProtocolFlawFact[];
  /** In source order. */
  readonly protocolUses: readonly ProtocolUseFact[];
  /** In source order; of the uses of one awaitable, the first: all of them want the same `await`. */
  readonly misuses: readonly MisuseFact[];
  /** In source order. */
  readonly held: readonly HeldFact[];
  /** Coroutines that are awaited when they have been awaited. Python only. */
  readonly repeatedAwaits: readonly RepeatedAwaitFact[];
  /** Tasks that are asked for what they gave before they can have run, in source order. Python only. */
  readonly earlyOutcomes: readonly EarlyOutcomeFact[];
  /** Processes that are waited for while a pipe of theirs fills up, in source order of what makes them. Python only. */
  readonly unreadPipes: readonly UnreadPipeFact[];
  /** In source order. Python only. */
  readonly undrainedWrites: readonly UndrainedWriteFact[];
  /** In source order. */
  readonly staleWrites: readonly StaleWriteFact[];
  /** In source order of the fills' tests. */
  readonly lateFills: readonly LateFillFact[];
  /** Calls that are waited for and could be told to stop, in source order. TypeScript and JavaScript only. */
  readonly unforwardedSignals: readonly UnforwardedSignalFact[];
  /** Handlers that keep a cancellation to themselves, in source order. Python only. */
  readonly swallowedCancellations: readonly SwallowedCancellationFact[];
  /** What a library opened and nobody closes, on every way or on some; in source order. Python only. */
  readonly unclosedResources: readonly UnclosedResourceFact[];
  /** In source order. Python only. */
  readonly heldLocks: readonly HeldLockFact[];
  /** In source order. Python only. */
  readonly nestedLocks: readonly NestedLockFact[];
  /** In source order of what waits. */
  readonly uncheckedOutcomes: readonly UncheckedOutcomeFact[];
  /** Async tests that are called and never awaited. Python only. */
  readonly unrunTests: readonly UnrunTestFact[];
  /** Work that is handed to threads and processes the wrong way. Python only. */
  readonly handovers: readonly HandoverFact[];
  /** Where a database is asked as soon as plain code goes on. Python only. */
  readonly querysetUses: readonly QuerysetUseFact[];
  /** Functions that run though no call names them. */
  readonly implicitCalls: readonly ImplicitCallFact[];
  /** Calls of plain functions that lead to what rules look for; only where an event loop may wait for them. */
  readonly reached: readonly ReachFact[];
  readonly classes: readonly ClassFact[];
  /** Variables and parameters that hold many things, by what is written for them; in no order. */
  readonly collections: readonly CollectionFact[];
  readonly imports: readonly ImportFact[];
  /** Names bound at module level, so that a fix can choose a free one. */
  readonly moduleNames: readonly string[];
  /** Comments that speak to a linter, ours or another (`isControlComment`), with their delimiters. */
  readonly controlComments: readonly CommentFact[];
  /** Comments, strings and templates that span lines, where nothing that is typed is code. */
  readonly multilineTexts: readonly Range[];
  /** Statements and headers over several lines: only in the body of a function within does a line begin a statement. */
  readonly continuations: readonly Range[];
  /** Where the text could not be parsed; functions apart from these places are whole. */
  readonly syntaxErrors: readonly Range[];
  readonly file: FileFact;
}

// ---- files ------------------------------------------------------------------------------------------------------

/** What a file is for: blocking and dropped work mean something else at the top of a script than in a server. */
export type FileRole = 'application' | 'test' | 'script' | 'configuration' | 'declaration' | 'generated';

export interface FileFact {
  readonly role: FileRole;
  /** The async libraries that the file imports, or its project declares where the file imports none. Python only. */
  readonly asyncLibraries: readonly AsyncLibrary[];
  /** The oldest Python version the project supports, such as `[3, 9]`; left out where nothing says so. */
  readonly pythonVersion?: readonly [number, number];
  /** The major version of the oldest Node the project supports; left out where nothing says so. TypeScript and JavaScript only. */
  readonly nodeVersion?: number;
  /** The edition of the language's library that is there, such as 2022; left out where it is the newest or unknown. */
  readonly ecmaVersion?: number;
  /** Where the module system is known: whether `import` or `require` is written here. TypeScript and JavaScript only. */
  readonly moduleSystem?: 'esm' | 'commonjs';
  /** Names of the packages that the nearest project file depends on. */
  readonly dependencies: readonly string[];
  readonly style: FileStyle;
}

export type AsyncLibrary = 'asyncio' | 'trio' | 'anyio';

/** How the file is written, measured on the file itself, so that a fix looks like its author wrote it. */
export interface FileStyle {
  /** One level of indentation, such as four spaces or a tab. */
  readonly indent: string;
  readonly newline: '\n' | '\r\n';
  readonly quote: "'" | '"';
  /** TypeScript and JavaScript only; `true` elsewhere has no meaning. */
  readonly semicolons: boolean;
}

// ---- functions --------------------------------------------------------------------------------------------------

export type FunctionKind = 'module' | 'function' | 'method' | 'constructor' | 'accessor' | 'lambda';

export interface FunctionFact {
  readonly id: FunctionId;
  readonly kind: FunctionKind;
  /** As a developer would say it: `save`, `Store.save`; empty for an anonymous function and the module. */
  readonly name: string;
  readonly range: Range;
  /** The name, or where there is none the first token (`async`, `function`, `lambda`, the parameter list). */
  readonly nameRange: Range;
  /** The body's statements or its expression, without braces. */
  readonly body: Range;
  /** The function around it; left out for the module. */
  readonly parent?: FunctionId;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** Whether `await` may be written in its body as the code stands: async functions, modules with top-level await. */
  readonly canAwait: boolean;
  /** How to make it async so that the result parses and type-checks, or why that is not possible. */
  readonly asyncConversion: AsyncConversion;
  /**
   * `loop`: its body runs on the event loop's thread whenever it runs. `elsewhere`: it is handed to a thread, an
   * executor, a worker or a child process, so that blocking in it is fine.
   */
  readonly runs: 'loop' | 'elsewhere';
  /**
   * It is written where it is called, or given to what calls it before it comes back, such as an array's `map`.
   */
  readonly isRunInPlace?: boolean;
  /** It is given to `then`, `catch` or `finally` of a promise or to a timer, which run it later. TypeScript and JavaScript only. */
  readonly isContinuation?: boolean;
  /** Its results are kept, so that it runs once for the same arguments. Python only; left out elsewhere. */
  readonly isMemoised?: boolean;
  readonly role?: FunctionRole;
  /** What a call has to give, by position; left out where that is nothing or cannot be told. */
  readonly requiredParameters?: readonly string[];
}

/** `start-up`: a framework runs it before it takes requests, or after the last one. */
export type FunctionRole = 'request-handler' | 'test' | 'entry-point' | 'start-up';

export type AsyncConversion =
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'possible'; readonly edits: readonly Edit[] }
  | { readonly kind: 'impossible'; readonly reason: AsyncConversionObstacle };

export type AsyncConversionObstacle =
  | 'module'
  | 'constructor'
  | 'accessor'
  | 'generator'
  | 'result-is-used'
  | 'overrides-synchronous'
  | 'called-synchronously'
  | 'unknown-callers';

// ---- classes and variables ------------------------------------------------------------------------------------------

/** A class with a body. */
export interface ClassFact {
  readonly range: Range;
  /** Its members, without braces. */
  readonly body: Range;
}

export interface CollectionFact {
  readonly name: string;
  /** Where the name is written. */
  readonly range: Range;
  readonly function: FunctionId;
}

// ---- calls and awaitables -----------------------------------------------------------------------------------------

/** Whether a value is awaitable. `maybe` is an honest answer, and silent by default. */
export type Awaitability = 'always' | 'maybe' | 'never';

/**
 * What kind of awaitable: a `coroutine` does nothing until awaited; a `promise` or `task` runs anyway, but its error is
 * lost; a `future` is completed by somebody else; `awaitable` is declared by type only; an `object` is of a class of the
 * workspace that offers `__await__` beside other things, so that nobody needs to await it.
 */
export type AwaitableKind = 'coroutine' | 'promise' | 'task' | 'future' | 'awaitable' | 'object';

/**
 * How we know: by the function reached, by a declared type, by all that the project assigns to what the callee is read from,
 * or because every other use in the project is awaited.
 */
export type Evidence = 'definition' | 'declaration' | 'assignment' | 'usage';

export interface AwaitableFact {
  readonly awaitability: Awaitability;
  /** Present unless awaitability is `never`. */
  readonly kind?: AwaitableKind;
  readonly evidence?: Evidence;
}

/** What becomes of a value. Parentheses, `as`, `!` and conditional branches are looked through. */
export type Fate =
  | 'awaited'
  | 'ignored'
  | 'voided'
  | 'returned'
  | 'yielded'
  | 'assigned'
  | 'stored'
  | 'passed'
  | 'collected'
  | 'tested'
  | 'chained'
  | 'used';

export interface CallFact {
  readonly id: CallId;
  readonly range: Range;
  /** The called expression: `store.save` in `store.save(order)`. */
  readonly callee: Range;
  /** The callee as written, on one line and at most 60 characters. */
  readonly calleeText: string;
  /** The last name of the callee, `save`; empty where the callee has none, as in `handlers[0]()`. */
  readonly name: string;
  /**
   * The full name of what is called, resolved through imports, aliases and receivers, never guessed from the last name:
   * `time.sleep`, `builtins.open`, `pathlib.Path.read_text`, `requests.Session.get`; `node:fs.readFileSync`,
   * `global.fetch`, `better-sqlite3.Database.prepare`. Node's modules carry the `node:` prefix however they are imported.
   */
  readonly symbol?: string;
  /** The definition reached, where it lies in the workspace. */
  readonly target?: Definition;
  readonly function: FunctionId;
  /** The innermost loop or comprehension around it in the same function. */
  readonly loop?: LoopId;
  readonly arguments: readonly ArgumentFact[];
  readonly awaitable: AwaitableFact;
  readonly fate: Fate;
  /** Its result fills a place that was tested for being empty, so that it happens once. */
  readonly isDoneOnce?: boolean;
  /** What the parameters of its function have to be for it to be made: it stands under tests of them. Python only. */
  readonly parameterTests?: readonly ParameterTest[];
  /** `new X()`. */
  readonly isConstruction: boolean;
  /** `f?.()` or a call in an optional chain. */
  readonly isOptional: boolean;
}

/** A test of a parameter as its function is given it: `if wait:`, `if name is not None:` and what stands behind their `else`. */
export interface ParameterTest {
  readonly name: string;
  /** Among the arguments of a call. */
  readonly index: number;
  /** `truth`: whether it counts as true; `presence`: whether it is anything else than `None`. */
  readonly of: 'truth' | 'presence';
  /** What the test has to come to. */
  readonly holds: boolean;
  /** What the parameter is where a call leaves it out; left out where that is no such constant. */
  readonly byDefault?: WrittenConstant;
}

export type WrittenConstant = 'None' | 'False' | 'True';

/** A function or class defined in the workspace. */
export interface Definition {
  readonly path: string;
  /** As its own file calls it (`FunctionFact.name`); a class, and what runs when one is constructed, by its own name. */
  readonly name: string;
  /** Of its name; left out where telling it would cost a look into another file. */
  readonly offset?: number;
}

/**
 * A property that is read, a `with` that enters an object, a callback that is called at once, an override that a method may
 * mean, a function behind a decorator.
 */
export interface ImplicitCallFact {
  readonly range: Range;
  /** As written, on one line and at most 60 characters. */
  readonly calleeText: string;
  /** The call that runs it before it comes back, where one does. */
  readonly call?: CallId;
  readonly target: Definition;
  /** It is a generator that is run, as behind `contextmanager`. */
  readonly isIterated: boolean;
  readonly function: FunctionId;
}

/** A call of a plain function that leads, through plain functions, to calls that rules look for. */
export interface ReachFact {
  readonly range: Range;
  /** As written, on one line and at most 60 characters. */
  readonly calleeText: string;
  readonly function: FunctionId;
  /** Left out where no call is written, as for a property. */
  readonly call?: CallId;
  /** A generator runs where its items are taken, wherever it is called. */
  readonly runs: 'when-called' | 'when-iterated';
  /** One for each full name, the nearest first. */
  readonly ends: readonly ReachedCall[];
}

/** A call at the end of a chain of plain functions. */
export interface ReachedCall {
  readonly symbol: string;
  /** As written there, on one line and at most 60 characters. */
  readonly calleeText: string;
  readonly argumentTexts: readonly string[];
  readonly fate: Fate;
  /** The calls on the way in their order; the last one is this call. */
  readonly steps: readonly ReachStep[];
}

/** A call in a chain, in the file at `path`. */
export interface ReachStep {
  readonly path: string;
  readonly range: Range;
  /** The name of the function that makes the call. */
  readonly function: string;
  readonly calleeText: string;
}

export interface ArgumentFact {
  readonly range: Range;
  /** Without the `name=` of a keyword argument and without the stars or dots of a spread one. */
  readonly value: Range;
  readonly keyword?: string;
  readonly spread: 'no' | 'items' | 'keywords';
  /** The function where the argument is one written in place. */
  readonly function?: FunctionId;
  /** Where it is one, written out. Python only. */
  readonly constant?: WrittenConstant;
}

export interface AwaitFact {
  readonly range: Range;
  readonly operand: Range;
  /** The call that is awaited, where the operand is one. */
  readonly call?: CallId;
  /** Whether the operand's type says for sure that it is a plain value, and no `void` that may stand for anything. */
  readonly isPlain?: boolean;
  readonly function: FunctionId;
  readonly loop?: LoopId;
}

export interface LoopFact {
  readonly id: LoopId;
  readonly kind: 'for' | 'while' | 'async-for' | 'comprehension';
  readonly range: Range;
  readonly body: Range;
  /** What is iterated and what each item is bound to; left out for `while` and counting `for`. */
  readonly iterable?: Range;
  readonly target?: Range;
  readonly function: FunctionId;
  readonly parent?: LoopId;
}

export interface TryFact {
  readonly range: Range;
  /** The guarded statements, without braces. */
  readonly body: Range;
  /** The statements that handle what the body throws, of all its handlers; left out where nothing does. */
  readonly handler?: Range;
  /** The statements that run on every way out. */
  readonly cleanup?: Range;
  readonly function: FunctionId;
}

/** Something that is entered for the time of a block: `async with lock:`. */
export interface ContextFact {
  /** What is entered. */
  readonly context: Range;
  readonly body: Range;
  readonly isAsync: boolean;
  /** The full name of what is called to make it, `asyncio.timeout`, or else of its type, `asyncio.Lock`. */
  readonly symbol?: string;
  readonly function: FunctionId;
}

/** A value that is made by an expression statement (or dropped in another way) and that may be awaitable. */
export interface DroppedFact {
  /** The dropped expression, without the statement's semicolon. For `ready && save()` it is `save()`. */
  readonly range: Range;
  /** The whole statement with its terminator. */
  readonly statement: Range;
  readonly form: DroppedForm;
  /** What a message calls it: the callee of a call, the text of a reference; on one line, at most 60 characters. */
  readonly subject: string;
  readonly call?: CallId;
  readonly awaitable: AwaitableFact;
  readonly function: FunctionId;
  /** Part of a test that the test has to wait for. TypeScript and JavaScript only. */
  readonly testWork?: TestWork;
  /** It only puts plain code off, as `Promise.resolve().then(…)` does. TypeScript and JavaScript only. */
  readonly isDeferral?: boolean;
  /** It does nothing but let time pass, or wait for an event; left out where `ownErrors` says all. TypeScript and JavaScript only. */
  readonly isPause?: true;
  /** It is a query or a request that is sent by whoever waits for it, so nobody sends it. TypeScript and JavaScript only. */
  readonly isUnsent?: true;
  /** Left out where errors may reach whoever drops the value, or where nobody knows. */
  readonly ownErrors?: OwnErrors;
  /**
   * The full name of what a package or the compiler's own library declares the callee as, whatever it is called here; left out
   * where `ownErrors` says all. TypeScript and JavaScript only.
   */
  readonly declaredAs?: string;
  /** It stands right in a handler of an event of a page, as of `onClick`. TypeScript and JavaScript only. */
  readonly isInPageHandler?: true;
  /** It ends a cell of a notebook, which shows its value and keeps it. */
  readonly isDisplayed?: true;
  /** Whether the expression stands alone as its statement (`f();`), so that a fix may prefix the statement. */
  readonly isWholeStatement: boolean;
  /** Whether `await ` before it needs the expression put in parentheses. */
  readonly needsParentheses: boolean;
}

/**
 * `assertion`: it fails later; `late-assertion`: the runner waits for it when the test ends; `action`: on a page in a browser;
 * `subtest`: of a test that ends before it.
 */
export type TestWork = 'assertion' | 'late-assertion' | 'action' | 'subtest';

/** An awaitable that nobody awaited, used as if it were its result. */
export interface MisuseFact {
  /** The awaitable. */
  readonly range: Range;
  /** What a message calls it: the callee of a call, or the variable. */
  readonly subject: string;
  readonly use: MisuseUse;
  /** What is read from it, for `member`. */
  readonly member?: string;
  readonly awaitable: AwaitableFact;
  readonly function: FunctionId;
  /** What the variable was given, where that is one place in the same function: the `await` belongs there. */
  readonly origin?: Range;
  /** The compiler's code for the same mistake, where it reports that itself. TypeScript and JavaScript only. */
  readonly compilerCode?: number;
  /** Whether `await ` before it needs the expression put in parentheses. */
  readonly needsParentheses: boolean;
}

/**
 * `condition`: its truth is tested; `comparison`: it is compared with something else; `text`: it becomes part of a text;
 * `operand`: of an arithmetic operator or a concatenation; `member`: something is read that only its result has;
 * `items`: it is iterated, indexed, spread or unpacked; `argument`: it is given to a function that wants a plain value;
 * `serialized`: it becomes part of what is turned into JSON, `record`: of what a database is given, TypeScript and JavaScript only; `declared`: it is returned or put into a variable where a plain type is written. Python only.
 */
export type MisuseUse =
  | 'condition'
  | 'comparison'
  | 'text'
  | 'operand'
  | 'member'
  | 'items'
  | 'argument'
  | 'serialized'
  | 'record'
  | 'declared';

/**
 * `called`: the function runs before the thread gets it, which gets what it gives; `async`: a thread calls it and has a
 * coroutine that nobody awaits; `closes-here`: a `with` waits at its end, on the loop, for what its executor was given.
 */
export interface HandoverFact {
  readonly flaw: 'called' | 'async' | 'closes-here';
  /** What is given, or what makes the executor. */
  readonly range: Range;
  /** What a message calls it. */
  readonly subject: string;
  /** The call that hands it over, or makes the executor. */
  readonly call: CallId;
  /** The call that is given, where it is one. */
  readonly given?: CallId;
  readonly function: FunctionId;
}

/** A queryset of Django, which asks its database when plain code looks at what is in it. */
export interface QuerysetUseFact {
  /** The queryset. */
  readonly range: Range;
  readonly subject: string;
  /** `loop`: a `for` statement goes over it; `list`: a list is made of it; `other`: its truth, length or an item of it. */
  readonly use: 'loop' | 'list' | 'other';
  /** The loop statement, or the call that makes a list. */
  readonly around?: Range;
  readonly function: FunctionId;
}

/** An awaitable that a variable of a function gets and that no code uses after. */
export interface HeldFact {
  /** The awaitable. */
  readonly range: Range;
  readonly subject: string;
  /** The variable. */
  readonly name: string;
  /** Whether the variable may hold the result as well: it is no list, and no type is written for it. */
  readonly mayHoldResult: boolean;
  /** The variable is read as if it held the result, and other places give it awaited ones. TypeScript and JavaScript only. */
  readonly othersAreAwaited?: boolean;
  /** The variable is read as if it held the result, which some other place may well give it. Python only. */
  readonly isReadAsResult?: boolean;
  readonly awaitable: AwaitableFact;
  readonly function: FunctionId;
  /** Whether `await ` before it needs the expression put in parentheses. */
  readonly needsParentheses: boolean;
}

/** An async test whose runner takes its coroutine for its result, so that nothing in it runs. */
export interface UnrunTestFact {
  /** The test's name. */
  readonly range: Range;
  readonly runner: 'unittest' | 'pytest';
  /** The edits that have it run; none where that takes more than a word. */
  readonly edits: readonly Edit[];
  readonly function: FunctionId;
}

/** The await of a coroutine that cannot be awaited any more. */
export interface RepeatedAwaitFact {
  /** The variable where it is awaited again. */
  readonly range: Range;
  readonly name: string;
  readonly repeats: 'after' | 'in-loop';
  /** Where it was awaited before, or for `in-loop` the call that makes it. */
  readonly before: Range;
  readonly function: FunctionId;
}

/** `task.result()` where nothing has let the task run since it was made. */
export interface EarlyOutcomeFact {
  /** The call that asks. */
  readonly range: Range;
  /** The task, as it is written there. */
  readonly task: Range;
  readonly subject: string;
  readonly asked: 'result' | 'exception';
  /** The call that makes the task. */
  readonly making: Range;
  readonly function: FunctionId;
  readonly loop?: LoopId;
}

/** `await process.wait()` where nobody has read what the process writes into a pipe. */
export interface UnreadPipeFact {
  /** The call of its `wait`. */
  readonly range: Range;
  /** The variable that holds it. */
  readonly process: string;
  readonly pipe: 'stdout' | 'stderr';
  /** Whether it is read behind the wait. */
  readonly isReadLater: boolean;
  /** The call that makes it. */
  readonly making: Range;
  /** Left out where `communicate` cannot take the place of the wait. */
  readonly communication?: Communication;
  readonly function: FunctionId;
}

/** How a process is communicated with instead of waiting for it. */
export interface Communication {
  /** The statement of the wait. */
  readonly statement: Range;
  /** `alone`: nobody uses what the wait gives; `result`: somebody does, and it comes first in its statement. */
  readonly form: 'alone' | 'result';
  /** What is read behind it, whole: `await process.stdout.read()`. */
  readonly reads: readonly { readonly range: Range; readonly pipe: 'stdout' | 'stderr' }[];
}

/** The first write into a stream in a loop that never waits until it is sent. */
export interface UndrainedWriteFact {
  /** The call that writes. */
  readonly range: Range;
  /** The stream, as written. */
  readonly writer: string;
  /** `endless`: the loop goes on as long as something comes in; `slow`: it takes what a collection holds, or sleeps in each round. */
  readonly pace: 'endless' | 'slow';
  /** The last of the writes that follow each other as statements; left out where this one is no statement. */
  readonly last?: Range;
  readonly function: FunctionId;
}

/** Whose a variable or a property is: of `this` or `self`, a class, a function around the one that uses it, or a module. */
export type Keeper = 'object' | 'class' | 'outer-function' | 'module';

/** An assignment to what others may change meanwhile, whose value was read before it waits: `this.total += await count()`. */
export interface StaleWriteFact {
  /** The assignment, without a semicolon. */
  readonly range: Range;
  /** What is read and written, as written. */
  readonly subject: string;
  readonly keeper: Keeper;
  /** The function that declares the variable, or that `this` belongs to: every run of it has one of its own. TypeScript and JavaScript only. */
  readonly keptBy?: FunctionId;
  /** The only `await` in its value, where it may as well come before the statement, with parentheses that are not needed then. */
  readonly movable?: Range;
  /** The same without the parentheses. */
  readonly awaited?: Range;
  readonly function: FunctionId;
}

/** A place that is found empty, and filled after a wait: `if (!this.socket) this.socket = await open()`. */
export interface LateFillFact {
  /** The test; of `??=` and its like, the assignment. */
  readonly test: Range;
  /** The assignment, or the call that puts something into a map or a set. */
  readonly fill: Range;
  /** The function that the fill stands in: this one, or a method that it awaits between the test and the end. */
  readonly filledIn: FunctionId;
  /** What is filled, as written: `self.socket`, `sockets[name]`. */
  readonly subject: string;
  /** `flag`: a mark that something has been done. */
  readonly content: 'value' | 'flag';
  /** Whether it is what a container has under a key. */
  readonly isKeyed: boolean;
  /** The last name of what is called for the value, where a call gives it: `connect`. */
  readonly maker?: string;
  readonly keeper: Keeper;
  /** As of `StaleWriteFact`. TypeScript and JavaScript only. */
  readonly keptBy?: FunctionId;
  /**
   * The statements of one block from the test, or a look-up before it, to the one with the fill; left out where they are in several
   * functions or in parts of an `if` with other branches.
   */
  readonly turn?: Range;
  /** Where the place gets its first value: in a constructor, a class or the module. */
  readonly declaration?: Range;
  /** The async locks that are made beside it. Python only. */
  readonly locks?: readonly string[];
  /** Left out where more than one statement depends on the test. TypeScript and JavaScript only. */
  readonly sharing?: FillSharing;
  readonly function: FunctionId;
}

/** What it takes for callers to wait for one promise. */
export interface FillSharing {
  /** The statement that fills the place, with its semicolon. */
  readonly statement: Range;
  /** What it awaits. */
  readonly promise: Range;
  /** What stands before the name where the place is declared: `private`, `let`; left out where nothing declares it. */
  readonly modifiers?: string;
  /** Of what the promise gives, as it is written for the place; left out where the compiler checks no types. */
  readonly type?: string;
}

/** A call that could be given the signal by which its function is told to stop, and is given none. */
export interface UnforwardedSignalFact {
  /** What is called. */
  readonly range: Range;
  readonly subject: string;
  /** As written: `signal`, `options.signal`, `token`. */
  readonly signal: string;
  /**
   * `request`: it asks something of the network; `pause`: it lets time pass or waits for an event; `read`: it reads a file; `own`: the
   * workspace declares it; `token`: it takes a `CancellationToken`; `library`: it is anything else.
   */
  readonly work: 'request' | 'pause' | 'read' | 'own' | 'token' | 'library';
  /** Puts the signal into the arguments; left out where a value of its type does not fit. */
  readonly edit?: Edit;
  readonly function: FunctionId;
}

/** A handler around something that is awaited, which catches a cancellation and does not raise it again on every way out. */
export interface SwallowedCancellationFact {
  /** `except` with what it catches, without the colon. */
  readonly range: Range;
  /** What it catches, as written; left out for `except:`. */
  readonly type?: Range;
  /** `everything` is written without a type, `base` is `BaseException`; for `cancellation`, the exception itself is named. */
  readonly caught: 'everything' | 'base' | 'cancellation';
  /** Whose cancellation is named, where that is known. */
  readonly library?: AsyncLibrary;
  /** The statements of the handler. */
  readonly body: Range;
  /** Whether the cancellation is lost at the end of these alone: a `raise` there mends all. */
  readonly isLostAtEnd: boolean;
  /** Whether no handler stands before it. */
  readonly isFirst: boolean;
  /**
   * What happens instead: a loop goes on, and for `repeats` it is a `while` that waits for more than tasks that are running already; the
   * function goes on to something that it waits for; or it ends as ever, or with another exception.
   */
  readonly outcome: 'repeats' | 'next-round' | 'goes-on' | 'ends' | 'replaced';
  /** What is raised in its place: `ValueError`. For `replaced`. */
  readonly raised?: string;
  readonly function: FunctionId;
}

/** Something that has to be closed, such as a connection, which a function opens and leaves to nobody else. */
export interface UnclosedResourceFact {
  /** What gives it: the call, with the `await` before it. */
  readonly range: Range;
  /** The full name of what is called: `aiohttp.ClientSession`, `asyncpg.connect`. */
  readonly resource: string;
  readonly state: OpenState;
  /** The variable that holds it, or how one may be called. */
  readonly variable: string;
  /** `async with` closes it, or else lines that a `finally` runs, with `{name}` for the variable. */
  readonly managing: 'async-with' | { readonly closing: readonly string[] };
  /** Left out where it cannot be closed behind the statements that follow. */
  readonly wrapping?: ResourceWrapping;
  readonly function: FunctionId;
}

export type OpenState =
  /** No variable holds it. */
  | { readonly kind: 'lost' }
  /** `isInUseForGood`: nothing but an error leads out of the function. */
  | { readonly kind: 'never-closed'; readonly isInUseForGood: boolean }
  /** A `return`, `break` or `continue` comes before it is closed. */
  | { readonly kind: 'skipped'; readonly leaving?: Range }
  /** It is closed, but not where something fails that is awaited before. */
  | { readonly kind: 'unguarded' };

/** What a block that closes a resource at its end has to hold. */
export interface ResourceWrapping {
  /** The statement that opens it. */
  readonly statement: Range;
  /** What `async with` enters. */
  readonly entered: Range;
  /** The statements that belong into the block, of which the first is the one that opens it where no variable holds it. */
  readonly rest: Range;
  /** The statements that close it as of today. */
  readonly closing?: Range;
}

/** A lock that an async function holds where it waits, be it one of threads, or one that stays taken where the function ends there. */
export interface HeldLockFact {
  /** What `with` enters, or the call or statement that acquires the lock. */
  readonly range: Range;
  /** The lock, on one line. */
  readonly subject: string;
  /**
   * Of threads: whoever takes it meanwhile `blocks` the loop, or `lets-tasks-in`, since all tasks are one thread. Of tasks: it is
   * released, but `unguarded` where an await before that fails, and not at all where the function is `left`.
   */
  readonly flaw: 'blocks' | 'lets-tasks-in' | 'unguarded' | 'left';
  /** The first await or `yield` while it is held; for `left`, the `return` or `raise`. */
  readonly pausedAt: Range;
  /** What makes it a lock of tasks, where that can be done. */
  readonly conversion?: LockConversion;
  /** What may stand in an `async with`, where the code has that shape. */
  readonly block?: LockedBlock;
  readonly function: FunctionId;
}

/** All that names or uses a lock of threads. */
export interface LockConversion {
  /** The names of its type, where it is made. */
  readonly types: readonly Range[];
  /** Where a `with` that enters it starts. */
  readonly entered: readonly number[];
  /** Where a call of `acquire` starts. */
  readonly awaited: readonly number[];
  /** Whether it is made before any loop runs. */
  readonly isMadeAtImport: boolean;
}

/** Statements between `acquire()` and `release()` in one block. */
export interface LockedBlock {
  readonly lock: Range;
  readonly acquire: Range;
  /** All of them; those before the `try`, where a `finally` releases the lock. */
  readonly body: Range;
  readonly release: Range;
  /** What the `try` does whose `finally` does nothing else. */
  readonly guarded?: Range;
}

/** A lock that one task alone may hold, taken again by the code that holds it. */
export interface NestedLockFact {
  /** What is entered or called while the lock is held. */
  readonly range: Range;
  /** The lock, as written where it is held. */
  readonly subject: string;
  readonly heldAt: Range;
  /** Whether the library raises an error there; asyncio waits. */
  readonly isNoticed: boolean;
  /** The calls on the way to where it is taken again; none where it is taken in place. */
  readonly steps: readonly ReachStep[];
  readonly takenAt: Range;
  readonly function: FunctionId;
}

/** Work that is waited for together, so that its failures come as outcomes, and code that looks at none of them. */
export interface UncheckedOutcomeFact {
  /**
   * `used`: an outcome is taken for a result where it may be a failure; `dropped`: nobody reads the outcomes; `unasked`: they stay in
   * tasks that nobody asks for them, Python only.
   */
  readonly flaw: 'used' | 'dropped' | 'unasked';
  /** The first such use, or else what is called to wait. */
  readonly range: Range;
  /** The same as written. */
  readonly subject: string;
  /** What waits. */
  readonly call: CallId;
  /** The first of what may fail, as it is called; left out where that is not known. */
  readonly work?: string;
  /** The statement that waits, where it only keeps or drops the outcomes, and what it awaits, with `await`. */
  readonly statement?: Range;
  readonly awaited?: Range;
  /** The variable that the statement gives all outcomes. */
  readonly results?: string;
  readonly function: FunctionId;
}

/** An awaitable that an async function, in Python any function, returns without `await` out of a block that guards it. */
export interface EscapeFact {
  /** The awaitable; one operand of a conditional expression is one of its own. */
  readonly range: Range;
  readonly subject: string;
  /**
   * `catch`: a handler never sees its errors; `idle-catch`: nor those of work that handles them by itself, as of today (TypeScript
   * and JavaScript only); `cleanup`: what runs on the way out runs before the work is done.
   */
  readonly guard: 'catch' | 'idle-catch' | 'cleanup';
  readonly awaitable: AwaitableFact;
  readonly function: FunctionId;
  /** Whether `await ` before it needs the expression put in parentheses. */
  readonly needsParentheses: boolean;
}

/** The only work in a `try` with a handler, started there and awaited elsewhere or by nobody. */
export interface SyncTryFact {
  /** The awaitable. */
  readonly range: Range;
  readonly subject: string;
  readonly fate: 'returned' | 'assigned' | 'stored' | 'voided';
  readonly function: FunctionId;
  /** Whether `await ` before it needs the expression put in parentheses. */
  readonly needsParentheses: boolean;
}

/** An async function without anything to wait for, which nothing around it asks to be async. */
export interface NeedlessAsyncFact {
  readonly function: FunctionId;
  /** The edits that make it a plain one; left out where others may count on a promise. */
  readonly removal?: readonly Edit[];
}

/** A method of a protocol of the language, which is called by the language itself. */
export interface ProtocolFlawFact {
  /** The method's name. */
  readonly range: Range;
  /** As people write it: `[Symbol.dispose]`, `__aiter__`. */
  readonly method: string;
  readonly flaw: ProtocolFlaw;
  /** The name of its asynchronous twin, where the method does what that one is for. */
  readonly rename?: { readonly name: string; readonly edits: readonly Edit[] };
  /** The edits that make it a plain method, where nothing in it waits. */
  readonly dropAsync?: readonly Edit[];
  /** The edits that make it what its caller wants, where that is no plain method. Python only. */
  readonly mending?: readonly Edit[];
  readonly function: FunctionId;
}

/**
 * `must-be-plain`: it is async; `must-be-async`: it gives a plain value and its caller awaits it; `wrong-end`: it ends an
 * asynchronous iteration with the exception of plain ones. The last two are Python's.
 */
export type ProtocolFlaw = 'must-be-plain' | 'must-be-async' | 'wrong-end';

/** Something asynchronous in a place that takes only the plain form of it, or the reverse. */
export interface ProtocolUseFact {
  readonly range: Range;
  readonly subject: string;
  /**
   * A loop, a spread, a resource with an end, or a function such as `Array.from`; `for-await` goes over a list of plain
   * values. Python has `for`, `with` and their asynchronous forms `for-await` and `async-with`.
   */
  readonly construct: 'for' | 'for-await' | 'spread' | 'using' | 'conversion' | 'with' | 'async-with';
  /** It is a coroutine that gives what belongs there. Python only. */
  readonly isCoroutine?: true;
  /**
   * The edits that use the form which fits, the asynchronous one only where its function may wait; none where there is no
   * such form.
   */
  readonly edits: readonly Edit[];
  /** The compiler's code for the same mistake, where it reports that itself. TypeScript and JavaScript only. */
  readonly compilerCode?: number;
  readonly function: FunctionId;
}

/** An async function that is given to code which does not wait for it. */
export interface CallbackFact {
  /** The function or the name that stands for it. */
  readonly range: Range;
  /** The function, where it is defined in the same file. */
  readonly function?: FunctionId;
  /** Whether it is written where it is given. */
  readonly isInPlace: boolean;
  /** The call it is an argument of. */
  readonly call?: CallId;
  /** `dropped`: nobody looks at what it gives; `used`: that is used at once, so that a promise is taken for a value. */
  readonly result: 'dropped' | 'used';
  /** Handlers of events of a page are asked for by name, and their errors show in the browser's console. */
  readonly isPageEvent: boolean;
  /** Whether its promise may be rejected: it waits for something outside of any `try` that catches. */
  readonly canReject: boolean;
  /** The function that makes the place: the callback is given there. */
  readonly owner: FunctionId;
}

/**
 * Who handles the errors of dropped work: an async function called where it is written, or the function it reaches; or that is an
 * async function that is done when it comes back, for it never waits; or the makers of a library mean its promise to be dropped.
 */
export type OwnErrors = 'handled-in-place' | 'handled-by-callee' | 'never-waits' | 'handled-by-library';

/**
 * `chain` ends in `.then`, `.catch` or `.finally` without a rejection handler; `list` holds awaitables; `voided` is a call behind `void`
 * that is sent by whoever waits for it.
 */
export type DroppedForm =
  | 'call'
  | 'construction'
  | 'reference'
  | 'chain'
  | 'list'
  | 'comprehension'
  | 'import'
  | 'template'
  | 'voided';

// ---- concurrency --------------------------------------------------------------------------------------------------

/** Many pieces of work started together. */
export interface FanOutFact {
  /** The whole combinator call, such as `Promise.all(urls.map(load))` or `asyncio.gather(*jobs)`; for a loop, the call in it. */
  readonly range: Range;
  readonly call: CallId;
  /** `asyncio.gather`, `Promise.all`, `asyncio.TaskGroup.create_task`, `anyio.TaskGroup.start_soon` … as people write it. */
  readonly combinator: string;
  readonly shape: FanOutShape;
  /** `bounded`: a literal, a constant collection, a slice or range of constant size; `maybe`: the front end cannot tell. */
  readonly size: 'bounded' | 'unbounded' | 'maybe';
  /** Whether the started work waits for I/O, found by following the callee's body where it can be seen. */
  readonly doesIo: Awaitability;
  /** The call in the started work that does the I/O, for the message: `fetch`, `session.get`. */
  readonly ioCall?: string | undefined;
  /** A semaphore, limiter or pool that already holds the work back. */
  readonly isLimited: boolean;
  readonly function: FunctionId;
  /**
   * The statement that makes the work, before which a fix may insert others in the same block: the one that fills the
   * variable for `variable`, the outermost loop around the call for `loop`. Left out where nothing fits, as for `elif`.
   */
  readonly statement?: Range;
}

export type FanOutShape =
  /** `items.map(callback)`, possibly with `.filter(…)` before; `mapCall` is the whole expression. */
  | { readonly kind: 'array-map'; readonly items: Range; readonly callback: Range; readonly mapCall: Range }
  /** `[element for targets in iterable if …]`; `range` is the comprehension with its brackets, `clauses` all from `for` on. */
  | {
      readonly kind: 'comprehension';
      readonly range: Range;
      readonly element: Range;
      readonly targets: Range;
      readonly iterable: Range;
      readonly clauses: Range;
    }
  /** `map(callable, iterable)`. */
  | { readonly kind: 'mapped-function'; readonly range: Range; readonly callable: Range; readonly iterable: Range }
  /** Work started once per iteration of a loop. `started` is the expression that makes the awaitable. */
  | { readonly kind: 'loop'; readonly loop: LoopId; readonly started: Range }
  /** A variable filled elsewhere; `from` tells how, where that is one place in the same function. */
  | { readonly kind: 'variable'; readonly name: string; readonly from?: FanOutShape };

/** What several waited for together, and is left running. */
export type RaceFact = TimerRaceFact | LongRaceFact | PendingRaceFact;

/** A timer that loses a race and that nobody can clear. TypeScript and JavaScript only. */
export interface TimerRaceFact {
  readonly kind: 'timer';
  /** What takes part in the race. */
  readonly range: Range;
  readonly ends: 'rejected' | 'resolved';
  /** In milliseconds; left out where nobody knows. */
  readonly delay?: number;
  /** Whether its process ends itself in the same function, whatever still runs. */
  readonly isBeforeExit: boolean;
  /** What it takes to clear it: left out where the timer is started elsewhere, or no statement may be written before. */
  readonly clearing?: {
    /** The statement before which the variable for the timer is declared. */
    readonly statement: Range;
    /** The call that starts the timer, the expression of a function where `isResult`. */
    readonly start: Range;
    readonly isResult: boolean;
    readonly race: Range;
  };
  readonly function: FunctionId;
}

/** A promise that takes part in a race in every round of a loop. TypeScript and JavaScript only. */
export interface LongRaceFact {
  readonly kind: 'every-round';
  readonly range: Range;
  readonly subject: string;
  readonly function: FunctionId;
}

/** What `asyncio.wait` gives back as not done yet, and nobody looks at. Python only. */
export interface PendingRaceFact {
  readonly kind: 'pending';
  /** The call. */
  readonly range: Range;
  readonly function: FunctionId;
  /** Where what is pending may be cancelled: its name as it is now, and the statement that names it. */
  readonly cancelling?: { readonly name: Range; readonly statement: Range };
}

// ---- promises made by hand ------------------------------------------------------------------------------------------

/** `new Promise(executor)` with the global `Promise` and an executor of the same file. */
export interface ExecutorFact {
  /** The whole construction. */
  readonly range: Range;
  /** The executor. */
  readonly function: FunctionId;
  /** Whether the executor is written where it is given to the promise. */
  readonly isInPlace: boolean;
  /** Whether the executor itself awaits anything. */
  readonly hasAwait: boolean;
  /** Whether all it awaits stands in a `try` that catches, with a call that settles in or behind its `catch`. */
  readonly isGuarded: boolean;
  /** What its `reject` is called, with the edits that declare it where it takes none; left out where there is no way. */
  readonly rejection?: { readonly name: string; readonly edits: readonly Edit[] };
  /** In source order. */
  readonly flaws: readonly ExecutorFlaw[];
  /** Left out where the executor is not async, or where a plain async function would do something else. */
  readonly unwrapping?: ExecutorUnwrapping;
}

export type ExecutorFlaw =
  /** Parameters named the wrong way round. */
  | { readonly kind: 'swapped-names'; readonly range: Range; readonly names: readonly [first: Range, second: Range] }
  /** A `throw` in a callback that runs later. */
  | { readonly kind: 'throw-in-callback'; readonly range: Range; readonly error: Range }
  /** `JSON.parse` in a callback that runs later; `guarded` is what a `try` has to hold, an arrow's body for `isExpression`. */
  | {
      readonly kind: 'parse-in-callback';
      readonly range: Range;
      readonly guarded: Range;
      readonly isExpression: boolean;
    }
  /**
   * A call that settles what `first` has settled; `firstStatement` may be turned into a `return`. Idle where nothing else is
   * done on the path from `first` on.
   */
  | {
      readonly kind: 'settled-twice';
      readonly range: Range;
      readonly first: Range;
      readonly isIdle: boolean;
      readonly firstStatement?: Range;
    }
  /** The name of a `resolve` that nobody uses. */
  | { readonly kind: 'never-settled'; readonly range: Range }
  /** A `return` for the error of a callback, called `error`, that settles nothing. */
  | { readonly kind: 'left-pending'; readonly range: Range; readonly error: string }
  /** A promise that the executor gives back, and whose errors nobody handles. */
  | { readonly kind: 'result-lost'; readonly range: Range };

/** How an async executor becomes an async function that returns and throws. */
export interface ExecutorUnwrapping {
  /** They turn each call of `resolve` and `reject` into `return` and `throw`. */
  readonly edits: readonly Edit[];
  /** The type that the construction names: `Order` for `new Promise<Order>`. */
  readonly result?: string;
  /** The function that only returns the promise, and so may do the work itself. */
  readonly around?: {
    /** Its first character, by which it is found among the functions. */
    readonly start: number;
    /** What the executor's body takes the place of: all between the braces, or the expression of an arrow. */
    readonly replaced: Range;
    readonly isExpression: boolean;
    /** The edit that says what it gives back, where nothing else does. */
    readonly result?: Edit;
  };
}

/** The only constructor of a declared class without type parameters that nothing in the file extends. */
export interface ConstructorFact {
  readonly function: FunctionId;
  readonly className: string;
  /** What stands between the parentheses of a plain method with the same parameters, and what it hands on. */
  readonly parameters: string;
  readonly arguments: string;
  readonly members: readonly string[];
  /** Where the class is constructed in the file. */
  readonly constructions: readonly CallId[];
}

/**
 * A promise that may fail, kept in a variable of the module, a member or a map so that it is not made again. Nothing in
 * the file takes it out.
 */
export interface CachedPromiseFact {
  /** What makes the promise. */
  readonly range: Range;
  readonly subject: string;
  /** `keyed`: one of many, as in a map; `single`: the only one of its variable or member. */
  readonly kind: 'keyed' | 'single';
  /** As written: `this.cache`. */
  readonly holder: string;
  /** The expression that takes it out again, where one fits: `this.cache.delete(key)`. */
  readonly removal?: string;
  readonly function: FunctionId;
}

// ---- imports and comments -----------------------------------------------------------------------------------------

export interface ImportFact {
  /** The whole statement. */
  readonly range: Range;
  /** As written: `node:fs/promises`, `.store`, `..pkg.mod`. */
  readonly module: string;
  /** The name imported from the module; `*` for the module itself, `default` for a default import. */
  readonly imported: string;
  /** The name it has here; empty for an import for its side effects. */
  readonly local: string;
  readonly form: 'import' | 'from-import' | 'require' | 'dynamic';
  readonly isTypeOnly: boolean;
  /** At the top level of the module, outside any function and any `if`. */
  readonly isTopLevel: boolean;
}

export interface CommentFact {
  readonly range: Range;
  readonly text: string;
}
