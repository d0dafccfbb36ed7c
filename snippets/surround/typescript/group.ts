import { contains } from '../../../server/analysis/text.ts';
import { freeName } from '../../../server/languages/typescript/edits.ts';
import { wrapped } from '../block.ts';
import { defineSurround } from '../surround.ts';
import { fetchesWithout } from './signals.ts';

export const group = defineSurround({
  name: 'group',
  language: 'typescript',
  title: { en: 'Surround with an AbortController', zh: '用 AbortController 包裹' },
  isAsync: true,
  edits(place) {
    const { document, facts, selection } = place;
    if (!selection.waits || selection.outliving.length > 0) return undefined;
    const name = freeName(document, 'controller');
    const requests = fetchesWithout(place, `${name}.signal`, facts.file.style.indent);
    const runsAtOnce = facts.calls.some(
      ({ range, calleeText }) => contains(selection.range, range) && /^Promise\.(?:all|any|race)$/.test(calleeText),
    );
    // Elsewhere nothing would be left that the signal could stop.
    if (requests.length === 0 && !runsAtOnce) return undefined;
    return [
      ...requests.map(({ edit }) => edit),
      ...wrapped(
        place,
        [`const ${name} = new AbortController();`, 'try {'],
        ['} finally {', `\t${name}.abort();`, '}'],
      ),
    ];
  },
});
