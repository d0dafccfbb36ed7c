/**
 * Light inference: which function does an expression reach, and what does calling it give? A name means everything that
 * may be bound to it where it is used, and where these disagree the answer is unknown.
 */

import type { AwaitableFact, Evidence } from '../../../facts/facts.ts';
import type { ResolvedModule } from '../modules.ts';
import type { ClassDef, Expression, FunctionDef, Subscript } from '../parser/nodes.ts';
import { type Binding, definitionScope, expressionScope, type Scope, scopeOfName } from '../scopes.ts';
import { canonicalName } from '../library/names.ts';
import { isBuiltin, isStandardLibrary } from '../library/standardLibrary.ts';
import type { SourceModule } from '../sources.ts';
import { standardName } from '../standardStubs.ts';
import type { Reading } from '../reading.ts';
import { annotationValue } from './annotations.ts';
import { filled } from './contents.ts';
import { bindingsAt, isAccessor, isBareFinal, isDeclared } from './bindings.ts';
import { callResult, callValue, decoratedFunction } from './calls.ts';
import type { CallSite } from './callSites.ts';
import { type Ancestor, lineageOf } from './classes.ts';
import { installedValue, standardValue } from './installed.ts';
import { classMember, memberOf, propertyOf } from './members.ts';
import { mayBeNarrowed, narrowedValue } from './narrowing.ts';
import { binaryResult, subscripted } from './operations.ts';
import { parameterValue } from './parameters.ts';
import { awaited, elementOf, entered, unpacked, withoutNone } from './protocols.ts';
import {
  alternatives,
  type ClassInstance,
  type ClassSymbol,
  type FunctionSymbol,
  instanceOf,
  library,
  listOf,
  none,
  plain,
  unionOf,
  unknown,
  type Value,
} from './values.ts';

/** Deeper questions than this are not worth their time; the answer is unknown. */
const deepest = 60;
/** Steps one question may take. */
const longest = 20_000;

/** A value that is handed on through more functions is not followed: without annotations, everything leads to everything. */
const mostRounds = 2;

/**
 * Answers by what was asked about. A number is the depth at which a question was asked that is still being answered; until
 * then, what asks it again is told that it is unknown.
 */
type Answers = Known<unknown, Value | Provisional | Shallow | number>;

type MapLike<Key, T> = Pick<Map<Key, T>, 'get'> & { set(key: Key, value: T): unknown };

/** What was found out, by what was asked. */
class Known<Question, Answer> extends Map<Question, Answer> {
  /** Those of the answers about other files that rest on the file that is looked at; `undefined` where nobody asks. */
  readonly restingOnOwn: Set<Question> | undefined;

  constructor(isAboutOthers: boolean) {
    super();
    this.restingOnOwn = isAboutOthers ? new Set() : undefined;
  }

  forget(question: Question): void {
    this.delete(question);
    this.restingOnOwn?.delete(question);
  }
}

/** An answer that holds if a question which is still open turns out to be unknown. */
class Provisional {
  readonly value: Value;
  /** The depth of the outermost such question. */
  readonly lowest: number;
  /** The same for good. */
  readonly settled: Value | Shallow;
  readonly answers: Answers;
  readonly question: unknown;

  constructor(value: Value, settled: Value | Shallow, lowest: number, answers: Answers, question: unknown) {
    this.value = value;
    this.settled = settled;
    this.lowest = lowest;
    this.answers = answers;
    this.question = question;
  }
}

/** An answer for which something was too deep. Whoever asks from as deep, or deeper, would learn no more. */
class Shallow {
  readonly value: Value;
  readonly depth: number;

  constructor(value: Value, depth: number) {
    this.value = value;
    this.depth = depth;
  }
}

/** The depth of what was given up as too long, which holds for nobody else. */
const givenUp = -1;

