/** From the syntax of a file and the types of its parts to facts. */

import { isCallExpression, isNewExpression, isTaggedTemplateExpression, type Node } from 'typescript/unstable/ast';
import { emptyFacts } from '../../facts/emptyFacts.ts';
import type { AwaitFact, CallFact, DroppedFact, Facts, FunctionId, OwnErrors } from '../../facts/facts.ts';
import { once } from '../../facts/onDemand.ts';
import type { Caller, ConversionContext } from './asyncConversion.ts';
import type { CallNames } from './callNames.ts';
import type { Verdict } from './awaitability.ts';
import { awaitableFact, CallView, isInOptionalChain } from './callFacts.ts';
import { isPageHandler } from './callbacks.ts';
import type { AwaitSyntax, CallNode, DroppedSyntax, FileSyntax } from './collectSyntax.ts';
import type { CollectionSizes } from './collectionSizes.ts';
import { bringsCallback } from './callbackForms.ts';
import { commentsOf, controlCommentsOf, spansLines } from './comments.ts';
import { FunctionView } from './functionFacts.ts';
import { functionRolesOf } from './functionRoles.ts';
import { familyFacts } from './families.ts';
import { layoutFamily } from './layout.ts';
import { fanOutsOf } from './fanOuts.ts';
import { type FileSurroundings, fileFactOf, isCheckedByCompiler, mayModuleAwait } from './fileFacts.ts';
import { nameRangeOf } from './functions.ts';
import { asAsserted, isAsync, isFunctionLiteral, labelOf, lastNameOf, rangeOfNode, unwrapped } from './nodes.ts';
import { implicitCallsOf } from './implicitCalls.ts';
import type { ProjectTexts } from './projectTexts.ts';
import type { ExpectedResults } from './expectedResults.ts';
import { givesTypeOfHolder, isItsOwnResult, returnsReceiver } from './receivers.ts';
import type { WorkFinder } from './startedWork.ts';
import { isMistakenMember } from './symbolMembers.ts';
import type { Symbols } from './symbols.ts';
import type { CalledSignatures } from './calledSignatures.ts';
import type { ErrorHandling } from './ownErrors.ts';
import type { SyntaxErrors } from './syntaxErrors.ts';
import { testWorkOf } from './testWork.ts';
import type { Types } from './types.ts';
import { isUnsent } from './unsent.ts';
import { isUntruePromise } from './untrueTypes.ts';
import { unawaited, type UntypedCalls } from './untypedCalls.ts';

export interface FileInput {
  readonly syntax: FileSyntax;
  readonly surroundings: FileSurroundings;
  readonly types: Types;
  readonly expected: ExpectedResults;
  readonly syntaxErrors: SyntaxErrors;
  readonly names: CallNames;
  readonly symbols: Symbols;
  readonly sizes: CollectionSizes;
  readonly work: WorkFinder;
  readonly signatures: CalledSignatures;
  readonly errors: ErrorHandling;
  readonly texts: ProjectTexts;
  /** Left out where types are written, and in tests, which put doubles in the place of what the program has. */
  readonly untyped?: UntypedCalls;
}

/** Nodes whose types rules look at, to be asked for in one batch over many files. */
export function judgedNodes({ dropped, awaits }: FileSyntax): readonly Node[] {
  return [...dropped.map(({ node }) => node), ...awaits.map(({ operand }) => asAsserted(operand))];
}

/** Nodes whose types are part of the facts. */
export function calledNodes({ calls }: FileSyntax): readonly Node[] {
  return calls.map(({ node }) => node);
}

/** The facts of a file in two forms. */
export interface MadeFacts {
  /** Enough to judge a file by: much of it is worked out when somebody asks, as long as the project stays as it is. */
  readonly view: Facts;
  /** Plain data, with all that takes another question. */
  plain(): Facts;
}

