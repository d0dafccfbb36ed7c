/** What code does with the outcomes of work that it has waited for: results and exceptions in one list, or tasks that are done. */

import { lastNameOf, symbolOf } from './callFacts.ts';
import { isGuarded, type OutcomeSurroundings, readsOf } from './outcomeVariables.ts';
import type { Attribute, Call, Expression, Name, Node } from './parser/nodes.ts';

/** The way from a value to an outcome in it: `each` item, then the one at a place, as `['each', 1]` for `zip(names, results)`. */
type Steps = readonly ('each' | number)[];

export const listOfOutcomes: Steps = ['each'];

/** Follows outcomes through the variables, loops and comprehensions of one function. */
export class OutcomeUses {
  /** Where an outcome is used as only a result can be. */
  readonly uses: Node[] = [];
  /** Whether some code may tell failures from results, or hands the outcomes on to others who may. */
  isLookedAt = false;
  /** Whether any code reads them. */
  isRead = false;
  /** Outcomes that are unpacked into variables of their own. */
  private readonly parts: OutcomeUses[] = [];
  private readonly around: OutcomeSurroundings;
  private readonly followed: Set<Node>;

  constructor(around: OutcomeSurroundings, followed: Set<Node> = new Set()) {
    this.around = around;
    this.followed = followed;
  }

  /** In source order; none where somebody looks. */
  get unchecked(): readonly Node[] {
    if (this.isLookedAt) return [];
    return [...this.uses, ...this.parts.flatMap((part) => part.unchecked)].sort(
      (one, other) => one.start - other.start,
    );
  }

  get isLookedAtAnywhere(): boolean {
    return this.isLookedAt || this.parts.some((part) => part.isLookedAtAnywhere);
  }

  get isReadAnywhere(): boolean {
    return this.isRead || this.parts.some((part) => part.isReadAnywhere);
  }

  /** What the node around does with a value that is an outcome, or holds some. */
  follow(node: Node, steps: Steps): void {
    const parent = this.around.parents.get(node);
    if (parent === undefined) return;
    switch (parent.kind) {
      case 'Expr':
      case 'Delete':
        return;
      case 'Assign':
        for (const target of parent.targets) if (target !== node) this.give(target, steps);
        return;
      case 'AnnAssign':
        if (parent.value === node) this.give(parent.target, steps);
        return;
      case 'NamedExpr':
        if (parent.value !== node) return;
        this.give(parent.target, steps);
        this.follow(parent, steps);
        return;
      case 'For':
      case 'Comprehension':
        if (parent.iterable === node) this.iterate(parent.isAsync ? undefined : parent.target, node, steps);
        else if (parent.kind === 'Comprehension' && parent.target !== node) this.isRead = true;
        return;
      case 'Subscript':
        if (parent.value !== node) this.look();
        else if (steps.length === 0) this.use(node);
        else if (parent.index.kind === 'Slice') this.follow(parent, steps);
        else this.follow(parent, steps.slice(1));
        return;
      case 'Attribute':
        this.member(parent, node, steps);
        return;
      case 'Call':
        if (parent.callee === node) this.useOf(node, steps);
        else this.argument(parent, node, steps);
        return;
      case 'Starred':
        this.spread(parent, node, steps);
        return;
      case 'Compare':
        this.compared(node, parent, steps);
        return;
      case 'BoolOp':
        this.isRead = true;
        if (parent.operator === 'or' || parent.values.at(-1) === node) this.follow(parent, steps);
        return;
      case 'UnaryOp':
        if (parent.operator === 'not') this.isRead = true;
        else this.useOf(node, steps);
        return;
      case 'IfExp':
        this.isRead = true;
        if (parent.test !== node) this.follow(parent, steps);
        return;
      // An exception is as true as most results: a test for that tells nobody anything.
      case 'If':
      case 'While':
      case 'Assert':
        this.isRead = true;
        return;
      case 'BinOp':
        // `'%s' % result` shows what it is.
        if (parent.operator === '%' && parent.right === node) this.look();
        else this.useOf(node, steps);
        return;
      case 'AugAssign':
        if (parent.value === node) this.useOf(node, steps);
        else this.look();
        return;
      case 'ListComp':
      case 'SetComp':
      case 'GeneratorExp':
        if (parent.element === node) this.follow(parent, ['each', ...steps]);
        return;
      case 'List':
      case 'Set':
      case 'Tuple':
        // `asyncio.wait({first, second})`
        if (this.around.parents.get(parent) !== this.around.wait) this.look();
        return;
      default:
        this.look();
    }
  }

  /** Follows what a variable is given. */
  give(target: Node, steps: Steps): void {
    switch (target.kind) {
      case 'Name':
        this.variable(target, steps);
        return;
      case 'Tuple':
      case 'List':
        this.unpack(target.elements, target, steps);
        return;
      default:
        this.look();
    }
  }

  private unpack(targets: readonly Expression[], whole: Node, [first, ...rest]: Steps): void {
    if (first === undefined) this.use(whole);
    else if (first === 'each')
      for (const target of targets) {
        const part = new OutcomeUses(this.around, this.followed);
        this.parts.push(part);
        if (target.kind === 'Starred') part.give(target.value, [first, ...rest]);
        else part.give(target, rest);
      }
    else if (targets.slice(0, first + 1).some(({ kind }) => kind === 'Starred')) this.look();
    else {
      const target = targets[first];
      if (target !== undefined) this.give(target, rest);
    }
  }

  private iterate(target: Node | undefined, iterated: Node, steps: Steps): void {
    this.isRead = true;
    const [first, ...rest] = steps;
    if (first === undefined) this.use(iterated);
    else if (first === 'each' && target !== undefined) this.give(target, rest);
    else this.look();
  }

