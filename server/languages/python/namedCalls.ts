/** The calls of a name in a module, and those that are given it, found in its text, so that no tree is walked for what few calls have. */

import type { Call, Node } from './parser/nodes.ts';
import { forEachChild } from './parser/walk.ts';
import { expressionScope, type Scope } from './scopes.ts';
import type { SourceModule } from './sources.ts';
import { isStatement } from './statements.ts';

/** `name(…)` or `….name(…)`, with the scope in which it is written. */
export interface NamedCall {
  readonly call: Call;
  readonly scope: Scope;
}

type Role = 'callee' | 'argument';

const kept: Readonly<Record<Role, WeakMap<SourceModule, Map<string, readonly NamedCall[]>>>> = {
  callee: new WeakMap(),
  argument: new WeakMap(),
};

/** In source order, whatever the name means there. */
export function callsNamed(module: SourceModule, name: string): readonly NamedCall[] {
  return callsWith(module, name, 'callee');
}

/** `run(name)`, `run(self.name)` or `run(work=name)`, in source order. */
export function callsGiven(module: SourceModule, name: string): readonly NamedCall[] {
  return callsWith(module, name, 'argument');
}

function callsWith(module: SourceModule, name: string, role: Role): readonly NamedCall[] {
  const byName = kept[role].get(module) ?? new Map<string, readonly NamedCall[]>();
  kept[role].set(module, byName);
  const calls = byName.get(name) ?? findCalls(module, name, role);
  byName.set(name, calls);
  return calls;
}

function findCalls(module: SourceModule, name: string, role: Role): readonly NamedCall[] {
  const { text } = module.document;
  const ending = role === 'callee' ? opening : closing;
  const found: NamedCall[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const isWhole = !isPartOfName(text, at - 1) && !isPartOfName(text, at + name.length);
    const call = isWhole && isFollowedBy(text, at + name.length, ending) ? callAt(module, at, name, role) : undefined;
    if (call !== undefined) found.push(call);
  }
  return found;
}

function isPartOfName(text: string, at: number): boolean {
  return at >= 0 && /[\w\u0080-\uffff]/.test(text.charAt(at));
}

function isFollowedBy(text: string, at: number, ending: RegExp): boolean {
  ending.lastIndex = at;
  return ending.test(text);
}

const opening = /[\s\\)]*\(/y;
const closing = /[\s\\)]*[,)#]/y;

/** The call whose callee, or one of whose arguments, ends in the name at an offset. */
function callAt(module: SourceModule, at: number, name: string, role: Role): NamedCall | undefined {
  let scope = module.names.scope;
  let outer: Node | undefined;
  let parent: Node | undefined;
  let node: Node | undefined = module.tree;
  while (node !== undefined) {
    if ((node.kind === 'Name' || (node.kind === 'Attribute' && node.value.end <= at)) && node.name === name) {
      const call = parent?.kind === 'Keyword' ? outer : parent;
      return call?.kind === 'Call' && (call.callee === node) === (role === 'callee') ? { call, scope } : undefined;
    }
    const inner: Node | undefined = childAt(node, at);
    if (inner !== undefined) scope = scopeInside(module, node, inner, scope);
    outer = parent;
    parent = node;
    node = inner;
  }
  return undefined;
}

function childAt(node: Node, at: number): Node | undefined {
  let found: Node | undefined;
  forEachChild(node, (child) => {
    if (startOf(child) <= at && at < child.end) found = child;
  });
  return found;
}

/** Decorators stand in front of what they decorate. */
function startOf(node: Node): number {
  const isDecorated = node.kind === 'FunctionDef' || node.kind === 'ClassDef';
  return (isDecorated ? node.decorators[0]?.start : undefined) ?? node.start;
}

function scopeInside(module: SourceModule, node: Node, child: Node, scope: Scope): Scope {
  switch (node.kind) {
    case 'FunctionDef':
    case 'ClassDef':
      return isStatement(child.kind) ? (module.names.scopes.get(node) ?? scope) : scope;
    case 'Lambda':
      return child === node.body ? expressionScope(node, scope) : scope;
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      return expressionScope(node, scope);
    default:
      return scope;
  }
}