export function factsOf(input: FileInput): MadeFacts {
  const { syntax, surroundings } = input;
  const { source, loops, imports, moduleNames, opaque } = syntax;
  const { text } = source;
  const comments = commentsOf(text, opaque);
  const dropped = syntax.dropped.flatMap((value) => droppedFact(value, input) ?? []);
  const roles = functionRolesOf(input);
  const calls = syntax.calls.map((call) => new CallView(call, input));
  const context = conversionContext(input, calls, dropped);
  const functions = syntax.functions.map((owner) => new FunctionView(owner, roles.get(owner.id), syntax, context));
  const fanOuts = fanOutsOf(input);
  const layout = once(() => layoutFamily.facts(input));
  const view: Facts = {
    ...emptyFacts,
    functions,
    calls,
    awaits: syntax.awaits.map((awaited) => awaitFact(awaited, input)),
    loops,
    dropped,
    fanOuts,
    ...familyFacts(input),
    get implicitCalls() {
      return implicitCallsOf(syntax, input.names);
    },
    get classes() {
      return layout().classes;
    },
    get continuations() {
      return layout().continuations;
    },
    imports,
    moduleNames,
    controlComments: controlCommentsOf(text, comments),
    get multilineTexts() {
      return [...comments, ...opaque].filter((range) => spansLines(text, range)).sort((a, b) => a.start - b.start);
    },
    syntaxErrors: input.syntaxErrors.in(source),
    file: fileFactOf(syntax, surroundings),
  };
  return {
    view,
    plain() {
      input.types.prepare(calledNodes(syntax));
      input.names.prepareTargets([syntax]);
      return {
        ...view,
        file: { ...view.file },
        functions: functions.map((each) => each.plain()),
        calls: calls.map((each) => each.plain()),
        fanOuts: fanOuts.map((each) => each.plain()),
      };
    },
  };
}

/** A call that some rule knows and that gives no promise yet: a fix may replace it by one that is waited for. */
function mayComeToWait(node: CallNode, { names, types }: FileInput): boolean {
  return names.symbolOf(node) !== undefined && types.awaitability(node).awaitability !== 'always';
}

function conversionContext(
  input: FileInput,
  calls: readonly CallFact[],
  dropped: readonly DroppedFact[],
): ConversionContext {
  const { syntax, types, expected } = input;
  // What a function is expected to give back costs a question each: only for those that a fix may change.
  let changed: ReadonlySet<FunctionId> | undefined;
  const mayChange = (id: FunctionId) => {
    changed ??= new Set(
      [...dropped, ...syntax.calls.filter(({ node }) => mayComeToWait(node, input))].map((value) => value.function),
    );
    return changed.has(id);
  };
  // Most files have no function that a fix would change.
  let callers: ReadonlyMap<number, readonly Caller[]> | undefined;
  const callersOf = (start: number) => {
    callers ??= callersIn(syntax, calls);
    return callers.get(start) ?? [];
  };
  return {
    source: syntax.source,
    canModuleAwait: mayModuleAwait(syntax.source, input.surroundings),
    awaitabilityOf: (result) => {
      const plain = unwrapped(result);
      return syntax.callOf.has(plain) ? types.awaitability(plain).awaitability : 'maybe';
    },
    callersOf: (node) => callersOf(nameRangeOf(node, syntax.source.text).start),
    mayReturnPromise: (node) => {
      const id = syntax.functionOf.get(node);
      return id === undefined || !mayChange(id) || expected.mayBePromise(node);
    },
  };
}

/** Calls of functions of the same file, by the offset of the called function's name. */
function callersIn(syntax: FileSyntax, calls: readonly CallFact[]): ReadonlyMap<number, readonly Caller[]> {
  const callers = new Map<number, Caller[]>();
  for (const call of calls) {
    const { target, fate, function: owner } = call;
    if (target?.offset === undefined || target.path !== syntax.source.fileName) continue;
    const list = callers.get(target.offset) ?? [];
    callers.set(target.offset, list);
    const around = syntax.functions[owner]?.node;
    list.push({ start: call.range.start, fate, function: around ?? syntax.source });
  }
  return callers;
}

function awaitFact({ node, operand, function: owner, loop }: AwaitSyntax, { syntax, types }: FileInput): AwaitFact {
  const { callOf, source } = syntax;
  const plain = unwrapped(operand);
  const call = callOf.get(plain);
  return {
    range: rangeOfNode(node, source.text),
    operand: rangeOfNode(operand, source.text),
    call,
    isPlain: types.isPlain(asAsserted(operand)),
    function: owner,
    loop,
  };
}