/** What was found about code that several files look at. It holds for all that see the same packages, until a text changes. */
export class SharedAnswers {
  readonly values: Answers;
  readonly bindings: Answers;
  readonly annotations: Answers;
  readonly installedNames: Answers;
  readonly lineages: Known<ClassSymbol, readonly Ancestor[]>;
  readonly callSites: Known<FunctionDef, readonly CallSite[]>;
  readonly classes: Map<ClassDef, ClassSymbol>;
  /** Objects of other files' classes may be made anew after each edit. */
  private readonly members: MapLike<ClassValue, Known<string, Value>>;
  private readonly properties = new Map<ClassSymbol, Known<string, FunctionSymbol | 'none'>>();
  private readonly objects: Map<ClassSymbol, Known<Evidence, ClassInstance>>;
  /** How many times over callers may be asked what they give a parameter. */
  readonly rounds: number;
  private readonly isAboutOthers: boolean;
  #ofCallers: SharedAnswers | undefined;

  /** `isAboutOthers`: of files whose answers are kept while the one that is looked at changes. */
  constructor(isAboutOthers = false, of?: SharedAnswers) {
    this.isAboutOthers = isAboutOthers;
    this.values = new Known(isAboutOthers);
    this.bindings = new Known(isAboutOthers);
    this.annotations = new Known(isAboutOthers);
    this.installedNames = new Known(isAboutOthers);
    this.lineages = new Known(isAboutOthers);
    this.callSites = new Known(isAboutOthers);
    this.members = isAboutOthers ? new WeakMap() : new Map();
    this.classes = of?.classes ?? new Map();
    this.objects = of?.objects ?? new Map();
    this.rounds = of === undefined ? mostRounds : of.rounds - 1;
  }

  membersOf(receiver: ClassValue): Known<string, Value> {
    return this.within(this.members, receiver);
  }

  propertiesOf(owner: ClassSymbol): Known<string, FunctionSymbol | 'none'> {
    return this.within(this.properties, owner);
  }

  objectsOf(owner: ClassSymbol): Known<Evidence, ClassInstance> {
    return this.within(this.objects, owner);
  }

  private within<Key, Question, Answer>(
    maps: MapLike<Key, Known<Question, Answer>>,
    key: Key,
  ): Known<Question, Answer> {
    let found = maps.get(key);
    if (found === undefined) {
      found = new Known(this.isAboutOthers);
      maps.set(key, found);
    }
    return found;
  }

  /** What callers know, whose own callers are asked one time less. Classes are the same ones. */
  get ofCallers(): SharedAnswers {
    this.#ofCallers ??= new SharedAnswers(this.isAboutOthers, this);
    return this.#ofCallers;
  }
}

type ClassValue = Extract<Value, { kind: 'class' | 'instance' }>;

export class Inference {
  readonly reading: Reading;
  /** About other files. */
  private others: SharedAnswers;
  /** What other files may ask of this one. */
  private shared: SharedAnswers;
  /** What is inside of the functions of the file concerns nobody else. */
  private own = new SharedAnswers();
  private lowest = Number.POSITIVE_INFINITY;
  /** Whether something was too deep for the answer that is being made. */
  private wasTooDeep = false;
  private readonly provisional: Provisional[] = [];
  /** Forget the answers about others that rest on the file itself. */
  private readonly resting: (() => void)[] = [];
  private depth = 0;
  private steps = 0;

  /** `shared` may come from other files where the reading is not recorded. */
  constructor(reading: Reading, shared?: SharedAnswers) {
    this.reading = reading;
    this.shared = shared ?? new SharedAnswers();
    this.others = shared ?? new SharedAnswers(true);
  }

  /**
   * Gets ready for another text of the file, while all others are as they were: what was found out about those is kept as
   * far as it does not rest on the file itself. False where that cannot be told.
   */
  renew(): boolean {
    if (!this.reading.renew()) return false;
    for (const forget of this.resting.splice(0)) forget();
    this.shared = new SharedAnswers();
    this.own = new SharedAnswers();
    return true;
  }

  valueOf(expression: Expression, scope: Scope): Value {
    // Of every second expression the kind says all, so that there is nothing to remember.
    const written = writtenValue(expression);
    if (written !== undefined) return written;
    const named = expression.kind === 'Name' ? this.plainName(expression.name, scope) : undefined;
    if (named !== undefined) return named;
    const answers = this.answersFor(scope).values;
    return this.answered(answers, expression) ?? this.computed(answers, expression, scope);
  }

