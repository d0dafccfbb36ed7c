/**
 * Makes the data file that says what the standard library gives to await, from a checkout of typeshed:
 *   npx tsx scripts/updateStubs.ts ../typeshed
 * It keeps what carries awaitability: async functions, whoever gives an awaitable, the classes that have such members with
 * all their other members, and what leads to those classes. Parameters keep their annotations where a type variable in
 * them says what the call gives.
 */

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { canonicalName } from '../server/languages/python/library/names.ts';
import type { ClassDef, Expression, FunctionDef, Statement } from '../server/languages/python/parser/nodes.ts';
import { parse } from '../server/languages/python/parser/parser.ts';
import { walk } from '../server/languages/python/parser/walk.ts';

const [checkout] = process.argv.slice(2);
if (checkout === undefined) {
  console.error('usage: npx tsx scripts/updateStubs.ts TYPESHED');
  process.exit(2);
}

const target = path.resolve(import.meta.dirname, '../server/languages/python/library/standardStubs.json');

/** Of typeshed's own workings, modules that Python no longer has, what only a library's inside uses, and mocks, which may be anything. */
const leftOut =
  /^(?:@tests|_typeshed|lib2to3|distutils|asyncore|asynchat|typing_extensions|builtins|bdb|inspect|pdb|sys|unittest\.mock|asyncio\.(?:base_futures|base_tasks|coroutines|graph|staggered|(?:proactor|selector|unix|windows)_events))\b/;

/** They lead to a coroutine where a debugger looks for one; nobody awaits what is found there. */
const debugging: ReadonlySet<string> = new Set(['types.FrameType', 'types.TracebackType']);

/** The types from which awaitability comes. */
const seeds: ReadonlySet<string> = new Set([
  ...'Awaitable Coroutine AsyncIterator AsyncIterable AsyncGenerator AsyncContextManager'
    .split(' ')
    .map((name) => `typing.${name}`),
  ...['types.CoroutineType', 'types.AsyncGeneratorType', 'contextlib.AbstractAsyncContextManager'],
  ...['asyncio.Future', 'asyncio.Task'],
]);

type Kept = FunctionDef | ClassDef | Extract<Statement, { kind: 'Assign' | 'AnnAssign' }>;

interface Definition {
  /** Where it is documented, without its own name. */
  readonly module: string;
  readonly name: string;
  readonly nodes: readonly Kept[];
  readonly file: StubFile;
}

interface StubFile {
  readonly text: string;
  /** Full names of what the file imports or defines. */
  readonly names: ReadonlyMap<string, string>;
  readonly statements: readonly Statement[];
}

const definitions = new Map<string, Definition>();
for (const file of globSync('**/*.pyi', { cwd: path.join(checkout, 'stdlib') }).sort()) {
  const module = file.replace(/(?:\/__init__)?\.pyi$/, '').replaceAll('/', '.');
  if (!leftOut.test(module)) readStub(module, file.endsWith('__init__.pyi'), file);
}
const carriers = carryingNames();
writeFileSync(target, `${JSON.stringify(dataFile(), null, 1)}\n`);

function readStub(module: string, isPackage: boolean, file: string): void {
  const text = readFileSync(path.join(checkout ?? '', 'stdlib', file), 'utf8');
  const statements = flattened(parse(text).module.body);
  const names = new Map<string, string>();
  const stub: StubFile = { text, names, statements };
  const own = new Map<string, Kept[]>();
  for (const statement of statements) {
    if (statement.kind === 'ImportFrom') {
      const base = module.split('.').slice(0, isPackage ? undefined : -1);
      const from = [...base.slice(0, base.length - statement.level + 1), statement.module].filter(
        (part) => part !== '',
      );
      const source = statement.level > 0 ? from.join('.') : statement.module;
      for (const { name, asName } of statement.names)
        if (name !== '*') names.set(asName?.text ?? name, canonicalName(`${source}.${name}`));
    }
    const name = nameOf(statement);
    if (name === undefined || !isKept(statement)) continue;
    names.set(name, canonicalName(`${module}.${name}`));
    own.set(name, [...(own.get(name) ?? []), statement]);
  }
  for (const [name, nodes] of own) {
    const full = canonicalName(`${module}.${name}`);
    // What is documented under another name comes with that one.
    if (definitions.has(full) || !full.endsWith(`.${name}`)) continue;
    definitions.set(full, {
      module: full.slice(0, full.lastIndexOf('.')),
      name: full.slice(full.lastIndexOf('.') + 1),
      nodes,
      file: stub,
    });
  }
}

