import { replacement, textAt } from '../../../server/analysis/text.ts';
import { asyncLibraryOf, importedName } from '../../../server/languages/python/edits.ts';
import { independentAwaits, listed } from '../joined.ts';
import { defineSurround } from '../surround.ts';

export const gather = defineSurround({
  name: 'gather',
  language: 'python',
  title: { en: 'Wait for these at once, with gather', zh: '用 gather 同时等待' },
  isAsync: true,
  edits(place) {
    const { document, facts, selection } = place;
    const awaits = independentAwaits(place);
    if (awaits === undefined || awaits.length < 2 || asyncLibraryOf(facts) !== 'asyncio') return undefined;
    const name = importedName(document, facts, 'asyncio', 'gather');
    if (name === undefined) return undefined;
    const targets = awaits.map(({ target }) => (target === undefined ? '_' : textAt(document.text, target)));
    const isKept = awaits.some(({ target }) => target !== undefined);
    const head = `${isKept ? `${targets.join(', ')} = ` : ''}await ${name.reference}(`;
    const operands = awaits.map(({ operand }) => operand);
    return [...name.edits, replacement(selection.range, listed(place, head, operands, ')'))];
  },
});