  /** Apart from `valueOf`, since a function that is made there takes memory at each call, and most answers are known. */
  private computed(answers: Answers, expression: Expression, scope: Scope): Value {
    return this.answer(answers, expression, () => this.compute(expression, scope));
  }

  /** What a name means that is bound once, or nowhere: its binding remembers its value. `undefined` for all others. */
  private plainName(name: string, scope: Scope): Value | undefined {
    const bindings = scopeOfName(name, scope)?.bindings.get(name);
    if (bindings === undefined) return scope.root?.starImports.length === 0 ? builtinValue(name) : undefined;
    const [only] = bindings;
    return only === undefined || bindings.length > 1 || mayBeNarrowed(scope) ? undefined : this.bindingValue(only);
  }

  /** The value of a variable annotated with the expression. */
  annotation(expression: Expression, scope: Scope): Value {
    const answers = this.answersFor(scope).annotations;
    return this.answered(answers, expression) ?? this.computedAnnotation(answers, expression, scope);
  }

  private computedAnnotation(answers: Answers, expression: Expression, scope: Scope): Value {
    return this.answer(answers, expression, () => annotationValue(this, expression, scope));
  }

  memberOf(value: Value, name: string): Value {
    return memberOf(this, value, name);
  }

  /** What stubs and installed packages say of a library's full name; `undefined` where they say nothing. */
  installed(symbol: string): Value | undefined {
    const isStandard = isStandardLibrary(symbol);
    if (isStandard && standardName(symbol) === undefined) return undefined;
    const find = isStandard ? standardValue : installedValue;
    const answers = this.others.installedNames;
    const value = this.answered(answers, symbol) ?? this.answer(answers, symbol, () => find(this, symbol) ?? unknown);
    return value.kind === 'unknown' ? undefined : value;
  }

  /** Whether callers may be asked what they give a parameter. */
  get mayAskCallers(): boolean {
    return this.shared.rounds > 0;
  }

  /** Answers a question as a caller of a function would. */
  asCaller<Answer>(question: () => Answer): Answer {
    const { others, shared, own } = this;
    this.others = others.ofCallers;
    this.shared = shared.ofCallers;
    this.own = own.ofCallers;
    try {
      return question();
    } finally {
      this.others = others;
      this.shared = shared;
      this.own = own;
    }
  }

  /** The calls that reach a function in a scope, found once. */
  callSites(owner: FunctionDef, parent: Scope, find: () => readonly CallSite[]): readonly CallSite[] {
    return this.kept(this.openAnswersFor(parent).callSites, owner, find);
  }

  callResult(callee: Value): Value {
    return callResult(this, callee);
  }

  /** What a name means where it is used; `at` is the offset of the use. */
  nameValue(name: string, scope: Scope, at: number): Value {
    if (scopeOfName(name, scope) !== undefined) {
      const value = this.bindingsValue(this.bindingsAt(name, scope, at));
      return value.kind === 'unknown' ? this.declaredValue(name, scope) : value;
    }
    return scope.root === undefined ? unknown : this.unboundName(name, scope.root.path, scope);
  }

  /** A variable keeps the type that is written for it, whatever of unknown type it is given later. */
  private declaredValue(name: string, scope: Scope): Value {
    const bindings = this.bindingsOf(name, scope);
    if (bindings.length < 2) return unknown;
    const declared = bindings.filter((binding) => isDeclared(binding) && binding.kind !== 'parameter');
    const value = this.bindingsValue(declared);
    return value.kind === 'union' && declared.length > 1 ? unknown : value;
  }

  /** The bindings of a name where it is used, for those who look at definitions and not at values. */
  bindingsOf(name: string, scope: Scope): readonly Binding[] {
    return scopeOfName(name, scope)?.bindings.get(name) ?? [];
  }