/** Of `if sys.version_info …` the branch for the newest version first, then what only older versions have. */
function flattened(statements: readonly Statement[]): readonly Statement[] {
  const found: Statement[] = [];
  for (const statement of statements) {
    if (statement.kind !== 'If') {
      found.push(statement);
      continue;
    }
    const body = flattened(statement.body);
    const names = new Set(body.map(nameOf));
    found.push(...body, ...flattened(statement.orelse).filter((each) => !names.has(nameOf(each))));
  }
  return found;
}

function isKept(statement: Statement): statement is Kept {
  return ['FunctionDef', 'ClassDef', 'Assign', 'AnnAssign'].includes(statement.kind);
}

function nameOf(statement: Statement): string | undefined {
  switch (statement.kind) {
    case 'FunctionDef':
    case 'ClassDef':
      return statement.name;
    case 'Assign':
      return statement.targets[0]?.kind === 'Name' ? statement.targets[0].name : undefined;
    case 'AnnAssign':
      return statement.target.kind === 'Name' ? statement.target.name : undefined;
    default:
      return undefined;
  }
}

function carryingNames(): ReadonlySet<string> {
  const carrying = new Set(seeds);
  for (let before = 0; before !== carrying.size; ) {
    before = carrying.size;
    for (const [full, definition] of definitions)
      if (!debugging.has(full) && definition.nodes.some((node) => carries(node, definition.file, carrying)))
        carrying.add(full);
  }
  return carrying;
}

function carries(node: Statement, file: StubFile, carrying: ReadonlySet<string>): boolean {
  const mentions = (expression: Expression | undefined) =>
    namesIn(expression, file).some((name) => carrying.has(file.names.get(name) ?? ''));
  switch (node.kind) {
    case 'FunctionDef':
      return node.isAsync || mentions(node.returns);
    case 'ClassDef':
      return (
        node.arguments.some((base) => base.kind !== 'Keyword' && mentions(base)) ||
        flattened(node.body).some((member) => !isPrivate(nameOf(member)) && carries(member, file, carrying))
      );
    case 'AnnAssign':
      return mentions(node.annotation) || (isAlias(node) && mentions(node.value));
    case 'Assign':
      return node.value.kind === 'Subscript' && mentions(node.value);
    default:
      return false;
  }
}

function isAlias({ annotation }: Extract<Statement, { kind: 'AnnAssign' }>): boolean {
  return annotation.kind === 'Name' && annotation.name === 'TypeAlias';
}

/** Members that only the library itself uses. */
function isPrivate(name: string | undefined): boolean {
  return name?.startsWith('_') === true && !/^__\w+__$/.test(name);
}

function namesIn(expression: Expression | undefined, file: StubFile): readonly string[] {
  const names: string[] = [];
  if (expression === undefined) return names;
  walk(expression, (node) => {
    if (node.kind === 'Name') names.push(node.name);
    if (node.kind === 'String') names.push(...(file.text.slice(node.start, node.end).match(/\w+/g) ?? []));
  });
  return names;
}

function dataFile() {
  const modules: Record<string, string> = {};
  for (const module of [...new Set([...carriers].map((full) => full.slice(0, full.lastIndexOf('.'))))].sort()) {
    const text = moduleText(module);
    if (text !== '') modules[module] = text;
  }
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-C', checkout ?? '', ...words], { encoding: 'utf8' }).trim();
  return {
    source: 'https://github.com/python/typeshed',
    commit: git('rev-parse', 'HEAD'),
    licence: 'Apache-2.0, see LICENSE-typeshed.txt',
    changes: 'Reduced by scripts/updateStubs.ts to what says which calls give something to await.',
    modules,
  };
}

function moduleText(module: string): string {
  const lines: string[] = [];
  const used = new Map<string, string>();
  for (const [full, { name, nodes, file }] of definitions) {
    if (!carriers.has(full) || full !== `${module}.${name}`) continue;
    const note = (expression: Expression | undefined): string => {
      if (expression === undefined) return '';
      for (const each of namesIn(expression, file)) used.set(each, file.names.get(each) ?? '');
      return file.text
        .slice(expression.start, expression.end)
        .replace(/\s+/g, ' ')
        .replace(/ ?([|,]) ?/g, '$1');
    };
    lines.push(...distinct(nodes.map((node) => written(node, file, note))));
  }
  return [...imports(module, used), ...lines].map((line) => `${line}\n`).join('');
}

/** The lines of definitions; of overloads that give the same, one is enough. */
function distinct(definitionLines: readonly (readonly string[])[]): readonly string[] {
  const texts = new Set(definitionLines.map((lines) => lines.join('\n')));
  return [...texts].flatMap((text) => (text === '' ? [] : text.split('\n')));
}

type Note = (expression: Expression | undefined) => string;

