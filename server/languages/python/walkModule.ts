/** The one walk over a module: functions, calls with their fates, awaits and loops, in source order. */

import { givenBy } from './arguments.ts';
import { rangeOf } from '../../analysis/text.ts';
import type { AwaitFact, CallId, Fate, FunctionId, LoopFact, LoopId, MisuseUse } from '../../facts/facts.ts';
import { type CallSource, WrittenCall } from './callFacts.ts';
import type {
  AwaitingAssignment,
  Analysed,
  CallDraft,
  FunctionDraft,
  PlainUse,
  Place,
  ProtocolPlace,
  ReturnDraft,
  TryDraft,
} from './drafts.ts';
import { lambdaFact, functionFact, moduleFact } from './functionFacts.ts';
import type {
  Call,
  Compare,
  Expression,
  FormattedValue,
  FunctionDef,
  Lambda,
  Node,
  Parameter,
  Statement,
} from './parser/nodes.ts';
import { forEachChild } from './parser/walk.ts';
import { type ComprehensionNode, definitionScope, expressionScope } from './scopes.ts';
import type { SourceModule } from './sources.ts';
import { blockRange, isStatement } from './statements.ts';
import type { Inference } from './types/inference.ts';

export interface Walked extends Analysed {
  readonly awaits: readonly AwaitFact[];
}

export function walkModule(module: SourceModule, inference: Inference, isTest: boolean): Walked {
  const walker = new Walker(module, inference, isTest);
  walker.walk();
  return {
    module,
    inference,
    functions: walker.functions,
    calls: walker.calls,
    loops: walker.loops,
    callIds: walker.callIds,
    functionIds: walker.functionIds,
    dropped: walker.dropped,
    plainUses: walker.plainUses,
    protocolPlaces: walker.protocolPlaces,
    returns: walker.returns,
    awaitedNames: walker.awaitedNames,
    assignments: walker.assignments,
    attributes: walker.attributes,
    awaits: walker.awaits,
    tries: walker.tries,
    awaitingAssignments: walker.awaitingAssignments,
  };
}

class Walker {
  readonly functions: FunctionDraft[] = [];
  readonly calls: CallDraft[] = [];
  readonly awaits: AwaitFact[] = [];
  readonly loops: LoopFact[] = [];
  readonly tries: TryDraft[] = [];
  readonly awaitingAssignments: AwaitingAssignment[] = [];
  readonly callIds = new Map<Node, CallId>();
  readonly functionIds = new Map<Node, FunctionId>();
  readonly dropped: Analysed['dropped'][number][] = [];
  readonly plainUses: PlainUse[] = [];
  readonly protocolPlaces: ProtocolPlace[] = [];
  readonly returns: ReturnDraft[] = [];
  readonly awaitedNames: Analysed['awaitedNames'][number][] = [];
  readonly assignments: Analysed['assignments'][number][] = [];
  readonly attributes: Analysed['attributes'][number][] = [];
  private readonly module: SourceModule;
  private readonly inference: Inference;
  private readonly isTest: boolean;
  private readonly source: CallSource;

  constructor(module: SourceModule, inference: Inference, isTest: boolean) {
    this.module = module;
    this.inference = inference;
    this.isTest = isTest;
    this.source = { text: module.document.text, inference, functionIds: this.functionIds };
  }

  walk(): void {
    const { scope } = this.module.names;
    this.functions.push({ fact: moduleFact(this.module), node: undefined, parent: scope });
    const place: Place = { scope, function: 0, loop: undefined, statement: undefined, around: [] };
    this.statements(this.module.tree.body, place);
  }

  private statements(statements: readonly Statement[], place: Place): void {
    const { scope, function: owner, loop } = place;
    const around = place.statement === undefined ? place.around : [...place.around, place.statement];
    for (const statement of statements) this.statement(statement, { scope, function: owner, loop, statement, around });
  }

