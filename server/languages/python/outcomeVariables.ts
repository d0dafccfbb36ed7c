/** Where a function reads the variables that hold outcomes of work it has waited for. */

import { lastNameOf } from './callFacts.ts';
import type { Comprehension, Expression, FunctionDef, Name, Node } from './parser/nodes.ts';
import { walk } from './parser/walk.ts';
import type { Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';

export interface OutcomeSurroundings {
  readonly owner: FunctionDef;
  readonly scope: Scope;
  readonly inference: Inference;
  readonly parents: ReadonlyMap<Node, Node>;
  /** `results` are values, or the exceptions that stand for them; `tasks` hold theirs until somebody asks. */
  readonly content: 'results' | 'tasks';
  /** What has waited for the outcomes; handing them to it is no look at them. */
  readonly wait: Node;
}

/** The reads that a binding may reach, in a comprehension where it is one of its own; inner ones may run at any time. */
export function readsOf(
  binding: Name,
  { inference, owner, parents, scope }: OutcomeSurroundings,
): readonly { readonly name: Name; readonly isInner: boolean }[] {
  const comprehension = comprehensionOf(binding);
  const reads: { readonly name: Name; readonly isInner: boolean }[] = [];
  for (const node of namesIn(owner).get(binding.name) ?? []) {
    if (node === binding || comprehensionOf(node) !== comprehension || isTarget(node, parents)) continue;
    if (comprehension === undefined && !isReached(node)) continue;
    reads.push({ name: node, isInner: isInner(node) });
  }
  return reads;

  /** The comprehension inside the function whose variable a name is. */
  function comprehensionOf(name: Name): Node | undefined {
    for (let at = parents.get(name); at !== undefined; at = parents.get(at))
      if ('generators' in at && at.generators.some((generator) => binds(generator, name.name))) return at;
    return undefined;
  }

  function isReached({ name, start }: Name): boolean {
    return inference.bindingsAt(name, scope, start).some(({ at }) => at === binding.start);
  }

  function isInner(name: Name): boolean {
    for (let at = parents.get(name); at !== undefined && at !== owner; at = parents.get(at))
      if (at.kind === 'FunctionDef' || at.kind === 'Lambda' || at.kind === 'ClassDef') return true;
    return false;
  }
}

const known = new WeakMap<FunctionDef, ReadonlyMap<string, readonly Name[]>>();

/** The names in a function by their text; found once, for a function may wait for many things. */
function namesIn(owner: FunctionDef): ReadonlyMap<string, readonly Name[]> {
  const found = known.get(owner) ?? namesBelow(owner);
  known.set(owner, found);
  return found;
}

function namesBelow(owner: FunctionDef): ReadonlyMap<string, readonly Name[]> {
  const names = new Map<string, Name[]>();
  walk(owner, (node) => {
    if (node.kind !== 'Name') return;
    const others = names.get(node.name);
    if (others === undefined) names.set(node.name, [node]);
    else others.push(node);
  });
  return names;
}

function isTarget(name: Name, parents: ReadonlyMap<Node, Node>): boolean {
  let child: Node = name;
  for (let at = parents.get(name); at !== undefined; at = parents.get(at)) {
    if (at.kind === 'Assign') return at.targets.some((target) => target === child);
    if (at.kind === 'AnnAssign' || at.kind === 'NamedExpr') return at.target === child;
    if (at.kind === 'For' || at.kind === 'Comprehension') return at.target === child;
    if (at.kind !== 'Tuple' && at.kind !== 'List' && at.kind !== 'Starred') return false;
    child = at;
  }
  return false;
}

function binds({ target }: Comprehension, name: string): boolean {
  let found = false;
  walk(target, (node) => {
    found ||= node.kind === 'Name' && node.name === name;
  });
  return found;
}

/** Whether a `try` or `suppress` around a use, and not around the wait, takes what is wrong with it. */
export function isGuarded(use: Node, { parents, wait }: OutcomeSurroundings): boolean {
  let child = use;
  for (let at = parents.get(use); at !== undefined; at = parents.get(at)) {
    if (at.start <= wait.start && wait.end <= at.end) return false;
    if (at.kind === 'Try' && at.handlers.length > 0 && at.body.some((statement) => statement === child)) return true;
    if (at.kind === 'With' && at.items.some(({ context }) => isSuppressing(context))) return true;
    child = at;
  }
  return false;
}

function isSuppressing(context: Expression): boolean {
  return context.kind === 'Call' && lastNameOf(context.callee) === 'suppress';
}