function written(node: Statement, file: StubFile, note: Note): readonly string[] {
  switch (node.kind) {
    case 'FunctionDef':
      return functionLines(node, file, note);
    case 'ClassDef': {
      const bases = node.arguments
        .map((base) => (base.kind === 'Keyword' ? '' : note(base)))
        .filter((base) => base !== '');
      const members = flattened(node.body).filter((member) => isKept(member) && isUseful(nameOf(member)));
      const body = distinct(members.map((member) => written(member, file, note))).map((line) => ` ${line}`);
      const head = `class ${node.name}${bases.length === 0 ? '' : `(${bases.join()})`}:`;
      return body.length === 0 ? [`${head}...`] : [head, ...body];
    }
    case 'AnnAssign': {
      const { target } = node;
      if (target.kind !== 'Name') return [];
      return [isAlias(node) ? `${target.name}=${note(node.value)}` : `${target.name}:${note(node.annotation)}`];
    }
    case 'Assign':
      return [`${nameOf(node)}=${note(node.value)}`];
    default:
      return [];
  }
}

/** What code calls or reads, and of the special methods those that say how to wait for an object. */
function isUseful(name: string | undefined): boolean {
  if (name === undefined || isPrivate(name)) return false;
  return !name.startsWith('__') || /^__(?:await|a?enter|aexit|aiter|anext|call|iter|next)__$/.test(name);
}

function functionLines(node: FunctionDef, file: StubFile, note: Note): readonly string[] {
  const decorators = node.decorators
    .map((decorator) => file.text.slice(decorator.start, decorator.end))
    .filter((text) => /^(?:property|classmethod|staticmethod|overload|contextmanager|asynccontextmanager)$/.test(text));
  const isVariable = (name: string) => isTypeVariable(name, file);
  const parameters = node.parameters.flatMap(({ form, name, annotation }) => {
    const mark = form === 'items' ? '*' : form === 'keywords' ? '**' : '';
    const says = namesIn(annotation, file).some(isVariable);
    return [`${mark}${name}${says ? `:${note(annotation)}` : ''}`];
  });
  const firstNamed = node.parameters.findIndex(({ form }) => form === 'keyword-only');
  const hasItems = node.parameters.some(({ form }) => form === 'items');
  if (firstNamed >= 0 && !hasItems) parameters.splice(firstNamed, 0, '*');
  const returns = node.returns === undefined ? '' : `->${note(node.returns)}`;
  for (const decorator of decorators) note(nameExpression(node.decorators, decorator, file));
  return [
    ...decorators.map((decorator) => `@${decorator}`),
    `${node.isAsync ? 'async ' : ''}def ${node.name}(${parameters.join()})${returns}:...`,
  ];
}

function nameExpression(decorators: readonly Expression[], text: string, file: StubFile): Expression | undefined {
  return decorators.find(({ start, end }) => file.text.slice(start, end) === text);
}

function isTypeVariable(name: string, file: StubFile): boolean {
  const definition = definitions.get(file.names.get(name) ?? '');
  const [node] = definition?.nodes ?? [];
  return (
    node?.kind === 'Assign' &&
    node.value.kind === 'Call' &&
    node.value.callee.kind === 'Name' &&
    /^(?:TypeVar|ParamSpec|TypeVarTuple)$/.test(node.value.callee.name)
  );
}

/** `from typing import Any` and `_T=TypeVar("_T")` for what the lines mention. */
function imports(module: string, used: ReadonlyMap<string, string>): readonly string[] {
  const byModule = new Map<string, string[]>();
  const variables: string[] = [];
  const add = (from: string, imported: string) => byModule.set(from, [...(byModule.get(from) ?? []), imported]);
  for (const [name, full] of used) {
    const definition = definitions.get(full);
    if (definition !== undefined && isTypeVariable(name, definition.file)) {
      const [node] = definition.nodes;
      const call = node?.kind === 'Assign' ? definition.file.text.slice(node.value.start, node.value.end) : '';
      const kind = /^\w+/.exec(call)?.[0] ?? '';
      if (!variables.some((line) => line.startsWith(`${name}=`))) variables.push(`${name}=${kind}("${name}")`);
      add('typing', kind);
      continue;
    }
    const from = full.slice(0, full.lastIndexOf('.'));
    if (full === '' || (from === module && carriers.has(full))) continue;
    const own = full.slice(full.lastIndexOf('.') + 1);
    add(from, own === name ? name : `${own} as ${name}`);
  }
  const lines = [...byModule].map(([from, names]) => `from ${from} import ${[...new Set(names)].sort().join()}`);
  return [...lines.sort(), ...variables.sort()];
}