  private statement(statement: Statement, place: Place): void {
    switch (statement.kind) {
      case 'FunctionDef':
        this.definition(statement, place);
        return;
      case 'ClassDef': {
        this.expressions(statement.decorators, place, 'used');
        for (const argument of statement.arguments) this.expression(givenBy(argument), place, 'used');
        this.statements(statement.body, { ...place, scope: definitionScope(statement, place.scope) });
        return;
      }
      case 'Return':
        this.optional(statement.value, place, 'returned');
        if (statement.value !== undefined) {
          this.declared(statement.value, this.resultType(place), place);
          this.returns.push({ value: statement.value, place });
        }
        return;
      case 'Assign':
        this.expressions(statement.targets, place, 'used');
        this.assigned(statement.targets, statement.value, place);
        return;
      case 'AnnAssign':
        this.expression(statement.target, place, 'used');
        this.expression(statement.annotation, place, 'used');
        if (statement.value !== undefined) {
          this.assigned([statement.target], statement.value, place);
          this.declared(statement.value, statement.annotation, place);
        }
        return;
      case 'AugAssign':
        this.expression(statement.target, place, 'used');
        this.expression(statement.value, place, 'used');
        return;
      case 'For': {
        this.expression(statement.target, place, 'used');
        this.expression(statement.iterable, place, 'used');
        if (!statement.isAsync) this.plain(statement.iterable, place, 'items');
        this.protocolPlaces.push({ construct: 'for', node: statement, value: statement.iterable, place });
        const loop = this.loop(place, {
          kind: statement.isAsync ? 'async-for' : 'for',
          range: rangeOf(statement.start, statement.end),
          body: blockRange(statement.body, statement.colon),
          iterable: rangeOf(statement.iterable.start, statement.iterable.end),
          target: rangeOf(statement.target.start, statement.target.end),
        });
        this.statements(statement.body, { ...place, loop });
        this.statements(statement.orelse, place);
        return;
      }
      case 'With':
        for (const item of statement.items) {
          this.expression(item.context, place, 'used');
          this.optional(item.target, place, 'used');
          this.protocolPlaces.push({ construct: 'with', node: statement, value: item.context, place });
        }
        this.statements(statement.body, place);
        return;
      case 'While': {
        const loop = this.loop(place, {
          kind: 'while',
          range: rangeOf(statement.start, statement.end),
          body: blockRange(statement.body, statement.colon),
        });
        this.tested(statement.test, { ...place, loop });
        this.statements(statement.body, { ...place, loop });
        this.statements(statement.orelse, place);
        return;
      }
      case 'Try':
        this.tries.push({ node: statement, place });
        this.children(statement, place);
        return;
      case 'If':
        this.tested(statement.test, place);
        this.statements(statement.body, place);
        this.statements(statement.orelse, place);
        return;
      case 'Assert':
        this.tested(statement.test, place);
        this.optional(statement.message, place, 'used');
        return;
      case 'Expr':
        this.expression(statement.value, place, 'ignored');
        this.dropped.push({ expression: statement.value, statement, place });
        return;
      default:
        this.children(statement, place);
    }
  }

  /** Of the statement around an `await`. */
  private noteAssignment(place: Place): void {
    const { statement: node } = place;
    if (node?.kind !== 'Assign' && node?.kind !== 'AugAssign' && node?.kind !== 'AnnAssign') return;
    if (this.awaitingAssignments.at(-1)?.node !== node) this.awaitingAssignments.push({ node, place });
  }

  private children(node: Node, place: Place): void {
    forEachChild(node, (child) => this.child(child, place));
  }

  /** What stands below statements that give their parts no fate of their own. */
  private child(node: Node, place: Place): void {
    if (isStatement(node.kind)) this.statements([node as Statement], place);
    else if (containers.has(node.kind)) this.children(node, place);
    // Only expressions, patterns and names are left, and the walk over expressions passes the others by.
    else this.expression(node as Expression, place, 'used');
  }

  private assigned(targets: readonly Expression[], value: Expression, place: Place): void {
    const isPair = value.kind === 'Tuple' && targets.every((target) => target.kind === 'Tuple');
    const isName = targets.every((target) => target.kind === 'Name');
    const [name] = targets;
    if (targets.length === 1 && name?.kind === 'Name' && value.kind === 'Call')
      this.assignments.push({ name, value, place });
    if (targets.some(({ kind }) => kind === 'Tuple' || kind === 'List')) this.plain(value, place, 'items');
    const fate: Fate = isName ? 'assigned' : targets.some((target) => target.kind === 'Tuple') ? 'used' : 'stored';
    if (isPair && value.kind === 'Tuple') this.expressions(value.elements, place, 'assigned');
    else this.expression(value, place, fate);
  }

