/** Calls that a function waits for and that could be stopped by the signal it is given, but never get to know it. */

import { isCallExpression, isObjectLiteralExpression, type CallExpression, type Node } from 'typescript/unstable/ast';
import { type Type, TypeFlags } from 'typescript/unstable/sync';
import { type Edit, insertion } from '../../analysis/text.ts';
import type { FunctionId, UnforwardedSignalFact } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { CallSyntax, FileSyntax } from './collectSyntax.ts';
import { delayIn } from './delays.ts';
import type { FactFamily } from './families.ts';
import { fateOf } from './fates.ts';
import { foundOnce } from './foundOnce.ts';
import { isRunInPlace } from './functions.ts';
import { optionsPositions, workOf } from './library/abortable.ts';
import {
  isFunctionNode,
  labelOf,
  lastNameOf,
  memberOf,
  rangeOfNode,
  startOf,
  unwrapped,
  unwrappedParent,
} from './nodes.ts';
import { type SignalScope, signalScopesIn } from './signalScopes.ts';
import { emptySlot, kindOf, partsOf, type SignalSlot, SignalSlots } from './signalSlots.ts';
import { isApart } from './signalTests.ts';
import { carries, namesOneOf, rootNameOf } from './signalUses.ts';
import type { OpenProject } from './openProject.ts';

export const unforwardedSignalFamily: FactFamily<'unforwardedSignals'> = {
  kinds: [],
  askedNodes: (syntax) => candidatesIn(syntax).flatMap(({ call, scope }) => [call, call.expression, scope.declared]),
  facts: (input) => ({ unforwardedSignals: candidatesIn(input.syntax).flatMap((each) => factOf(each, input) ?? []) }),
};

interface Candidate {
  readonly call: CallExpression;
  readonly function: FunctionId;
  readonly scope: SignalScope;
}

const candidatesIn = foundOnce(findCandidates);

function findCandidates(syntax: FileSyntax): readonly Candidate[] {
  const scopes = new Map(signalScopesIn(syntax).map((scope) => [scope.owner, scope]));
  if (scopes.size === 0) return [];
  return syntax.calls.flatMap((each) => {
    const { node, function: owner, name } = each;
    if (!isCallExpression(node) || doesNoHarm.test(name)) return [];
    const scope = scopeAround(each, scopes, syntax);
    if (scope === undefined || !isWaitedFor(node) || knowsSignal(node, scope)) return [];
    return isApart(node, scope) ? [] : [{ call: node, function: owner, scope }];
  });
}

/** Work that is better done to its end: reports, and what tidies up. */
const doesNoHarm =
  /^(?:log|report|track|trace|notify|emit|send(?:Telemetry|Event|Report)|capture|record|close|end|stop|dispose|destroy|shutdown|clean|reset|release|unlock|rollback|commit|abort|cancel|remove|delete|restore|revert|undo|save|store|write|persist|flush|update|set)(?![a-z])/;

/** The innermost function around it that has a signal, as long as all functions in between are done when that is. */
function scopeAround(
  { function: owner }: CallSyntax,
  scopes: ReadonlyMap<FunctionId, SignalScope>,
  { functions }: FileSyntax,
): SignalScope | undefined {
  for (let id: FunctionId | undefined = owner; id !== undefined; id = functions[id]?.parent) {
    const scope = scopes.get(id);
    if (scope !== undefined) return scope;
    const node = functions[id]?.node;
    if (node === undefined || !isFunctionNode(node) || !isDoneWithItsCaller(node)) return undefined;
  }
  return undefined;
}

function isDoneWithItsCaller(node: Node & { readonly parameters?: readonly Node[] }): boolean {
  // It may be given a signal of its own.
  if (node.parameters?.some((parameter) => /signal|token/i.test(parameter.getText())) === true) return false;
  const { parent, child } = unwrappedParent(node);
  if (isRunInPlace(node)) return true;
  if (!isCallExpression(parent) || parent.expression === child) return false;
  return !/^(?:catch|finally|on|once)$/.test(lastNameOf(parent.expression)) && isWaitedFor(parent);
}

/** Awaited or given back, be it behind `.then(…)` or within `Promise.all([…])`. */
function isWaitedFor(call: Node): boolean {
  let at = call;
  for (;;) {
    const fate = fateOf(at);
    if (fate === 'awaited' || fate === 'returned') return true;
    const { parent } = unwrappedParent(at);
    if (fate === 'chained' && isCallExpression(parent.parent)) at = parent.parent;
    else if (fate === 'collected' && isCombined(parent.parent)) at = parent.parent;
    else if (fate === 'passed' && isCombined(parent)) at = parent;
    else return false;
  }
}

/** `Promise.all(…)`, `Promise.allSettled(…)` */
function isCombined(node: Node): boolean {
  if (!isCallExpression(node)) return false;
  const member = memberOf(node.expression);
  return member !== undefined && /^all(?:Settled)?$/.test(member.name) && rootNameOf(member.receiver) === 'Promise';
}

function knowsSignal(call: CallExpression, scope: SignalScope): boolean {
  const { carriers, made } = scope.use;
  const { expression: callee } = call;
  const receiver = memberOf(callee)?.receiver ?? callee;
  if (carries(callee, scope, carriers) || namesOneOf(receiver, made)) return true;
  return call.arguments.some((argument) => carries(argument, scope, carriers));
}

