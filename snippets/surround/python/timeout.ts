import { type Edit, insertion } from '../../../server/analysis/text.ts';
import { asyncLibraryOf, hasAsyncio, importedName } from '../../../server/languages/python/edits.ts';
import { wrapped } from '../block.ts';
import { defineSurround, type SurroundPlace } from '../surround.ts';

const seconds = 10;

export const timeout = defineSurround({
  name: 'timeout',
  language: 'python',
  title: { en: 'Surround with a time limit', zh: '加上时限' },
  isAsync: true,
  edits(place) {
    const { facts, selection } = place;
    // The limit would hold while the code that takes the items runs.
    if (!selection.waits || selection.exits.includes('yield')) return undefined;
    const library = asyncLibraryOf(facts);
    if (library !== 'asyncio') return within(place, library, 'fail_after', 'with');
    if (hasAsyncio(facts, 'asyncio.timeout')) return within(place, 'asyncio', 'timeout', 'async with');
    if (facts.file.dependencies.includes('async-timeout'))
      return within(place, 'async_timeout', 'timeout', 'async with');
    return waitFor(place);
  },
});

function within(place: SurroundPlace, module: string, name: string, keyword: string): readonly Edit[] | undefined {
  const limit = importedName(place.document, place.facts, module, name);
  return limit && [...limit.edits, ...wrapped(place, [`${keyword} ${limit.reference}(${seconds}):`], [])];
}

/** Before 3.11 asyncio itself limits single awaitables only. */
function waitFor({ document, facts, selection }: SurroundPlace): readonly Edit[] | undefined {
  const [statement, ...others] = selection.statements;
  const name = importedName(document, facts, 'asyncio', 'wait_for');
  if (statement?.awaited === undefined || others.length > 0 || name === undefined) return undefined;
  const { operand } = statement.awaited;
  return [
    ...name.edits,
    insertion(operand.start, `${name.reference}(`),
    insertion(operand.end, `, timeout=${seconds})`),
  ];
}
