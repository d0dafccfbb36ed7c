/** Cases of ESLint and its plugins: a test file is run with something in place of their rule tester that only listens. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { transformSync } from 'esbuild';
import type { PeerCase } from '../peerCase.ts';

interface TestCase {
  readonly code: string;
  readonly options?: readonly unknown[];
  readonly errors?: number | readonly { readonly line?: number }[];
  readonly languageOptions?: { readonly parserOptions?: { readonly ecmaFeatures?: { readonly jsx?: boolean } } };
}

interface Suite {
  readonly valid: readonly (string | TestCase)[];
  readonly invalid: readonly TestCase[];
}

/** `isDefault` says whether options leave the rule as it is without any. */
export function casesInTestFile(
  file: string,
  rule: string,
  extension: 'ts' | 'js',
  isDefault: (options: readonly unknown[]) => boolean,
): readonly PeerCase[] {
  return suitesIn(file).flatMap(({ valid, invalid }) => [
    ...valid.map((test) => caseOf(typeof test === 'string' ? { code: test } : test, true)),
    ...invalid.map((test) => caseOf(test, false)),
  ]);

  function caseOf(test: TestCase, isValid: boolean): PeerCase {
    const isJsx = test.languageOptions?.parserOptions?.ecmaFeatures?.jsx === true;
    const errors = typeof test.errors === 'object' ? test.errors : [];
    return {
      rule,
      files: new Map([[`case.${extension}${isJsx ? 'x' : ''}`, test.code]]),
      lines: isValid ? [] : errors.flatMap(({ line }) => line ?? []),
      isValid,
      hasOptions: test.options !== undefined && test.options.length > 0 && !isDefault(test.options),
    };
  }
}

function suitesIn(file: string): readonly Suite[] {
  const source = readFileSync(file, 'utf8');
  const loader = path.extname(file) === '.ts' ? 'ts' : 'js';
  const { code } = transformSync(source, { loader, format: 'cjs', target: 'node20' });
  const suites: Suite[] = [];
  const run = (_name: string, _rule: unknown, suite: Suite) => suites.push(suite);
  const stand = standIn({ run });
  // What the transformer puts around imports would look at the names a module really has.
  const plain = code.replaceAll(/__toESM\((require\([^)]*\))(?:, \d)?\)/g, '$1');
  vm.runInNewContext(plain, { require: () => stand, module: { exports: {} }, exports: {}, process, console });
  return suites;
}

/** Stands for whatever a test file imports: each part of it is itself, apart from what is given. */
function standIn(parts: Readonly<Record<string, unknown>>): unknown {
  // A tag of a template gives the text as it is written.
  const call = (strings: unknown, ...values: readonly unknown[]) =>
    Array.isArray(strings) && 'raw' in strings
      ? String.raw(strings as unknown as TemplateStringsArray, ...values)
      : stand;
  const stand: unknown = new Proxy(function standing() {}, {
    get: (_target, name) => {
      if (name === Symbol.iterator) return [][Symbol.iterator];
      if (typeof name === 'symbol') return () => '';
      return parts[name] ?? stand;
    },
    apply: (_target, _self, values) => call(values[0], ...values.slice(1)),
    construct: () => stand as object,
  });
  return stand;
}
