/** Odd corners of the syntax that the standard library does not show or that differ from CPython's tree. */

import { describe, expect, test } from 'vitest';
import type { Node, NodeKind } from '../../../../server/languages/python/parser/nodes.ts';
import { parse, parseExpression } from '../../../../server/languages/python/parser/parser.ts';
import { decodeString } from '../../../../server/languages/python/parser/stringValue.ts';
import { walk } from '../../../../server/languages/python/parser/walk.ts';

/** The first node of a kind in a text that must be valid. */
function first<Kind extends NodeKind>(kind: Kind, text: string): Extract<Node, { kind: Kind }> {
  const { module, errors } = parse(text);
  expect(errors).toEqual([]);
  let found: Extract<Node, { kind: Kind }> | undefined;
  walk(module, (node) => {
    // The kind decides the type, which the compiler cannot follow through a parameter.
    if (node.kind === kind) found ??= node as Extract<Node, { kind: Kind }>;
  });
  if (found === undefined) throw new Error(`no ${kind} in ${text}`);
  return found;
}

function errorsOf(text: string): readonly string[] {
  return parse(text).errors.map((error) => error.message);
}

test('a function says where its parts stand', () => {
  const text = '@cached\nasync def load(a, /, b: int = 1, *rest, c, **options) -> str:\n    return a\n';
  const node = first('FunctionDef', text);
  expect(text.slice(node.start, node.start + 9)).toBe('async def');
  expect(text.slice(node.defOffset, node.defOffset + 3)).toBe('def');
  expect(text.slice(node.nameRange.start, node.nameRange.end)).toBe('load');
  expect(text.slice(node.parametersRange.end - 1, node.colon + 1)).toBe(') -> str:');
  expect(text.slice(node.bodyRange.start, node.bodyRange.end)).toBe('return a');
  expect(node.decorators).toHaveLength(1);
  expect(node.parameters.map((parameter) => [parameter.name, parameter.form])).toEqual([
    ['a', 'positional-only'],
    ['b', 'positional-or-keyword'],
    ['rest', 'items'],
    ['c', 'keyword-only'],
    ['options', 'keywords'],
  ]);
});

test('comparisons and boolean operators are chains', () => {
  expect(first('Compare', 'a < b is not c not in d').operators).toEqual(['<', 'is not', 'not in']);
  expect(first('BoolOp', 'a or b or c and d').values).toHaveLength(3);
});

test('the only generator of a call has the parentheses of the call', () => {
  expect(first('GeneratorExp', 'f(x for x in y)')).toMatchObject({ start: 1, end: 15 });
  expect(first('GeneratorExp', 'f(1, (x async for x in y))')).toMatchObject({ start: 5, end: 25 });
});

test('parenthesised with items are items, an expression in parentheses is one', () => {
  expect(first('With', 'with (a as b, c): pass').items).toHaveLength(2);
  expect(first('With', 'with (a, b) as c: pass').items).toHaveLength(1);
  expect(first('With', 'with (a).b as c, d: pass').items).toHaveLength(2);
});

test('exception types need no parentheses', () => {
  expect(first('ExceptHandler', 'try: pass\nexcept A, B: pass').type?.kind).toBe('Tuple');
  expect(first('Try', 'try: pass\nexcept* A: pass').isStar).toBe(true);
});

test('soft keywords are names elsewhere', () => {
  expect(errorsOf('match = case = type = 1\nmatch(x)\nmatch[0]\ntype(x).y\nmatch.case\nprint(type, match)\n')).toEqual(
    [],
  );
  expect(first('Match', 'match x, y:\n    case 1, _: pass\n').cases).toHaveLength(1);
  expect(first('TypeAlias', 'type X[T] = list[T]')).toMatchObject({ name: 'X', nameRange: { start: 5, end: 6 } });
});

test('names of an import carry their places', () => {
  const text = 'from ..pkg.mod import (a as b, c)';
  const node = first('ImportFrom', text);
  expect([node.level, node.module]).toEqual([2, 'pkg.mod']);
  expect(text.slice(node.moduleRange.start, node.moduleRange.end)).toBe('..pkg.mod');
  expect(node.names.map((alias) => text.slice(alias.nameRange.start, alias.nameRange.end))).toEqual(['a', 'c']);
  expect(node.names[0]?.asName).toMatchObject({ text: 'b', start: 28, end: 29 });
  expect(first('Import', 'import a.b as c, d').names.map((alias) => alias.name)).toEqual(['a.b', 'd']);
});

