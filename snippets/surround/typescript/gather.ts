import { replacement, textAt } from '../../../server/analysis/text.ts';
import type { AwaitedStatement } from '../../../server/facts/selection.ts';
import { independentAwaits, listed } from '../joined.ts';
import { defineSurround } from '../surround.ts';

export const gather = defineSurround({
  name: 'gather',
  language: 'typescript',
  title: { en: 'Wait for these at once, with Promise.all', zh: '用 Promise.all 同时等待' },
  isAsync: true,
  edits(place) {
    const { document, facts, selection } = place;
    const awaits = independentAwaits(place);
    const binding = awaits && commonBinding(awaits);
    if (awaits === undefined || binding === undefined || awaits.length < 2) return undefined;
    const { semicolons } = facts.file.style;
    const textOf = (range: AwaitedStatement['target']) => (range === undefined ? '' : textAt(document.text, range));
    const targets = awaits.map(({ target }) => textOf(target)).join(', ');
    const results = targets.replace(/(?:, )+$/, '');
    // Without semicolons, a line that starts with a bracket would be read as an index of what stands before it.
    const start = { none: '', const: 'const ', let: 'let ', assignment: semicolons ? '' : ';' }[binding];
    const head = `${start}${binding === 'none' ? '' : `[${results}] = `}await Promise.all([`;
    const operands = awaits.map(({ operand }) => operand);
    return [replacement(selection.range, listed(place, head, operands, `])${semicolons ? ';' : ''}`))];
  },
});

/** What all that keep their result do with it; those that drop it go with any. */
function commonBinding(awaits: readonly AwaitedStatement[]): 'none' | 'const' | 'let' | 'assignment' | undefined {
  const kinds = new Set(awaits.map(({ binding }) => binding).filter((binding) => binding !== 'none'));
  const [kind = 'none', ...others] = kinds;
  return others.length > 0 || kind === 'other' ? undefined : kind;
}