function droppedFact(value: DroppedSyntax, input: FileInput): DroppedFact | undefined {
  const { syntax, types, errors, signatures } = input;
  const { node, statement, isWholeStatement } = value;
  const { source, callOf } = syntax;
  const items = types.itemAwaitability(node);
  const isList = items.awaitability !== 'never';
  if (value.form === 'list' && !isList) return undefined;
  if (value.form === 'voided' && !isUnsent(node, types)) return undefined;
  const awaitable = isList ? items : isAsyncReduction(node) ? promise : unawaited(node, input);
  if (awaitable.awaitability === 'never') return undefined;
  const isNeverSent = awaitable.awaitability === 'always' && value.form !== 'chain' && isUnsent(node, types);
  if (awaitable.awaitability === 'always' && !isNeverSent && isNothingLost(node, awaitable, input)) return undefined;
  const call = callOf.get(node);
  const testWork = value.form === 'voided' ? undefined : testWorkOf(node, awaitable.awaitability, syntax);
  const ownErrors = awaitable.awaitability === 'always' ? ownErrorsOf(node, isList, errors) : undefined;
  const isLost = awaitable.awaitability === 'always' && ownErrors === undefined;
  return {
    range: rangeOfNode(node, source.text),
    statement: rangeOfNode(statement, source.text),
    form: isList ? 'list' : value.form,
    subject: subjectOf(node, syntax),
    call,
    awaitable: awaitableFact(isBareNullable(awaitable, node) ? { ...awaitable, kind: 'awaitable' } : awaitable),
    function: value.function,
    testWork,
    ownErrors,
    ...(isLost ? { declaredAs: signatures.declaredAs(node) } : {}),
    ...(isLost && errors.isPause(node) ? { isPause: true } : {}),
    ...(isNeverSent ? { isUnsent: true } : {}),
    isDeferral: value.form === 'chain' && errors.isDeferral(node),
    ...(isPageHandler(syntax.functions[value.function]?.node) ? { isInPageHandler: true } : {}),
    isWholeStatement,
    // `new X.catch()` would make an `X.catch`.
    needsParentheses: isNewExpression(node) && node.arguments === undefined,
  };
}

function ownErrorsOf(node: Node, isList: boolean, errors: ErrorHandling): OwnErrors | undefined {
  return (isList ? errors.ofItems(node) : undefined) ?? errors.of(node);
}

/** A value that somebody else holds as well, or that is no promise in this form of the call. */
function isNothingLost(node: Node, { kind }: Verdict, { types, symbols, syntax }: FileInput): boolean {
  if (returnsReceiver(node, types)) return true;
  if (!isCheckedByCompiler(syntax.source)) {
    if (isMistakenMember(node, types.project) || isUntruePromise(node, types.project, symbols)) return true;
  }
  if (kind === 'awaitable' && (givesTypeOfHolder(node, types) || isItsOwnResult(types.of(node), types.project)))
    return true;
  return isCallExpression(node) && bringsCallback(node, symbols);
}

/** `hooks.reduce(async …)` gives what its callback gives, also where nothing is known of `hooks`. */
function isAsyncReduction(node: Node): boolean {
  if (!isCallExpression(node) || !/^reduce(?:Right)?$/.test(lastNameOf(node.expression))) return false;
  const [callback] = node.arguments;
  const plain = callback === undefined ? undefined : unwrapped(callback);
  return plain !== undefined && isFunctionLiteral(plain) && isAsync(plain);
}

const promise: Verdict = { awaitability: 'always', kind: 'promise' };

/** A promise or nothing, outside of an optional chain: its methods cannot be called as it stands. */
function isBareNullable({ isNullable }: Verdict, node: Node): boolean {
  return isNullable === true && !isInOptionalChain(node, node.getSourceFile());
}

function subjectOf(node: Node, { source }: FileSyntax): string {
  if (isCallExpression(node))
    return node.arguments.length === 1 && lastNameOf(node.expression) === 'import'
      ? labelOf(node, source)
      : labelOf(node.expression, source);
  if (isNewExpression(node)) return `new ${labelOf(node.expression, source)}`;
  return labelOf(isTaggedTemplateExpression(node) ? node.tag : node, source);
}
