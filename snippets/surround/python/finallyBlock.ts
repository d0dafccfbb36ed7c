import { wrapped } from '../block.ts';
import { defineSurround } from '../surround.ts';

export const finallyBlock = defineSurround({
  name: 'finally',
  language: 'python',
  title: { en: 'Surround with try/finally', zh: '用 try/finally 包裹' },
  isAsync: false,
  edits: (place) => wrapped(place, ['try:'], ['finally:', '\tpass  # Clean up here.']),
});