  /** The bindings that a name may have at an offset. */
  bindingsAt(name: string, scope: Scope, at: number): readonly Binding[] {
    return bindingsAt(this.bindingsOf(name, scope), scope, at);
  }

  /** What a name bound in several places means. */
  bindingsValue(bindings: readonly Binding[]): Value {
    const [only] = bindings;
    if (bindings.length === 1 && only !== undefined) return this.bindingValue(only);
    if (bindings.length > 24) return unknown;
    const declared: Value[] = [];
    const others: Value[] = [];
    const visible = bindings.filter((binding) => !isAccessor(binding) && !this.isOverload(binding));
    for (const binding of visible.length > 0 ? visible : bindings) {
      if (isDeclared(binding)) declared.push(this.bindingValue(binding));
      else others.push(this.bindingValue(binding));
    }
    if (declared.length === 0) return unionOf(others);
    return unionOf([...declared, ...others.filter((value) => value.kind !== 'unknown')]);
  }

  classSymbol(node: ClassDef, parent: Scope): ClassSymbol {
    const { classes } = this.openAnswersFor(parent);
    let symbol = classes.get(node);
    if (symbol === undefined) {
      symbol = { node, parent, body: definitionScope(node, parent) };
      classes.set(node, symbol);
    }
    return symbol;
  }

  /** The class itself and those it inherits from, in the order in which Python asks them. */
  lineageOf(owner: ClassSymbol): readonly Ancestor[] {
    return this.kept(this.openAnswersFor(owner.parent).lineages, owner, () => lineageOf(this, owner));
  }

  /** One object for all instances of a class, so that its members are remembered. */
  objectOf(owner: ClassSymbol, evidence: Evidence, awaitable: () => AwaitableFact): ClassInstance {
    const objects = this.openAnswersFor(owner.parent).objectsOf(owner);
    return this.kept(objects, evidence, () => ({ kind: 'instance', class: owner, awaitable: awaitable() }));
  }

  memberOfClass(receiver: ClassValue, name: string): Value {
    // Objects of generic classes are made for each use.
    if (receiver.kind === 'instance' && receiver.arguments !== undefined) return classMember(this, receiver, name);
    const members = this.openAnswersFor(receiver.class.parent).membersOf(receiver);
    return this.kept(members, name, () => classMember(this, receiver, name));
  }

  /** The function behind a property of the class's instances. */
  propertyOf(owner: ClassSymbol, name: string): FunctionSymbol | undefined {
    const properties = this.openAnswersFor(owner.parent).propertiesOf(owner);
    const found = this.kept(properties, name, () => propertyOf(this, owner, name) ?? 'none');
    return found === 'none' ? undefined : found;
  }