  private definition(node: FunctionDef, place: Place): void {
    this.expressions(node.decorators, place, 'used');
    const id = this.functions.length;
    this.functionIds.set(node, id);
    this.functions.push({
      fact: functionFact(this.inference, node, place, id, this.isTest),
      node,
      parent: place.scope,
    });
    this.parameters(node.parameters, place);
    this.optional(node.returns, place, 'used');
    this.statements(node.body, {
      scope: definitionScope(node, place.scope),
      function: id,
      loop: undefined,
      statement: undefined,
      around: [],
    });
  }

  private parameters(parameters: readonly Parameter[], place: Place): void {
    for (const parameter of parameters) {
      this.optional(parameter.annotation, place, 'used');
      this.optional(parameter.default, place, 'used');
    }
  }

  private expressions(expressions: readonly Expression[], place: Place, fate: Fate): void {
    for (const expression of expressions) this.expression(expression, place, fate);
  }

  private optional(expression: Expression | undefined, place: Place, fate: Fate): void {
    if (expression !== undefined) this.expression(expression, place, fate);
  }

  private expression(node: Expression, place: Place, fate: Fate): void {
    switch (node.kind) {
      case 'Call':
        this.call(node, place, fate);
        return;
      case 'Await': {
        const index = this.awaits.length;
        const fact: AwaitFact = {
          range: rangeOf(node.start, node.end),
          operand: rangeOf(node.value.start, node.value.end),
          function: place.function,
          ...(place.loop === undefined ? {} : { loop: place.loop }),
        };
        this.awaits.push(fact);
        this.noteAssignment(place);
        this.expression(node.value, place, 'awaited');
        const call = this.callIds.get(node.value);
        if (call !== undefined) this.awaits[index] = { ...fact, call };
        if (node.value.kind === 'Name') this.awaitedNames.push({ name: node.value, place });
        return;
      }
      case 'Lambda':
        this.lambda(node, place);
        return;
      case 'BoolOp':
        for (const [index, value] of node.values.entries()) {
          const isLast = index === node.values.length - 1;
          this.expression(value, place, isLast ? fate : 'tested');
          if (!isLast || fate === 'tested') this.plain(value, place, 'condition');
        }
        return;
      case 'Name':
      case 'Number':
      case 'String':
      case 'Constant':
        return;
      case 'IfExp':
        this.expression(node.body, place, fate);
        this.tested(node.test, place);
        this.expression(node.orelse, place, fate);
        return;
      case 'NamedExpr':
        this.expression(node.value, place, 'assigned');
        return;
      case 'UnaryOp':
        if (node.operator === 'not') this.tested(node.operand, place);
        else this.operand(node.operand, place);
        return;
      case 'BinOp':
        this.operand(node.left, place);
        this.operand(node.right, place);
        return;
      case 'Attribute':
        this.attributes.push({ node, place });
        this.expression(node.value, place, 'used');
        this.plain(node.value, place, 'member', node.name);
        return;
      case 'Subscript':
        this.expression(node.value, place, 'used');
        this.plain(node.value, place, 'items');
        this.expression(node.index, place, 'used');
        this.plain(node.index, place, 'argument');
        return;
      case 'JoinedString':
        this.formatted(node.fields, place);
        return;
      case 'Compare':
        this.expression(node.left, place, 'tested');
        this.expressions(node.comparators, place, 'tested');
        this.compared(node, place);
        return;
      case 'List':
      case 'Tuple':
      case 'Set':
        this.expressions(node.elements, place, 'collected');
        return;
      case 'Starred':
        this.expression(node.value, place, 'used');
        this.plain(node.value, place, 'items');
        return;
      case 'Dict':
        for (const entry of node.entries) {
          this.optional(entry.key, place, 'used');
          this.expression(entry.value, place, 'collected');
        }
        return;
      case 'Yield':
        this.optional(node.value, place, 'yielded');
        return;
      case 'YieldFrom':
        this.expression(node.value, place, 'yielded');
        return;
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GeneratorExp':
        this.comprehension(node, place);
        return;
      default:
        this.children(node, place);
    }
  }

  private tested(test: Expression, place: Place): void {
    this.expression(test, place, 'tested');
    this.plain(test, place, 'condition');
  }

  private formatted(fields: readonly FormattedValue[], place: Place): void {
    for (const { value, formatFields } of fields) {
      this.expression(value, place, 'used');
      this.plain(value, place, 'text');
      this.formatted(formatFields, place);
    }
  }

  private operand(node: Expression, place: Place): void {
    this.expression(node, place, 'used');
    this.plain(node, place, 'operand');
  }

