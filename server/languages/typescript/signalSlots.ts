/** Where calls take a signal: as an argument of its own, or as a property of their options. */

import { isObjectLiteralExpression, isSpreadAssignment, isSpreadElement, type Node } from 'typescript/unstable/ast';
import {
  isUnionType,
  type Signature,
  SignatureKind,
  SymbolFlags,
  type Type,
  TypeFlags,
} from 'typescript/unstable/sync';
import { ByType } from './byType.ts';
import type { CallNode } from './collectSyntax.ts';
import { unwrapped } from './nodes.ts';
import type { OpenProject } from './openProject.ts';
import { type SignalKind, signalProperties } from './signalScopes.ts';

export interface SignalSlot {
  readonly kind: SignalKind;
  /** Among the arguments. */
  readonly index: number;
  /** Of the options that stand there. */
  readonly property?: string;
  /** What the signal has to be; left out where nobody knows. */
  readonly type?: Type;
  /** Whether options may hold nothing but the signal. */
  readonly mayStandAlone: boolean;
}

const nothing = TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Void;
const unknown = TypeFlags.Any | TypeFlags.Unknown;

export class SignalSlots {
  readonly #project: OpenProject;
  readonly #known = new ByType<readonly SignalSlot[]>();

  constructor(project: OpenProject) {
    this.#project = project;
  }

  /** `callee` is the type of what is called; `undefined` where nothing is known of that. */
  of(call: CallNode, callee: Type | undefined): readonly SignalSlot[] | undefined {
    if (callee === undefined || (callee.flags & unknown) !== 0) return undefined;
    const known = this.#known.get(callee);
    if (known !== undefined) return known;
    const { checker } = this.#project;
    const signatures = checker.getSignaturesOfType(callee, SignatureKind.Call);
    const [only, ...others] = signatures;
    if (only === undefined) return [];
    const all = signatures.map((signature) => this.#slotsOf(signature));
    if (others.length === 0 || all.every((slots) => slots.length === 0)) {
      this.#known.set(callee, all[0] ?? []);
      return all[0] ?? [];
    }
    const resolved = checker.getResolvedSignature(call);
    return resolved === undefined ? [] : this.#slotsOf(resolved);
  }

  #slotsOf(signature: Signature): readonly SignalSlot[] {
    const count = signature.parameters.length - (signature.hasRestParameter ? 1 : 0);
    return Array.from({ length: count }, (_, index) => index).flatMap((index) => this.#slotAt(signature, index) ?? []);
  }

  #slotAt(signature: Signature, index: number): SignalSlot | undefined {
    const type = this.#project.checker.getParameterType(signature, index);
    if (type === undefined || (type.flags & unknown) !== 0) return undefined;
    const kind = kindOf(type);
    if (kind !== undefined) return { kind, index, type, mayStandAlone: true };
    return partsOf(type)
      .map((part) => this.#optionsSlot(part, index))
      .find((slot) => slot !== undefined);
  }

  #optionsSlot(options: Type, index: number): SignalSlot | undefined {
    const { checker } = this.#project;
    if ((options.flags & TypeFlags.Object) === 0 && (options.flags & TypeFlags.Intersection) === 0) return undefined;
    for (const property of signalProperties) {
      const symbol = checker.getPropertyOfType(options, property);
      if (symbol === undefined || (symbol.flags & SymbolFlags.Optional) === 0) continue;
      const type = checker.getTypeOfSymbol(symbol);
      if (type === undefined || kindOf(type) !== 'signal') continue;
      const mayStandAlone = checker
        .getPropertiesOfType(options)
        .every(({ flags }) => (flags & SymbolFlags.Optional) !== 0);
      return { kind: 'signal', index, property, type, mayStandAlone };
    }
    return undefined;
  }
}

/** Of the type of a value that may be missing. */
export function kindOf(type: Type): SignalKind | undefined {
  const [part, ...others] = partsOf(type);
  if (part === undefined || others.length > 0) return undefined;
  const name = part.getSymbol()?.name;
  return name === 'AbortSignal' ? 'signal' : name === 'CancellationToken' ? 'token' : undefined;
}

export function partsOf(type: Type): readonly Type[] {
  return (isUnionType(type) ? type.getTypes() : [type]).filter(({ flags }) => (flags & nothing) === 0);
}

/** The slot that a call leaves empty; `undefined` where it gives something that may be, or hold, a signal. */
export function emptySlot(call: CallNode, slots: readonly SignalSlot[], kind: SignalKind): SignalSlot | undefined {
  const given = call.arguments ?? [];
  if (given.some(isSpreadElement)) return undefined;
  const fitting = slots.filter((slot) => slot.kind === kind);
  if (fitting.some((slot) => mayBeFilled(given[slot.index], slot))) return undefined;
  return fitting.find(({ property }) => property === undefined) ?? fitting[0];
}

function mayBeFilled(argument: Node | undefined, { property }: SignalSlot): boolean {
  if (argument === undefined) return false;
  const plain = unwrapped(argument);
  if (property === undefined || !isObjectLiteralExpression(plain)) return true;
  return plain.properties.some(
    (each) => isSpreadAssignment(each) || each.name === undefined || signalProperties.includes(each.name.getText()),
  );
}