  private variable(binding: Name, steps: Steps): void {
    if (this.followed.has(binding)) return;
    this.followed.add(binding);
    for (const { name, isInner } of readsOf(binding, this.around)) {
      if (isInner) this.look();
      else this.follow(name, steps);
    }
  }

  private member(member: Attribute, value: Node, steps: Steps): void {
    this.isRead = true;
    if (steps.length > 0) {
      if (!(this.around.content === 'tasks' && filling.has(member.name))) this.look();
    } else if (this.around.content === 'tasks') {
      if (!stateOfTasks.has(member.name)) this.look();
    } else if (ofExceptions.has(member.name) || member.name.startsWith('__')) this.look();
    else this.use(value);
  }

  private argument(call: Call, given: Node, steps: Steps): void {
    this.isRead = true;
    if (call === this.around.wait) return;
    const symbol = this.builtin(call);
    const [first] = call.arguments;
    switch (symbol) {
      case 'zip':
        this.follow(
          call,
          steps[0] === 'each' ? ['each', call.arguments.indexOf(given as Expression), ...steps.slice(1)] : steps,
        );
        return;
      case 'enumerate':
        this.follow(call, steps[0] === 'each' ? ['each', 1, ...steps.slice(1)] : steps);
        return;
      case 'list':
      case 'tuple':
      case 'set':
      case 'reversed':
      case 'iter':
        if (steps.length === 0) this.useOf(given, steps);
        else this.follow(call, steps);
        return;
      case 'any':
        // Of work that gives nothing, a failure is what is true.
        this.look();
        return;
      case 'filter':
        if (first?.kind === 'Constant' && steps.length > 0) this.follow(call, steps);
        else this.look();
        return;
      case 'len':
        if (steps.length === 0) this.useOf(given, steps);
        return;
      case 'sum':
      case 'max':
      case 'min':
      case 'all':
        if (call.arguments.length > 1 || steps.length > 1) this.look();
        else if (this.around.content === 'results') this.use(given);
        return;
      case 'int':
      case 'float':
      case 'dict':
      case 'sorted':
        if (steps.length === 0) this.useOf(given, steps);
        else this.look();
        return;
      default:
        if (steps.length === 0 && this.isAddedItemByItem(call)) this.useOf(given, steps);
        else this.look();
    }
  }

  /** `found.extend(result)` of a list, which goes over what it is given. */
  private isAddedItemByItem({ callee, arguments: given }: Call): boolean {
    if (callee.kind !== 'Attribute' || given.length !== 1) return false;
    if (callee.name !== 'extend' && callee.name !== 'update') return false;
    const { inference, scope } = this.around;
    const receiver = inference.valueOf(callee.value, scope);
    return receiver.kind === 'library-instance' && containers.has(receiver.type);
  }

  /** `chain(*results)` and `zip(*results)` go over each outcome. */
  private spread(starred: Node, list: Node, steps: Steps): void {
    const { parents } = this.around;
    const around = parents.get(starred);
    this.isRead = true;
    if (around === this.around.wait) return;
    if (around?.kind === 'List' && around.elements.length === 1 && steps.length > 0) this.follow(around, steps);
    else if (around?.kind === 'Call' && steps.length === 1 && this.goesOverAll(around)) this.use(list);
    else this.look();
  }

  private goesOverAll(call: Call): boolean {
    if (this.builtin(call) === 'zip') return true;
    const { inference, scope } = this.around;
    return lastNameOf(call.callee) === 'chain' && symbolOf(inference.valueOf(call.callee, scope)) === 'itertools.chain';
  }

  private compared(
    node: Node,
    { left, operators, comparators }: Extract<Node, { kind: 'Compare' }>,
    steps: Steps,
  ): void {
    this.isRead = true;
    const [operator, ...more] = operators;
    const [right] = comparators;
    if (more.length > 0 || operator === undefined) this.look();
    else if (operator === 'in' || operator === 'not in') {
      if (right === node && steps.length === 0) this.useOf(node, steps);
      else if (this.around.content === 'results') this.look();
    } else if (this.around.content === 'results' && !isNone(left === node ? right : left)) this.look();
  }

  private use(node: Node): void {
    this.isRead = true;
    if (this.around.content === 'tasks' || isGuarded(node, this.around)) this.isLookedAt = true;
    else this.uses.push(node);
  }

  /** Of a list of outcomes, other uses hand it on. */
  private useOf(node: Node, steps: Steps): void {
    if (steps.length === 0) this.use(node);
    else this.look();
  }

  private look(): void {
    this.isRead = true;
    this.isLookedAt = true;
  }

  private builtin({ callee }: Call): string | undefined {
    if (callee.kind !== 'Name') return undefined;
    const { inference, scope } = this.around;
    const symbol = symbolOf(inference.valueOf(callee, scope));
    return symbol?.startsWith('builtins.') === true ? symbol.slice('builtins.'.length) : undefined;
  }
}

function isNone(node: Node | undefined): boolean {
  return node?.kind === 'Constant' && node.value === 'None';
}

/** Members of exceptions. */
const ofExceptions: ReadonlySet<string> = new Set(['args', 'add_note', 'with_traceback']);

/** What tasks say without saying whether they have failed. */
const stateOfTasks: ReadonlySet<string> = new Set(['cancel', 'cancelled', 'done', 'get_name', 'set_name']);

/** Methods that change which tasks a container holds. */
const filling: ReadonlySet<string> = new Set(['add', 'append', 'clear', 'discard', 'remove']);

const containers: ReadonlySet<string> = new Set([
  'builtins.list',
  'builtins.dict',
  'builtins.set',
  'collections.deque',
  'collections.Counter',
  'collections.defaultdict',
]);
