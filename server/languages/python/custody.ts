/** Who may close what a variable holds: the function itself, somebody it is handed to, or nobody. */

import { givenBy } from './arguments.ts';
import type { Analysed } from './drafts.ts';
import { isPlaceholder, walkOwnBody } from './functionBodies.ts';
import type { Resource } from './library/resources.ts';
import type { Call, FunctionDef, Lambda, Name, Node, Statement } from './parser/nodes.ts';
import { forEachChild } from './parser/walk.ts';

/** `own`: nobody but the function itself; `others`: somebody else may, or something manages it, or nobody can tell. */
export type Custody =
  | {
      readonly kind: 'own';
      /** Statements that do nothing but close it, in source order. */
      readonly closings: readonly Statement[];
      readonly uses: readonly Name[];
      /** Something that can be used only as long as it is open is given back. */
      readonly isOutlived: boolean;
    }
  | { readonly kind: 'others' };

/** A variable or a parameter of a function. */
export interface Holder {
  readonly name: string;
  readonly owner: FunctionDef;
  readonly resource: Resource;
  /** Whether a use of the name in the function itself may mean the resource. */
  readonly mayHoldIt: (use: Name) => boolean;
}

export function custodyOf(analysed: Analysed, holder: Holder): Custody {
  return new Search(analysed, holder, 0).custody();
}

/** Functions that a resource is handed on through are followed this far. */
const deepest = 3;

class Search {
  private readonly analysed: Analysed;
  private readonly holder: Holder;
  private readonly depth: number;
  private readonly around: Node[] = [];
  private readonly closings: Statement[] = [];
  private readonly uses: Name[] = [];
  private readonly lasting = new Set<string>();
  private isOutlived = false;
  private isHandedOn = false;

  constructor(analysed: Analysed, holder: Holder, depth: number) {
    this.analysed = analysed;
    this.holder = holder;
    this.depth = depth;
  }

  custody(): Custody {
    for (const statement of this.holder.owner.body) this.visit(statement);
    if (this.isHandedOn) return { kind: 'others' };
    const { closings, uses } = this;
    return { kind: 'own', closings, uses, isOutlived: this.isOutlived || givesBack(this.holder.owner, this.lasting) };
  }

  private readonly visit = (node: Node): void => {
    if (this.isHandedOn) return;
    if (node.kind === 'Name') {
      if (node.name === this.holder.name) this.use(node);
      return;
    }
    if ((node.kind === 'FunctionDef' || node.kind === 'Lambda') && hidesName(node, this.holder.name)) return;
    this.around.push(node);
    forEachChild(node, this.visit);
    this.around.pop();
  };

  private use(node: Name): void {
    const isInner = this.around.some(({ kind }) => kind === 'FunctionDef' || kind === 'Lambda' || kind === 'ClassDef');
    if (!isInner && (isBound(node, this.around) || !this.holder.mayHoldIt(node))) return;
    this.uses.push(node);
    // What is defined inside may outlive the function.
    if (isInner || this.hands(node, this.around.length - 1)) this.isHandedOn = true;
  }

  /** Whether somebody else gets hold of a value by where it stands: in the node around it at an index. */
  private hands(node: Node, index: number): boolean {
    const parent = this.around[index];
    switch (parent?.kind) {
      case 'Attribute':
        return this.handsByMember(parent.name, parent, index - 1);
      case 'Call':
        return parent.callee === node || this.handsTo(parent, node);
      case 'Keyword': {
        const call = this.around[index - 1];
        return call?.kind !== 'Call' || this.handsTo(call, node);
      }
      case 'BoolOp':
        return this.hands(parent, index - 1);
      case 'IfExp':
        return parent.test !== node && this.hands(parent, index - 1);
      case 'Subscript':
        return parent.value !== node;
      case 'Compare':
      case 'UnaryOp':
      case 'FormattedValue':
      case 'If':
      case 'While':
      case 'Assert':
      case 'Expr':
      case 'Await':
      case 'Delete':
      case 'For':
      case 'Comprehension':
        return false;
      default:
        return true;
    }
  }

  private handsByMember(member: string, node: Node, index: number): boolean {
    const { closers, keepers, lasting } = this.holder.resource;
    const parent = this.around[index];
    const call = parent?.kind === 'Call' && parent.callee === node ? parent : undefined;
    if (closers.has(member)) return call === undefined || !this.closes(index - 1);
    if (member.startsWith('_')) return true;
    if (call === undefined) return !isReadBy(parent, node);
    if (telling.has(member)) return false;
    if (lasting.has(member)) this.noteLasting(index - 1);
    return this.handsResult(call, index - 1, keepers.has(member));
  }

  private noteLasting(index: number): void {
    const parent = this.around[this.around[index]?.kind === 'Await' ? index - 1 : index];
    if (parent?.kind === 'Return' || parent?.kind === 'Yield') this.isOutlived = true;
    if (parent?.kind !== 'Assign') return;
    for (const target of parent.targets) if (target.kind === 'Name') this.lasting.add(target.name);
  }