  /** A name bound at the top of a module, star imports included; `undefined` where there is none. */
  moduleMember(module: SourceModule, name: string, visited: ReadonlySet<string> = new Set()): Value | undefined {
    const path = module.document.path;
    if (visited.has(path)) return undefined;
    const bindings = module.names.scope.bindings.get(name);
    if (bindings !== undefined) {
      const later = module.names.starImports.some(
        (star) =>
          star.start > Math.max(...bindings.map((binding) => binding.at)) && this.starModule(star, path) === undefined,
      );
      return later ? unknown : this.bindingsValue(bindings);
    }
    for (const star of module.names.starImports) {
      const target = this.starModule(star, path);
      if (target === undefined) return unknown;
      const found = this.starMember(target, name, new Set([...visited, path]));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  resolved(answer: ResolvedModule): Value {
    switch (answer.kind) {
      case 'module':
        return answer;
      case 'namespace':
        return answer;
      case 'library':
        return library(canonicalName(answer.name));
      case 'missing':
        return unknown;
    }
  }

  private starModule(
    star: { readonly module: string; readonly level: number },
    from: string,
  ): SourceModule | undefined {
    const answer = this.reading.resolve(star.module, star.level, from);
    return answer.kind === 'module' ? answer.module : undefined;
  }

  /** `from module import *` brings what `__all__` lists, or else every name without a leading underscore. */
  private starMember(module: SourceModule, name: string, visited: ReadonlySet<string>): Value | undefined {
    if (name.startsWith('_') && !module.names.scope.bindings.has('__all__')) return undefined;
    return this.moduleMember(module, name, visited);
  }

  private unboundName(name: string, path: string, scope: Scope): Value {
    for (const star of scope.root?.starImports ?? []) {
      const target = this.starModule(star, path);
      if (target === undefined) return unknown;
      const found = this.starMember(target, name, new Set([path]));
      if (found !== undefined) return found;
    }
    return builtinValue(name);
  }

  private bindingValue(binding: Binding): Value {
    const answers = this.answersFor(binding.scope).bindings;
    return this.answered(answers, binding) ?? this.computedBinding(answers, binding);
  }

  private computedBinding(answers: Answers, binding: Binding): Value {
    return this.answer(answers, binding, () => this.computeBinding(binding));
  }

  private computeBinding(binding: Binding): Value {
    const { scope } = binding;
    const path = scope.root?.path ?? '';
    switch (binding.kind) {
      case 'function':
        return decoratedFunction(this, binding.node, scope);
      case 'class':
        return { kind: 'class', class: this.classSymbol(binding.node, scope) };
      case 'import':
        return this.resolved(this.reading.resolve(binding.module, 0, path));
      case 'from-import': {
        const { module, level } = binding.statement;
        const source = this.reading.resolve(module, level, path);
        // `from . import mod` in a package's own `__init__` means the module beside it.
        if (source.kind === 'module' && source.module.document.path === path) {
          const slash = path.lastIndexOf('/');
          return this.resolved(this.reading.submodule(path.slice(0, slash), binding.imported));
        }
        return this.memberOf(this.resolved(source), binding.imported);
      }
      case 'parameter':
        return parameterValue(this, binding.parameter, binding.owner, scope);
      case 'value': {
        if (binding.annotation !== undefined) {
          const declared = this.annotation(binding.annotation, scope);
          if (declared.kind !== 'unknown' || binding.path.length > 0) return declared;
          // `x: Final = value` and `x: Any = value` differ; only the first says what its value says.
          return isBareFinal(binding.annotation) ? this.valueOf(binding.value, scope) : unknown;
        }
        return unpacked(filled(this, binding, this.valueOf(binding.value, scope)), binding.path);
      }
      case 'iteration':
        return unpacked(elementOf(this.valueOf(binding.iterable, scope), binding.isAsync), binding.path);
      case 'manager':
        return unpacked(entered(this, this.valueOf(binding.context, scope), binding.isAsync), binding.path);
      case 'declaration':
        return this.annotation(binding.annotation, scope);
      case 'type-alias':
      case 'opaque':
        return unknown;
    }
  }

  /** Whether it only declares a way to call a function that is defined below. */
  isOverload(binding: Binding): boolean {
    return (
      binding.kind === 'function' &&
      binding.node.decorators.some((decorator) => {
        const value = this.valueOf(decorator, binding.scope);
        return value.kind === 'library' && value.symbol === 'typing.overload';
      })
    );
  }

  /** It makes no function, for that would take memory at each call, of whatever expression. */
  private compute(expression: Expression, scope: Scope): Value {
    switch (expression.kind) {
      case 'Name':
        return narrowedValue(this, expression, scope) ?? this.nameValue(expression.name, scope, expression.start);
      case 'Attribute':
        return (
          narrowedValue(this, expression, scope) ??
          this.memberOf(this.valueOf(expression.value, scope), expression.name)
        );
      case 'Call':
        return callValue(this, expression, scope);
      case 'Await':
        return awaited(this, this.valueOf(expression.value, scope));
      case 'NamedExpr':
        return this.valueOf(expression.value, scope);
      case 'IfExp':
        return unionOf([this.valueOf(expression.body, scope), this.valueOf(expression.orelse, scope)]);
      case 'BoolOp':
        return unionOf(this.valuesOf(expression.values, scope).map(withoutNone));
      case 'Lambda':
        return { kind: 'lambda', node: expression, scope: expressionScope(expression, scope) };
      case 'UnaryOp':
        return expression.operator === 'not' ? plain : this.valueOf(expression.operand, scope);
      case 'BinOp':
        return binaryResult(
          expression.operator,
          this.valueOf(expression.left, scope),
          this.valueOf(expression.right, scope),
        );
      case 'Tuple':
        return expression.elements.some((element) => element.kind === 'Starred')
          ? instanceOf('builtins.tuple')
          : { kind: 'tuple', items: this.valuesOf(expression.elements, scope) };
      case 'List':
        return listOf(this.elementsValue(expression.elements, scope));
      case 'Set':
        return instanceOf('builtins.set', this.elementsValue(expression.elements, scope));
      case 'Dict':
        return instanceOf(
          'builtins.dict',
          unknown,
          this.elementsValue(
            expression.entries.map((entry) => entry.value),
            scope,
          ),
        );
      case 'ListComp':
        return listOf(this.valueOf(expression.element, expressionScope(expression, scope)));
      case 'SetComp':
        return instanceOf('builtins.set', this.valueOf(expression.element, expressionScope(expression, scope)));
      case 'GeneratorExp':
        return instanceOf(
          expression.generators.some((generator) => generator.isAsync) ? 'typing.AsyncGenerator' : 'typing.Generator',
          this.valueOf(expression.element, expressionScope(expression, scope)),
        );
      case 'DictComp':
        return instanceOf('builtins.dict', unknown, this.valueOf(expression.value, expressionScope(expression, scope)));
      case 'Subscript':
        return this.itemOf(expression, scope);
      default:
        return unknown;
    }
  }

  private valuesOf(expressions: readonly Expression[], scope: Scope): readonly Value[] {
    return expressions.map((each) => this.valueOf(each, scope));
  }

  private itemOf({ value, index }: Subscript, scope: Scope): Value {
    const text = scope.root?.text ?? '';
    return unionOf(alternatives(this.valueOf(value, scope)).map((each) => subscripted(each, index, text)));
  }

  private elementsValue(elements: readonly Expression[], scope: Scope): Value {
    if (elements.length === 0) return unknown;
    if (elements.length > 8 || elements.some((element) => element.kind === 'Starred')) return unknown;
    return unionOf(this.valuesOf(elements, scope));
  }

  /** Keeps an answer unless it rests on a question that is still open. */
  private kept<Question, Answer>(known: Known<Question, Answer>, question: Question, compute: () => Answer): Answer {
    const found = known.get(question);
    if (found !== undefined) {
      if (known.restingOnOwn?.has(question) === true) this.reading.touches++;
      return found;
    }
    const { lowest: before, wasTooDeep } = this;
    this.lowest = Number.POSITIVE_INFINITY;
    this.wasTooDeep = false;
    const about = this.reading.begin(known.restingOnOwn !== undefined);
    const { touches } = this.reading;
    const made = compute();
    this.reading.isAboutOthers = about;
    if (this.reading.touches !== touches) this.noteResting(known, question);
    if (this.lowest === Number.POSITIVE_INFINITY && !this.wasTooDeep) known.set(question, made);
    this.lowest = Math.min(before, this.lowest);
    this.wasTooDeep ||= wasTooDeep;
    return made;
  }

  private answersFor(scope: Scope): SharedAnswers {
    const isOpenToOthers = scope.node.kind === 'Module' || scope.node.kind === 'ClassDef';
    if (isOpenToOthers || scope.root?.path !== this.reading.path) return this.openAnswersFor(scope);
    this.reading.touches++;
    return this.own;
  }

  /** For what is asked of a definition in a scope. */
  private openAnswersFor({ root }: Scope): SharedAnswers {
    if (root?.path !== this.reading.path) return this.others;
    this.reading.touches++;
    return this.shared;
  }

  /** What is known already; nothing is known of a question that is being answered. */
  private answered(answers: Answers, question: unknown): Value | undefined {
    const known = answers.get(question);
    if (known !== undefined && answers.restingOnOwn?.has(question) === true) this.reading.touches++;
    if (known instanceof Provisional) {
      this.lowest = Math.min(this.lowest, known.lowest);
      if (known.settled instanceof Shallow) this.wasTooDeep = true;
      return known.value;
    }
    if (known instanceof Shallow) {
      if (this.depth < known.depth) return undefined;
      this.wasTooDeep = true;
      return known.value;
    }
    if (typeof known !== 'number') return known;
    this.lowest = Math.min(this.lowest, known);
    return unknown;
  }

  private noteResting<Question>(known: Known<Question, unknown>, question: Question): void {
    if (known.restingOnOwn === undefined || known.restingOnOwn.has(question)) return;
    known.restingOnOwn.add(question);
    this.resting.push(() => known.forget(question));
  }

  private noted(answer: Provisional): Provisional {
    this.provisional.push(answer);
    return answer;
  }

  /**
   * Whether the provisional answers since `first` are right; those that rest on what was given up never are. They rest on
   * what the answer rests on that they supposed.
   */
  private settle(first: number, isRight: boolean, isRestingOnOwn: boolean): void {
    for (const { settled, lowest, answers, question } of this.provisional.splice(first)) {
      if (isRestingOnOwn) this.noteResting(answers, question);
      if (isRight && lowest !== givenUp) answers.set(question, settled);
      else answers.delete(question);
    }
  }

  /**
   * An answer that was reached while its own question was open is kept as long as that is, and for good where that turns out
   * to be unknown, so that the order of questions is no matter.
   */
  private answer(answers: Answers, question: unknown, compute: () => Value): Value {
    if (this.depth === 0) this.steps = 0;
    if (this.depth > deepest) {
      this.wasTooDeep = true;
      return unknown;
    }
    if (++this.steps > longest) {
      this.lowest = givenUp;
      return unknown;
    }
    const depth = this.depth++;
    const first = this.provisional.length;
    // What was asked before it has nothing to do with what this answer rests on.
    const { lowest: before, wasTooDeep } = this;
    this.lowest = Number.POSITIVE_INFINITY;
    this.wasTooDeep = false;
    answers.set(question, depth);
    const { reading } = this;
    const about = reading.begin(answers.restingOnOwn !== undefined);
    const { touches } = reading;
    let answer: Value | undefined;
    try {
      answer = compute();
      return answer;
    } finally {
      this.depth--;
      const { lowest } = this;
      this.lowest = lowest < depth ? Math.min(before, lowest) : before;
      const isShallow = this.wasTooDeep && depth > 0;
      this.wasTooDeep = isShallow || wasTooDeep;
      reading.isAboutOthers = about;
      const isRestingOnOwn = reading.touches !== touches;
      if (isRestingOnOwn) this.noteResting(answers, question);
      if (answer === undefined) {
        answers.delete(question);
        this.settle(first, false, isRestingOnOwn);
      } else {
        const isFinal = lowest >= depth || depth === 0;
        if (isFinal || answer.kind !== 'unknown') this.settle(first, answer.kind === 'unknown', isRestingOnOwn);
        const settled = isShallow ? new Shallow(answer, depth) : answer;
        if (isFinal) answers.set(question, settled);
        else answers.set(question, this.noted(new Provisional(answer, settled, lowest, answers, question)));
      }
    }
  }
}

const aString = instanceOf('builtins.str');
const bytes = instanceOf('builtins.bytes');
const anInteger = instanceOf('builtins.int');

const builtins = new Map<string, Value>();

function builtinValue(name: string): Value {
  let value = builtins.get(name);
  if (value === undefined) {
    if (!isBuiltin(name)) return unknown;
    value = library(`builtins.${name}`);
    builtins.set(name, value);
  }
  return value;
}

/** The value of what is written out. */
function writtenValue(expression: Expression): Value | undefined {
  switch (expression.kind) {
    case 'String':
      return expression.isBytes ? bytes : aString;
    case 'JoinedString':
      return expression.isTemplate ? plain : aString;
    case 'Number':
      return anInteger;
    case 'Constant':
      return expression.value === 'None' ? none : plain;
    case 'Compare':
      return plain;
    default:
      return undefined;
  }
}
