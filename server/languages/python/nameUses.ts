/** How a module uses names: calls whose result is dropped or used, and references that are no calls. */

import { isBuiltin } from './library/standardLibrary.ts';
import { forEachChild } from './parser/walk.ts';
import type { Attribute, Call, Expression, Name, Node } from './parser/nodes.ts';
import { functionScopeOf, type Scope } from './scopes.ts';
import { isStatement } from './statements.ts';
import type { SourceModule } from './sources.ts';

export interface NameUse {
  /** `name` is written bare, or as an attribute of something. */
  readonly form: 'bare' | 'attribute';
  /**
   * `dropped-in-async` and `dropped-in-sync`: a call that stands as a statement; `awaited`: a call that is awaited or given to
   * something that awaits it;
   * `used`: a call whose result is used; `forwarded`: a call whose result somebody else gets, who may well await it;
   * `referenced`: no call, so that anybody may call it.
   */
  readonly how: 'dropped-in-async' | 'dropped-in-sync' | 'awaited' | 'used' | 'forwarded' | 'referenced';
  readonly node: Expression;
  /** The function, class or module around it; comprehensions and lambdas are passed by. */
  readonly scope: Scope;
}

const keptUses = new WeakMap<SourceModule, ReadonlyMap<string, readonly NameUse[]>>();

/** By name; kept as long as the module is. */
export function nameUsesIn(module: SourceModule): ReadonlyMap<string, readonly NameUse[]> {
  const known = keptUses.get(module);
  if (known !== undefined) return known;
  const uses = new Map<string, NameUse[]>();
  keptUses.set(module, uses);
  new Uses(module, (node, how, scope) => {
    const known = uses.get(node.name);
    const use: NameUse = { form: node.kind === 'Name' ? 'bare' : 'attribute', how, node, scope };
    if (known === undefined) uses.set(node.name, [use]);
    else known.push(use);
  }).visit(module.tree);
  return uses;
}

type UsedName = Name | Attribute;

/** Goes over all uses of names in source order; what is around a node is kept here, so that nothing is made for each. */
class Uses {
  private readonly module: SourceModule;
  private readonly onUse: (node: UsedName, how: NameUse['how'], scope: Scope) => void;
  private scope: Scope;
  private parent: Node | undefined;
  private grandparent: Node | undefined;

  constructor(module: SourceModule, onUse: (node: UsedName, how: NameUse['how'], scope: Scope) => void) {
    this.module = module;
    this.onUse = onUse;
    this.scope = module.names.scope;
  }

  readonly visit = (node: Node): void => {
    const { scope, parent, grandparent } = this;
    if (node.kind === 'Name' || node.kind === 'Attribute') {
      const isCallee = parent?.kind === 'Call' && parent.callee === node;
      if (isCallee || !isTarget(node, parent)) {
        this.onUse(node, isCallee ? howCalled(grandparent, scope) : 'referenced', scope);
      }
      if (node.kind === 'Name') return;
    }
    this.grandparent = parent;
    this.parent = node;
    const own =
      node.kind === 'FunctionDef' || node.kind === 'ClassDef' ? this.module.names.scopes.get(node) : undefined;
    if (own === undefined) forEachChild(node, this.visit);
    else this.visitDefinition(node, own);
    this.scope = scope;
    this.parent = parent;
    this.grandparent = grandparent;
  };

  private visitDefinition(node: Node, own: Scope): void {
    const { scope } = this;
    forEachChild(node, (child) => {
      this.scope = isStatement(child.kind) ? own : scope;
      this.visit(child);
    });
  }
}

function howCalled(around: Node | undefined, scope: Scope): NameUse['how'] {
  if (around?.kind === 'Await' || (around?.kind === 'Call' && awaitsArguments(around))) return 'awaited';
  if (around?.kind !== 'Expr') return around !== undefined && isUsing(around) ? 'used' : 'forwarded';
  const owner = functionScopeOf(scope).node;
  return owner.kind === 'FunctionDef' && owner.isAsync ? 'dropped-in-async' : 'dropped-in-sync';
}

/** Whether a node wants the result of a call that stands directly below it. */
function isUsing(around: Node): boolean {
  if (around.kind === 'For' || around.kind === 'Comprehension') return !around.isAsync;
  return users.has(around.kind);
}

const users: ReadonlySet<Node['kind']> = new Set<Node['kind']>([
  'Assign',
  'AnnAssign',
  'AugAssign',
  'NamedExpr',
  'Attribute',
  'Subscript',
  'Compare',
  'BoolOp',
  'UnaryOp',
  'BinOp',
  'FormattedValue',
  'If',
  'While',
  'Assert',
]);

const awaiting: ReadonlySet<string> = new Set(['gather', 'create_task', 'ensure_future', 'wait_for', 'shield', 'run']);

function awaitsArguments({ callee }: Call): boolean {
  return (callee.kind === 'Name' || callee.kind === 'Attribute') && awaiting.has(callee.name);
}

function isTarget(node: Node, parent: Node | undefined): boolean {
  if (parent?.kind === 'Assign') return parent.targets.includes(node as Expression);
  if (parent?.kind === 'Delete') return true;
  return (parent?.kind === 'AnnAssign' || parent?.kind === 'For') && parent.target === node;
}

