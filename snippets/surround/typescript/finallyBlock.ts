import { wrapped } from '../block.ts';
import { defineSurround } from '../surround.ts';

export const finallyBlock = defineSurround({
  name: 'finally',
  language: 'typescript',
  title: { en: 'Surround with try/finally', zh: '用 try/finally 包裹' },
  isAsync: false,
  edits(place) {
    // What is declared inside of the block would be unknown behind it.
    if (place.selection.outliving.length > 0) return undefined;
    return wrapped(place, ['try {'], ['} finally {', '\t// Clean up here.', '}']);
  },
});