function factOf({ call, scope, function: owner }: Candidate, input: FileInput): UnforwardedSignalFact | undefined {
  const { types, syntax, signatures, symbols } = input;
  const { source } = syntax;
  const slots = slotsIn(types.project).of(call, types.of(call.expression));
  if (slots?.length === 0) return undefined;
  const signal = signalType(scope, input);
  if (signal === undefined) return undefined;
  const name = slots === undefined ? symbols.writtenName(call.expression, source) : undefined;
  const slot = emptySlot(call, slots ?? knownSlots(name), scope.kind);
  if (slot === undefined || (slots !== undefined && types.awaitability(call).awaitability !== 'always'))
    return undefined;
  const declared = name ?? signatures.declaredAs(call);
  const work = scope.kind === 'token' ? 'token' : declared === undefined ? 'own' : workOf(declared);
  if (work === undefined || (work === 'pause' && isShort(call, input))) return undefined;
  const written = writtenSignal(call, scope);
  const fits = slot.type === undefined || signal === 'used' || types.project.checker.isAssignable(signal, slot.type);
  const edit = fits ? editFor(call, slot, written, source.text) : undefined;
  return {
    range: rangeOfNode(call.expression, source.text),
    subject: labelOf(call.expression, source),
    signal: written,
    work,
    ...(edit === undefined ? {} : { edit }),
    function: owner,
  };
}

/** Whoever waits for so little sees the signal soon. */
function isShort({ arguments: [first] }: CallExpression, input: FileInput): boolean {
  const { delay } = delayIn(first, input);
  return delay !== undefined && delay < 1000;
}

const knownSlotsOf = new WeakMap<OpenProject, SignalSlots>();

function slotsIn(project: OpenProject): SignalSlots {
  const known = knownSlotsOf.get(project) ?? new SignalSlots(project);
  knownSlotsOf.set(project, known);
  return known;
}

function knownSlots(name: string | undefined): readonly SignalSlot[] {
  const index = name === undefined ? undefined : optionsPositions.get(name);
  return index === undefined ? [] : [{ kind: 'signal', index, property: 'signal', mayStandAlone: true }];
}

/** `undefined` where it is something else; `used` where nobody knows its type and its uses tell. */
function signalType(scope: SignalScope, { types }: FileInput): Type | 'used' | undefined {
  const { checker } = types.project;
  const type = types.of(scope.declared);
  if (type === undefined) return scope.isWritten || scope.use.isUsedAsSignal ? 'used' : undefined;
  if (scope.property === undefined) {
    if (kindOf(type) === scope.kind) return type;
  } else
    for (const part of partsOf(type)) {
      const symbol = checker.getPropertyOfType(part, scope.property);
      const found = symbol === undefined ? undefined : checker.getTypeOfSymbol(symbol);
      if (found !== undefined && kindOf(found) === 'signal') return found;
    }
  const isUnknown = (type.flags & (TypeFlags.Any | TypeFlags.Unknown)) !== 0;
  return isUnknown && (scope.isWritten || scope.use.isUsedAsSignal) ? 'used' : undefined;
}

function writtenSignal(call: Node, { name, property, use, declared, node }: SignalScope): string {
  if (property === undefined) return name;
  if (use.local !== undefined && use.local.from < call.pos) return use.local.name;
  const { parent } = declared as { readonly parent: { readonly questionToken?: Node } };
  // In JavaScript nothing says that it may be missing, but how others read it.
  const mayBeMissing = parent.questionToken !== undefined || node.getText().includes(`${name}?.`);
  return `${name}${mayBeMissing ? '?.' : '.'}${property}`;
}

function editFor(call: CallExpression, slot: SignalSlot, written: string, text: string): Edit | undefined {
  const { index, property, mayStandAlone } = slot;
  const argument = call.arguments[index];
  const asProperty = written === property ? written : `${property}: ${written}`;
  if (argument !== undefined) {
    const literal = unwrapped(argument);
    if (!isObjectLiteralExpression(literal)) return undefined;
    return addition(literal.properties, asProperty, literal.end - 1, text, ' ');
  }
  if (!mayStandAlone) return undefined;
  const missing = Array.from({ length: index - call.arguments.length }, () => 'undefined');
  const added = [...missing, property === undefined ? written : `{ ${asProperty} }`].join(', ');
  return addition(call.arguments, added, call.end - 1, text, '');
}

/** Behind the last of some items, on a line of its own where the closing bracket has one. */
function addition(items: readonly Node[], added: string, close: number, text: string, blank: string): Edit {
  const last = items.at(-1);
  if (last === undefined) return insertion(close, `${blank}${added}${blank}`);
  const start = startOf(last, text);
  const isOnLines = text.slice(last.end, close).includes('\n') && /\n[ \t]*$/.test(text.slice(0, start));
  const margin = isOnLines ? (/\r?\n[ \t]*$/.exec(text.slice(0, start))?.[0] ?? ' ') : ' ';
  return insertion(last.end, `,${margin}${added}`);
}