describe('formatted strings', () => {
  test.each([
    ['nested quotes', `f"{a["x"]}"`, 1],
    ['conversion and specification', `f"{a!r:>{width}.{digits}}"`, 1],
    ['debugging', `f'{a = }'`, 1],
    ['doubled braces', `f"{{no}} {yes}"`, 1],
    ['a comparison is no conversion', `f"{a != b}"`, 1],
    ['a colon and equals sign is no walrus', `f"{a:=5}"`, 1],
    ['a lambda in parentheses', `f"{(lambda x: x)(1)}"`, 1],
    ['a named character', String.raw`f"\N{BULLET} {a}"`, 1],
    ['a raw one', String.raw`rf"\{a}\N{b}"`, 2],
    ['several side by side', `"x" f'{a}' F"""\n{b\n}"""`, 2],
  ])('%s', (_, text, fields) => expect(first('JoinedString', text).fields).toHaveLength(fields));

  test('fields hold expressions at their places', () => {
    expect(first('Await', 'f"é{await x}"')).toMatchObject({ start: 4, end: 11 });
  });

  test('a template says so', () => expect(first('JoinedString', 't"{a}"').isTemplate).toBe(true));
});

describe('lines', () => {
  test.each([
    ['a byte order mark', '\ufeffx = 1\n'],
    ['carriage returns', 'if x:\r\n    y\r\nz\r\n'],
    ['carriage returns alone', 'if x:\r    y # comment\rz\r'],
    ['form feeds', 'if x:\n    y\n\f\nz\n'],
    ['tabs', 'if x:\n\ty\n        z\n'],
    ['joined lines', 'x = 1 + \\\n  2\nif x and \\\r\n y: pass\n'],
    ['no line break at the end', 'def f(): pass'],
    ['a comment at the end', 'if x:\n    y\n  # comment'],
    ['a comment between blocks', 'if x:\n    y\n# comment\n    z\n'],
    ['semicolons', 'a; b; c;\nif x: a; b;\n'],
    ['an empty file', ''],
  ])('%s', (_, text) => expect(errorsOf(text)).toEqual([]));

  test('comments are given with their ranges', () => {
    const text = '# a\r\nx = "#" # b\r\n';
    expect(parse(text).comments.map(({ start, end }) => text.slice(start, end))).toEqual(['# a', '# b']);
  });
});

test('names beyond ASCII are compared as Python compares them', () => {
  expect(first('Name', 'ﬁn')).toMatchObject({ name: 'fin', start: 0, end: 2 });
  expect(first('Attribute', '变量.größe').name).toBe('größe');
});

test('half-typed code has error nodes', () => {
  const { module, errors } = parse('x = \nawait self.');
  expect(module.body).toMatchObject([
    { kind: 'Assign', value: { kind: 'Error' } },
    { kind: 'Expr', value: { kind: 'Await', value: { kind: 'Attribute', name: '' } } },
  ]);
  expect(errors).toHaveLength(2);
});

test('an expression keeps the offsets of its text', () => {
  const text = 'x: "list[\n  a.B]" = 1';
  const { expression, errors } = parseExpression(text, 4, 16);
  expect(errors).toEqual([]);
  expect(expression).toMatchObject({ kind: 'Subscript', start: 4, end: 16, index: { kind: 'Attribute', start: 12 } });
});

test.each([
  [`'a' "b" # c 'd'`, 'ab'],
  [String.raw`r'\n' '\n' '\x41é\101' '\q'`, '\\n\nA\u00e9A\\q'],
  [`"""it's\n"""`, "it's\n"],
  [String.raw`'it\'s'`, "it's"],
  [`b'x'`, undefined],
  [String.raw`'\N{BULLET}'`, undefined],
])('the value of %s', (text, value) => {
  expect(decodeString(text, first('String', text))).toBe(value);
});
