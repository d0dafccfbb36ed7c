import { expect, test } from 'vitest';
import { restoredOptions } from '../../../server/languages/typescript/overlayConfig.ts';

const restored = (options: Readonly<Record<string, unknown>>, version = 6) =>
  restoredOptions({
    config: '/p/tsconfig.json',
    options: { types: [], ...options },
    references: [],
    declarations: [],
    version,
  });

test.each<[what: string, options: Readonly<Record<string, unknown>>, expected: unknown]>([
  ['parts of a library', { lib: ['lib.esnext.bigint.d.ts'] }, ['esnext.bigint', 'esnext']],
  ['the browser alone', { lib: ['lib.dom.d.ts'] }, ['dom', 'esnext']],
  ['a whole library', { lib: ['lib.es2020.d.ts', 'lib.dom.d.ts'] }, undefined],
  ['no choice', {}, undefined],
])('libraries: %s', (_, options, expected) => {
  expect(restored(options).lib).toEqual(expected);
});

test('options that are gone get their successors', () => {
  expect(restored({ target: 1, module: 2, moduleResolution: 2 })).toEqual({
    target: 'es2015',
    module: 'commonjs',
    moduleResolution: 'bundler',
  });
});

test('strictness stays off for projects that never turned it on', () => {
  expect(restored({}, 5)).toEqual({ strict: false });
  expect(restored({}, 6)).toEqual({});
  expect(restored({ strict: true }, 5)).toEqual({});
});

test('packages of types count unasked for projects that were written when they did', () => {
  expect(restored({ types: undefined }, 5).types).toEqual(['*']);
  expect(restored({ types: undefined }, 6).types).toBeUndefined();
  expect(restored({ types: ['node'] }, 5).types).toBeUndefined();
});

test('bare names below `baseUrl` are found', () => {
  expect(restored({ baseUrl: '/p/src', paths: { '@/*': ['app/*'] } })).toEqual({
    baseUrl: null,
    paths: { '@/*': ['/p/src/app/*'], '*': ['/p/src/*'] },
  });
});
