/** Which protocols of the language a type offers: members that are named by a well-known symbol. */

import { isUnionType, type Type, TypeFlags } from 'typescript/unstable/sync';
import { ByType, keyOf } from './byType.ts';
import type { OpenProject } from './openProject.ts';

export type WellKnownSymbol = 'iterator' | 'asyncIterator' | 'dispose' | 'asyncDispose';

const nothing = TypeFlags.Undefined | TypeFlags.Null;
const unknown =
  TypeFlags.Any | TypeFlags.Unknown | TypeFlags.NonPrimitive | TypeFlags.TypeParameter | TypeFlags.StringLike;

export class ProtocolTypes {
  readonly #project: OpenProject;
  readonly #members = new ByType<ReadonlySet<string>>(keyOf);

  constructor(project: OpenProject) {
    this.#project = project;
  }

  /** Whether all that a type may be, `undefined` and `null` apart, has the one member and none has the other. */
  hasOnly(type: Type | undefined, wanted: WellKnownSymbol, unwanted: WellKnownSymbol): boolean {
    if (type === undefined) return false;
    const members = isUnionType(type) ? type.getTypes() : [type];
    const counting = members.filter(({ flags }) => (flags & nothing) === 0);
    return (
      counting.length > 0 &&
      counting.every((member) => {
        if ((member.flags & unknown) !== 0) return false;
        const names = this.#membersOf(member);
        return names.has(wanted) && !names.has(unwanted);
      })
    );
  }

  #membersOf(type: Type): ReadonlySet<string> {
    const known = this.#members.get(type);
    if (known !== undefined) return known;
    const names = new Set<string>();
    for (const { name } of this.#project.checker.getPropertiesOfType(type)) {
      // The compiler calls `[Symbol.iterator]` `__@iterator@` with a number of its own behind it.
      const symbol = /^__@(\w+)@/.exec(name)?.[1];
      if (symbol !== undefined) names.add(symbol);
    }
    this.#members.set(type, names);
    return names;
  }
}