/** How often a name is called, and how many functions have it. */
export interface CallCounts {
  readonly awaited: number;
  readonly dropped: number;
  readonly used: number;
  readonly plainFunctions: number;
  readonly coroutineFunctions: number;
}

export const noCalls: CallCounts = { awaited: 0, dropped: 0, used: 0, plainFunctions: 0, coroutineFunctions: 0 };

function sumOf(one: CallCounts, other: CallCounts, sign: 1 | -1): CallCounts {
  return {
    awaited: one.awaited + sign * other.awaited,
    dropped: one.dropped + sign * other.dropped,
    used: one.used + sign * other.used,
    plainFunctions: one.plainFunctions + sign * other.plainFunctions,
    coroutineFunctions: one.coroutineFunctions + sign * other.coroutineFunctions,
  };
}

/** The counts of all files, kept up to date file by file. */
export class CallTotals {
  private readonly totals = new Map<string, CallCounts>();
  /** By the last names of callees, once somebody has asked. */
  private ofMethods: Map<string, CallCounts> | undefined;

  get(name: string): CallCounts {
    return this.totals.get(name) ?? noCalls;
  }

  /** Of the methods of this name, whatever stands before the dot. */
  ofMethod(name: string): CallCounts {
    this.ofMethods ??= sumsOfMethods(this.totals);
    return this.ofMethods.get(name) ?? noCalls;
  }

  add(counts: ReadonlyMap<string, CallCounts>): void {
    this.change(counts, 1);
  }

  subtract(counts: ReadonlyMap<string, CallCounts>): void {
    this.change(counts, -1);
  }

  private change(counts: ReadonlyMap<string, CallCounts>, sign: 1 | -1): void {
    for (const [key, count] of counts) this.totals.set(key, sumOf(this.get(key), count, sign));
    if (this.ofMethods !== undefined) addToMethods(this.ofMethods, counts, sign);
  }
}

function sumsOfMethods(counts: ReadonlyMap<string, CallCounts>): Map<string, CallCounts> {
  const sums = new Map<string, CallCounts>();
  addToMethods(sums, counts, 1);
  return sums;
}

function addToMethods(sums: Map<string, CallCounts>, counts: ReadonlyMap<string, CallCounts>, sign: 1 | -1): void {
  for (const [key, count] of counts) {
    const name = key.slice(key.indexOf('.') + 1);
    // Bare names are called as functions, and what counts of them here is who defines them.
    const { plainFunctions, coroutineFunctions } = count;
    const added = name === key ? { ...noCalls, plainFunctions, coroutineFunctions } : count;
    sums.set(name, sumOf(sums.get(name) ?? noCalls, added, sign));
  }
}

/** What a module does with names, all in one walk. */
export interface NameCounts {
  /** By callee (`calleeKey`); plain functions by their own name. */
  readonly calls: ReadonlyMap<string, CallCounts>;
  /** Names that are used at all, and those that are used other than to call them. */
  readonly used: ReadonlySet<string>;
  readonly referenced: ReadonlySet<string>;
}

const keptCalls = new WeakMap<SourceModule, ReadonlyMap<string, CallCounts>>();

/** How the module calls functions, by callee (`calleeKey`); kept as long as the module is. */
export function callCountsIn(module: SourceModule): ReadonlyMap<string, CallCounts> {
  return keptCalls.get(module) ?? nameCountsIn(module).calls;
}

export function nameCountsIn(module: SourceModule): NameCounts {
  const calls = new Map<string, Counting>();
  keptCalls.set(module, calls);
  const used = new Set<string>();
  const referenced = new Set<string>();
  const countOf = (name: string): Counting => {
    let count = calls.get(name);
    if (count === undefined) {
      count = { ...noCalls };
      calls.set(name, count);
    }
    return count;
  };
  new Uses(module, (node, how) => {
    used.add(node.name);
    if (how === 'referenced') referenced.add(node.name);
    if (how === 'referenced' || how === 'forwarded') return;
    const key = calleeKey(node) ?? keyOfMethod(node);
    if (key === undefined) return;
    if (how === 'awaited' || how === 'used') countOf(key)[how]++;
    else countOf(key).dropped++;
  }).visit(module.tree);
  for (const node of module.names.scopes.keys()) {
    if (node.kind !== 'FunctionDef') continue;
    if (!node.isAsync) countOf(node.name).plainFunctions++;
    else if (!node.isGenerator) countOf(node.name).coroutineFunctions++;
  }
  return { calls, used, referenced };
}

type Counting = { -readonly [K in keyof CallCounts]: CallCounts[K] };

/** Of a call or an item, as in `clients[0].publish`. */
function keyOfMethod(callee: Expression): string | undefined {
  return callee.kind === 'Attribute' ? `.${callee.name}` : undefined;
}

/**
 * `client.publish` of `self.client.publish`, for a name alone says too little; a function's own name where nothing else
 * stands there.
 */
export function calleeKey(callee: Expression): string | undefined {
  if (callee.kind === 'Name') return isBuiltin(callee.name) ? undefined : callee.name;
  if (callee.kind !== 'Attribute') return undefined;
  const { value } = callee;
  return value.kind === 'Name' || value.kind === 'Attribute' ? `${value.name}.${callee.name}` : undefined;
}