  /** Whether a call that closes is a statement of its own, which is noted. */
  private closes(index: number): boolean {
    const parent = this.around[index];
    const isAwaited = parent?.kind === 'Await';
    const statement = this.around[isAwaited ? index - 1 : index];
    if (statement?.kind !== 'Expr') return false;
    this.closings.push(statement);
    return true;
  }

  /** What a member gives may hold the resource. */
  private handsResult(call: Call, index: number, isKeeping: boolean): boolean {
    const parent = this.around[index];
    if (parent?.kind === 'WithItem' || parent?.kind === 'Expr') return false;
    if (parent?.kind === 'For' || parent?.kind === 'Comprehension') return false;
    if (isKeeping) return this.around[parent?.kind === 'Await' ? index - 1 : index]?.kind !== 'WithItem';
    if (parent?.kind === 'Await' || isReadBy(parent, call)) return false;
    if (parent?.kind === 'Return' || parent?.kind === 'Yield') return true;
    const id = this.analysed.callIds.get(call);
    return id === undefined || this.analysed.calls[id]?.fact.awaitable.awaitability !== 'always';
  }

  /** Whether a function that is given the resource may close or keep it. */
  private handsTo(call: Call, given: Node): boolean {
    const { callee } = call;
    if (callee.kind === 'Name' && showing.has(callee.name)) return false;
    const id = this.analysed.callIds.get(call);
    const place = id === undefined ? undefined : this.analysed.calls[id]?.place;
    if (place === undefined || this.depth >= deepest) return true;
    const called = this.analysed.inference.valueOf(callee, place.scope);
    if (called.kind !== 'function' || called.wraps !== undefined) return true;
    const { node } = called.function;
    const name = parameterFor(node, call, given, called.receiver !== undefined);
    if (name === undefined || node.decorators.length > 0 || node.isGenerator || isPlaceholder(node)) return true;
    const holder: Holder = { name, owner: node, resource: this.holder.resource, mayHoldIt: () => true };
    const custody = new Search(this.analysed, holder, this.depth + 1).custody();
    return custody.kind === 'others' || custody.closings.length > 0;
  }
}

/** Builtins that keep nothing of what they are given. */
const showing: ReadonlySet<string> = new Set(['print', 'isinstance', 'id', 'type', 'repr', 'str', 'bool', 'hasattr']);

/** Members that only tell about a connection. */
const telling: ReadonlySet<string> = new Set(['get_extra_info', 'is_closing', 'is_closed', 'can_write_eof']);

function hidesName({ parameters }: FunctionDef | Lambda, name: string): boolean {
  return parameters.some((parameter) => parameter.name === name);
}

/** Whether a function gives back what one of the names holds. */
function givesBack(owner: FunctionDef, names: ReadonlySet<string>): boolean {
  let found = false;
  if (names.size > 0)
    walkOwnBody(owner, (node) => {
      if (node.kind !== 'Return' && node.kind !== 'Yield') return;
      found ||= node.value?.kind === 'Name' && names.has(node.value.name);
    });
  return found;
}

/** Whether a name is written where it is given a value; `around` is what it stands in, outermost first. */
function isBound(name: Name, around: readonly Node[]): boolean {
  let index = around.length - 1;
  let node: Node = name;
  for (let parent = around[index]; parent !== undefined && isList(parent); parent = around[--index]) node = parent;
  const parent = around[index];
  if (parent?.kind === 'Assign') return parent.targets.some((target) => target === node);
  return parent !== undefined && 'target' in parent && parent.target === node;
}

function isList({ kind }: Node): boolean {
  return kind === 'Tuple' || kind === 'List' || kind === 'Starred';
}

/** Whether code only looks at a value: tests, compares or shows it, or goes on to a part of it. */
function isReadBy(parent: Node | undefined, node: Node): boolean {
  switch (parent?.kind) {
    case 'Attribute':
    case 'Compare':
    case 'UnaryOp':
    case 'FormattedValue':
    case 'If':
    case 'While':
    case 'Assert':
    case 'Expr':
      return true;
    case 'Subscript':
      return parent.value === node;
    case 'Assign':
      return parent.value !== node;
    case 'IfExp':
      return parent.test === node;
    default:
      return false;
  }
}

/** The parameter that an argument of a call is for. */
function parameterFor(node: FunctionDef, call: Call, given: Node, isBoundMethod: boolean): string | undefined {
  if (call.arguments.some((argument) => argument.kind === 'Starred')) return undefined;
  const index = call.arguments.findIndex((argument) => givenBy(argument) === given);
  const argument = call.arguments[index];
  if (argument === undefined) return undefined;
  const named = argument.kind === 'Keyword' ? argument.name?.text : undefined;
  if (named !== undefined) {
    const parameter = node.parameters.find(
      ({ name, form }) => name === named && form !== 'items' && form !== 'keywords',
    );
    return parameter?.name;
  }
  if (argument.kind === 'Keyword') return undefined;
  const parameter = node.parameters[index + (isBoundMethod ? 1 : 0)];
  return parameter !== undefined && /^positional/.test(parameter.form) ? parameter.name : undefined;
}
