/** Async tests whose runner calls them without awaiting them, so that they pass whatever they say. */

import { insertion, rangeOf, replacement } from '../../analysis/text.ts';
import type { UnrunTestFact } from '../../facts/facts.ts';
import type { Analysed, FunctionDraft } from './drafts.ts';
import { lineStart } from './lines.ts';
import type { Expression, FunctionDef, Module, Statement } from './parser/nodes.ts';
import type { PytestMode } from './pytestModes.ts';
import type { Scope } from './scopes.ts';
import { hasMetaclass } from './types/classes.ts';
import type { ClassSymbol } from './types/values.ts';

export function unrunTestFacts(analysed: Analysed, mode: PytestMode): readonly UnrunTestFact[] {
  const { tree } = analysed.module;
  const marksAll = tree.body.some(isModuleMark);
  return analysed.functions.flatMap((draft) => {
    const { node, parent } = draft;
    if (node?.kind !== 'FunctionDef' || !node.isAsync || node.isGenerator || !node.name.startsWith('test')) return [];
    if (parent.node.kind === 'ClassDef') {
      const unittest = unittestCase(analysed, draft, node, parent);
      if (unittest !== undefined) return [unittest];
    }
    return mode === 'marked' && !marksAll && isCollected(parent, tree) && node.decorators.length === 0
      ? [pytestCase(analysed, draft, node)]
      : [];
  });
}

/** A method of a `unittest.TestCase` whose classes are all known, none of which runs its tests itself. */
function unittestCase(
  { inference }: Analysed,
  { fact }: FunctionDraft,
  node: FunctionDef,
  body: Scope,
): UnrunTestFact | undefined {
  if (body.node.kind !== 'ClassDef' || body.parent === undefined || node.decorators.length > 0) return undefined;
  const lineage = inference.lineageOf(inference.classSymbol(body.node, body.parent));
  const bases = lineage.flatMap((ancestor) => (ancestor.kind === 'class' ? [] : [ancestor]));
  const isPlain = bases.length === 1 && bases.every((base) => base.kind === 'library' && base.symbol === testCase);
  const runsItself = lineage.some((ancestor) => ancestor.kind === 'class' && mayRunTests(ancestor.class));
  if (!isPlain || runsItself || body.node.decorators.length > 0) return undefined;
  const base = body.node.arguments.find((argument) => isTestCase(argument));
  const edits =
    base?.kind === 'Attribute'
      ? [replacement(rangeOf(base.end - 'TestCase'.length, base.end), 'IsolatedAsyncioTestCase')]
      : [];
  return { range: node.nameRange, runner: 'unittest', edits, function: fact.id };
}

const testCase = 'unittest.TestCase';

/** Whether a class runs its tests itself, or makes plain functions of them. */
function mayRunTests(owner: ClassSymbol): boolean {
  const { body, node } = owner;
  return runners.some((name) => body.bindings.has(name)) || node.decorators.length > 0 || hasMetaclass(owner);
}

const runners = ['run', '__call__', '_callTestMethod', '__getattribute__', '__init_subclass__', '__new__', '__init__'];

function isTestCase(base: { readonly kind: string; readonly name?: unknown }): boolean {
  return base.kind === 'Attribute' && base.name === 'TestCase';
}

function pytestCase({ module }: Analysed, { fact }: FunctionDraft, node: FunctionDef): UnrunTestFact {
  const { text } = module.document;
  const hasPytest = module.tree.body.some(
    (statement) =>
      statement.kind === 'Import' &&
      statement.names.some(({ name, asName }) => name === 'pytest' && asName === undefined),
  );
  const indentation = text.slice(lineStart(text, node.start), node.start);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const edits =
    hasPytest && indentation.trim() === ''
      ? [insertion(node.start, `@pytest.mark.asyncio${newline}${indentation}`)]
      : [];
  return { range: node.nameRange, runner: 'pytest', edits, function: fact.id };
}

/** What pytest takes for a test: functions of the module and methods of classes without bases or marks. */
function isCollected({ node }: Scope, tree: Module): boolean {
  if (node.kind === 'Module') return true;
  return (
    node.kind === 'ClassDef' &&
    /^Test/.test(node.name) &&
    node.arguments.length === 0 &&
    node.decorators.length === 0 &&
    !node.body.some(isModuleMark) &&
    tree.body.includes(node)
  );
}

/** `pytestmark = …`, whatever it says. */
function isModuleMark(statement: Statement): boolean {
  const targets: readonly Expression[] =
    statement.kind === 'Assign' ? statement.targets : statement.kind === 'AnnAssign' ? [statement.target] : [];
  return targets.some((target) => target.kind === 'Name' && target.name === 'pytestmark');
}
