/** The calls of a name in a module, found in its text, so that no tree is walked for what hardly anybody calls. */

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

const kept = new WeakMap<SourceModule, Map<string, readonly NamedCall[]>>();

/** In source order, whatever the name means there. */
export function callsNamed(module: SourceModule, name: string): readonly NamedCall[] {
  const byName = kept.get(module) ?? new Map<string, readonly NamedCall[]>();
  kept.set(module, byName);
  const calls = byName.get(name) ?? findCalls(module, name);
  byName.set(name, calls);
  return calls;
}

function findCalls(module: SourceModule, name: string): readonly NamedCall[] {
  const { text } = module.document;
  const found: NamedCall[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const isWhole = !isPartOfName(text, at - 1) && !isPartOfName(text, at + name.length);
    const call = isWhole && opensArguments(text, at + name.length) ? callAt(module, at, name) : undefined;
    if (call !== undefined) found.push(call);
  }
  return found;
}

function isPartOfName(text: string, at: number): boolean {
  return at >= 0 && /[\w\u0080-\uffff]/.test(text.charAt(at));
}

function opensArguments(text: string, at: number): boolean {
  opening.lastIndex = at;
  return opening.test(text);
}

const opening = /[\s\\)]*\(/y;

/** The call whose callee ends in the name at an offset. */
function callAt(module: SourceModule, at: number, name: string): NamedCall | undefined {
  let scope = module.names.scope;
  let parent: Node | undefined;
  let node: Node | undefined = module.tree;
  while (node !== undefined) {
    if ((node.kind === 'Name' || (node.kind === 'Attribute' && node.value.end <= at)) && node.name === name)
      return parent?.kind === 'Call' && parent.callee === node ? { call: parent, scope } : undefined;
    const inner: Node | undefined = childAt(node, at);
    if (inner !== undefined) scope = scopeInside(module, node, inner, scope);
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
