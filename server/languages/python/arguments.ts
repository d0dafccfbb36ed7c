/** What the arguments of a call give. */

import type { Argument, Call, Expression } from './parser/nodes.ts';

/** The value, by whatever name it is given. */
export function givenBy(argument: Argument): Expression {
  return argument.kind === 'Keyword' ? argument.value : argument;
}

/** The argument at a position from 0, or of a name. */
export function argumentAt({ arguments: given }: Call, place: number | string): Expression | undefined {
  const found =
    typeof place === 'number'
      ? given[place]
      : given.find((argument) => argument.kind === 'Keyword' && argument.name?.text === place);
  return found && givenBy(found);
}
