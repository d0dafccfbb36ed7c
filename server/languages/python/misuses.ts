/** Coroutines in places where a plain value is wanted. */

import { type Range, rangeOf } from '../../analysis/text.ts';
import type { MisuseFact, MisuseUse } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { Analysed, Place, PlainUse } from './drafts.ts';
import type { Call, Name } from './parser/nodes.ts';
import { functionScopeOf } from './scopes.ts';
import { awaitableFact } from './types/values.ts';

/** Only coroutines count: a task or a future has members of its own, and code may ask whether there is one. */
export function misuseFacts(analysed: Analysed): readonly MisuseFact[] {
  const facts = [...analysed.plainUses, ...argumentsThatWantValues(analysed)]
    .flatMap((use) => misuseFact(analysed, use) ?? [])
    .sort((one, other) => one.range.start - other.range.start);
  const seen = new Set<number>();
  return facts.filter(({ origin, range }) => {
    const { start } = origin ?? range;
    const isFirst = !seen.has(start);
    seen.add(start);
    return isFirst;
  });
}

function misuseFact(analysed: Analysed, { expression, use, member, place }: PlainUse): MisuseFact | undefined {
  if (member !== undefined && (ofCoroutines.has(member) || member.startsWith('__'))) return undefined;
  const value = analysed.inference.valueOf(expression, place.scope);
  // A coroutine or nothing may well be tested, and what was tested may be used.
  if (value.kind === 'union' && value.members.some(({ kind }) => kind === 'none')) return undefined;
  const awaitable = awaitableFact(value);
  if (awaitable.awaitability !== 'always' || awaitable.kind !== 'coroutine') return undefined;
  const origin = expression.kind === 'Name' ? originOf(analysed, expression, place) : undefined;
  if (expression.kind === 'Name' && origin === undefined) return undefined;
  return {
    range: rangeOf(expression.start, expression.end),
    subject: oneLine(analysed.module.document.text, expression.kind === 'Call' ? expression.callee : expression),
    use,
    ...(member === undefined ? {} : { member }),
    awaitable,
    function: place.function,
    ...(origin === undefined ? {} : { origin }),
    needsParentheses: false,
  };
}

/** The call that a variable of the same function was given, where nothing else ever gives it a value. */
function originOf({ inference }: Analysed, { name, start }: Name, { scope }: Place): Range | undefined {
  const [binding, ...others] = inference.bindingsAt(name, scope, start);
  if (binding?.kind !== 'value' || others.length > 0 || binding.path.length > 0) return undefined;
  if (binding.value.kind !== 'Call' || binding.scope !== functionScopeOf(scope)) return undefined;
  return rangeOf(binding.value.start, binding.value.end);
}

/** What a coroutine object itself has. */
const ofCoroutines: ReadonlySet<string> = new Set(
  'send throw close cr_await cr_code cr_frame cr_running cr_origin cr_suspended'.split(' '),
);

function argumentsThatWantValues({ calls }: Analysed): readonly PlainUse[] {
  const uses: PlainUse[] = [];
  for (const { fact, node, place } of calls) {
    const use = fact.symbol === undefined ? undefined : wantsValues.get(fact.symbol);
    if (use === undefined) continue;
    for (const argument of node.arguments) if (isCallOrName(argument)) uses.push({ expression: argument, use, place });
  }
  return uses;
}

function isCallOrName(argument: { readonly kind: string }): argument is Call | Name {
  return argument.kind === 'Call' || argument.kind === 'Name';
}

const wantsValues: ReadonlyMap<string, MisuseUse> = new Map([
  ...named('text', 'builtins.print builtins.str builtins.format builtins.ascii'),
  ...named(
    'argument',
    'builtins.len builtins.int builtins.float builtins.abs builtins.round builtins.ord builtins.chr',
  ),
  ...named('argument', 'builtins.bytes builtins.bytearray json.dumps json.loads json.dump'),
  ...named('items', 'builtins.list builtins.tuple builtins.set builtins.frozenset builtins.dict builtins.sorted'),
  ...named('items', 'builtins.sum builtins.any builtins.all builtins.enumerate builtins.reversed builtins.iter'),
  ...named('condition', 'builtins.bool'),
]);

function named(use: MisuseUse, symbols: string): readonly (readonly [string, MisuseUse])[] {
  return symbols.split(' ').map((symbol) => [symbol, use]);
}