  /** `is` compares objects, whatever they are; none is `True` or `False` that is not one of them. */
  private compared({ left, operators, comparators }: Compare, place: Place): void {
    for (const [index, operator] of operators.entries()) {
      const [one, other] = [index === 0 ? left : comparators[index - 1], comparators[index]];
      if ((operator === 'is' || operator === 'is not') && !isTruthValue(one) && !isTruthValue(other)) continue;
      const isMembership = operator === 'in' || operator === 'not in';
      if (one !== undefined && !isMembership) this.plain(one, place, 'comparison');
      if (other !== undefined) this.plain(other, place, isMembership ? 'items' : 'comparison');
    }
  }

  private plain(expression: Expression, place: Place, use: MisuseUse, member?: string): void {
    if (expression.kind !== 'Call' && expression.kind !== 'Name') return;
    this.plainUses.push(member === undefined ? { expression, use, place } : { expression, use, place, member });
  }

  private declared(expression: Expression, declared: Expression | undefined, place: Place): void {
    if (declared === undefined || (expression.kind !== 'Call' && expression.kind !== 'Name')) return;
    this.plainUses.push({ expression, use: 'declared', declared, place });
  }

  private resultType(place: Place): Expression | undefined {
    const node = this.functions[place.function]?.node;
    return node?.kind === 'FunctionDef' ? node.returns : undefined;
  }

  private call(node: Call, place: Place, fate: Fate): void {
    const id = this.calls.length;
    this.calls.push({ fact: new WrittenCall(this.source, node, id, fate, place), node, place });
    this.callIds.set(node, id);
    this.expression(node.callee, place, 'used');
    for (const argument of node.arguments) {
      this.expression(givenBy(argument), place, 'passed');
      if (argument.kind === 'Starred') this.plain(argument.value, place, 'items');
    }
  }

  private lambda(node: Lambda, place: Place): void {
    const id = this.functions.length;
    this.functionIds.set(node, id);
    this.functions.push({ fact: lambdaFact(node, place, id), node, parent: place.scope });
    this.parameters(node.parameters, place);
    this.expression(
      node.body,
      { ...place, scope: expressionScope(node, place.scope), function: id, loop: undefined },
      'returned',
    );
  }

  private comprehension(node: ComprehensionNode, place: Place): void {
    const scope = expressionScope(node, place.scope);
    const [first] = node.generators;
    const element = node.kind === 'DictComp' ? node.value : node.element;
    const loop = this.loop(place, {
      kind: 'comprehension',
      range: rangeOf(node.start, node.end),
      body: rangeOf(node.kind === 'DictComp' ? node.key.start : element.start, element.end),
      ...(first === undefined
        ? {}
        : {
            iterable: rangeOf(first.iterable.start, first.iterable.end),
            target: rangeOf(first.target.start, first.target.end),
          }),
    });
    const inside: Place = { ...place, scope, loop };
    if (node.kind === 'DictComp') this.expression(node.key, inside, 'used');
    this.expression(element, inside, 'collected');
    node.generators.forEach((generator, index) => {
      this.expression(generator.iterable, index === 0 ? place : inside, 'used');
      if (!generator.isAsync) this.plain(generator.iterable, index === 0 ? place : inside, 'items');
      const isLazy = node.kind === 'GeneratorExp';
      const around = index === 0 ? place : inside;
      this.protocolPlaces.push({ construct: 'for', node: generator, value: generator.iterable, isLazy, place: around });
      for (const condition of generator.conditions) this.tested(condition, inside);
    });
  }

  private loop(place: Place, loop: Omit<LoopFact, 'id' | 'function' | 'parent'>): LoopId {
    const id = this.loops.length;
    this.loops.push({
      id,
      function: place.function,
      ...loop,
      ...(place.loop === undefined ? {} : { parent: place.loop }),
    });
    return id;
  }
}

/** Nodes that hold expressions and statements without being either. */
const containers: ReadonlySet<string> = new Set<Node['kind']>([
  'WithItem',
  'MatchCase',
  'ExceptHandler',
  'Keyword',
  'DictEntry',
  'MatchValue',
  'MatchSequence',
  'MatchMapping',
  'MatchClass',
  'MatchKeyword',
  'MatchStar',
  'MatchAs',
  'MatchOr',
]);

function isTruthValue(expression: Expression | undefined): boolean {
  return expression?.kind === 'Constant' && (expression.value === 'True' || expression.value === 'False');
}
