/** Values that a call turns into JSON, where a promise becomes `{}`, or writes into a database; found without any type. */

import {
  type CallExpression,
  isArrayLiteralExpression,
  isCallExpression,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  type Node,
} from 'typescript/unstable/ast';
import type { CallSyntax, FileSyntax } from './collectSyntax.ts';
import { foundOnce } from './foundOnce.ts';
import { lastNameOf, memberOf, unwrapped } from './nodes.ts';

/** `{ body: { … } }` and `{ json: { … } }`, which clients of HTTP send. */
const bodies: ReadonlySet<string> = new Set(['body', 'json']);
const mayHoldBodies = foundOnce(({ source }: FileSyntax) => /\b(?:body|json)['"]?\s*:\s*[{[]/.test(source.text));

/** `JSON.stringify({ rows: load() })`, `response.json(load())` and `client.post(url, { body: { rows: load() } })`. */
export function* serializedBy({ node, name }: CallSyntax, syntax: FileSyntax): Iterable<Node> {
  if (!isCallExpression(node)) return;
  const [first] = node.arguments;
  if (first !== undefined && name === 'json' && memberOf(node.expression) !== undefined) yield* writtenInto(first);
  if (first !== undefined && name === 'stringify') yield* membersOf(first);
  if (mayHoldBodies(syntax)) yield* membersOfOptions(node, bodies);
}

/** `{ data: { … } }` of what these make or change, with ORMs. */
const records: ReadonlySet<string> = new Set(['data']);
const mayHoldRecords = foundOnce(({ source }: FileSyntax) => /\bdata['"]?\s*:\s*[{[]/.test(source.text));
const writing: ReadonlySet<string> = new Set(['create', 'createMany', 'update', 'updateMany', 'upsert']);

/** `users.create({ data: { name, hash: hash(password) } })` */
export function* recordedBy({ node, name }: CallSyntax, syntax: FileSyntax): Iterable<Node> {
  if (!isCallExpression(node) || !writing.has(name) || memberOf(node.expression) === undefined) return;
  if (mayHoldRecords(syntax)) yield* membersOfOptions(node, records);
}

/** What stands in the literals that a call is given under one of these names. */
function* membersOfOptions({ arguments: given }: CallExpression, names: ReadonlySet<string>): Iterable<Node> {
  for (const argument of given) {
    const options = unwrapped(argument);
    if (!isObjectLiteralExpression(options)) continue;
    for (const option of options.properties)
      if (isPropertyAssignment(option) && names.has(lastNameOf(option.name))) yield* membersOf(option.initializer);
  }
}

function* writtenInto(value: Node): Iterable<Node> {
  const plain = unwrapped(value);
  if (isObjectLiteralExpression(plain) || isArrayLiteralExpression(plain)) yield* membersOf(plain);
  else yield value;
}

/** What stands in the literals of objects and lists, however deep; nothing where there is no literal. */
function* membersOf(value: Node): Iterable<Node> {
  const literal = unwrapped(value);
  if (isArrayLiteralExpression(literal)) for (const item of literal.elements) yield* writtenInto(item);
  if (!isObjectLiteralExpression(literal)) return;
  for (const property of literal.properties) {
    if (isPropertyAssignment(property)) yield* writtenInto(property.initializer);
    else if (isShorthandPropertyAssignment(property)) yield property.name;
  }
}
