/** Puts the facts of one module together. */

import { isControlComment } from '../../analysis/controlComments.ts';
import { type Range, rangeOf } from '../../analysis/text.ts';
import type {
  AsyncLibrary,
  ClassFact,
  CommentFact,
  Facts,
  FileFact,
  FunctionFact,
  FunctionId,
  ImportFact,
  ReachFact,
} from '../../facts/facts.ts';
import { type FactsOnDemand, type Makers, once, onDemand } from '../../facts/onDemand.ts';
import { collectionFacts } from './collections.ts';
import { contextFacts } from './contexts.ts';
import { asyncConversions } from './conversions.ts';
import { droppedFacts } from './droppedFacts.ts';
import { functionsElsewhere } from './elsewhere.ts';
import { earlyOutcomeFacts } from './earlyOutcomes.ts';
import { escapeFacts } from './escapes.ts';
import { fanOutFacts } from './fanOuts.ts';
import { handoverFacts } from './handovers.ts';
import { heldFacts } from './held.ts';
import { heldLockFacts } from './heldLocks.ts';
import { lateFillFacts } from './lateFills.ts';
import { headOf } from './layout.ts';
import { misuseFacts } from './misuses.ts';
import { nestedLockFacts } from './nestedLocks.ts';
import { needlessAsyncFacts } from './needlessAsync.ts';
import { implicitCallsByFunction, lambdasRunInPlace } from './implicitCalls.ts';
import type { Alias, Import, ImportFrom, Node } from './parser/nodes.ts';
import { walk } from './parser/walk.ts';
import { asyncLibrariesOf, type Project } from './project.ts';
import { protocolFlawFacts } from './protocolFlaws.ts';
import { protocolUseFacts } from './protocolUses.ts';
import { entryPoints } from './functionRoles.ts';
import { fileRole } from './roles.ts';
import type { PytestMode } from './pytestModes.ts';
import { repeatedAwaitFacts } from './repeatedAwaits.ts';
import type { SourceModule } from './sources.ts';
import { querysetUseFacts } from './querysets.ts';
import { raceFacts } from './pendingRaces.ts';
import { styleOf } from './style.ts';
import { staleWriteFacts } from './staleWrites.ts';
import { swallowedCancellationFacts } from './swallowedCancellations.ts';
import { tryFact } from './tries.ts';
import { unclosedResourceFacts } from './unclosedResources.ts';
import { undrainedWriteFacts } from './undrainedWrites.ts';
import { unreadPipeFacts } from './unreadPipes.ts';
import { uncheckedOutcomeFacts } from './uncheckedOutcomes.ts';
import { unrunTestFacts } from './unrunTests.ts';
import type { Inference } from './types/inference.ts';
import { type Walked, walkModule } from './walkModule.ts';

export interface Surroundings {
  readonly inference: Inference;
  readonly project: Project;
  /** Who runs async tests, for the file of the module. */
  readonly pytestMode: PytestMode;
  /** The workspace folder that holds the file. */
  readonly root: string;
  /** What the calls lead to in other files. */
  readonly reached: (facts: Facts) => readonly ReachFact[];
}

/** `plainFacts` makes plain data of them. */
export function collectFacts(
  module: SourceModule,
  { inference, project, pytestMode, root, reached }: Surroundings,
): FactsOnDemand {
  const { path, text } = module.document;
  const role = fileRole(path, root, text, module.tree);
  const walked = walkModule(module, inference, role === 'test');
  const elsewhere = functionsElsewhere(walked);
  const imports = importFacts(module);
  const implicitCallsIn = implicitCallsByFunction(walked, elsewhere);
  const makers: Makers<Facts> = {
    ...foreign,
    reached: () => reached(facts),
    functions: () => functions,
    calls: () => calls,
    awaits: () => walked.awaits,
    loops: () => walked.loops,
    tries: () => walked.tries.map(tryFact),
    contexts: () => contextFacts(walked),
    dropped: () => droppedFacts(walked),
    fanOuts: () => fanOutFacts(walked),
    races: () => raceFacts(walked),
    escapes: () => escapeFacts(walked),
    needlessAsyncs: () => needlessAsyncFacts(walked, walked.awaits),
    protocolFlaws: () => protocolFlawFacts(walked),
    protocolUses: () => protocolUseFacts(walked),
    handovers: () => handoverFacts(walked),
    querysetUses: () => querysetUseFacts(walked),
    implicitCalls: () => walked.functions.flatMap(({ fact }) => implicitCallsIn(fact.id)),
    misuses: () => misuseFacts(walked),
    held: () => heldFacts(walked, facts.misuses),
    repeatedAwaits: () => repeatedAwaitFacts(walked),
    earlyOutcomes: () => earlyOutcomeFacts(walked),
    unreadPipes: () => unreadPipeFacts(walked),
    undrainedWrites: () => undrainedWriteFacts(walked),
    staleWrites: () => staleWriteFacts(walked),
    lateFills: () => lateFillFacts(walked),
    swallowedCancellations: () => swallowedCancellationFacts(walked),
    unclosedResources: () => unclosedResourceFacts(walked),
    heldLocks: () => heldLockFacts(walked),
    nestedLocks: () => nestedLockFacts(walked),
    uncheckedOutcomes: () => uncheckedOutcomeFacts(walked),
    unrunTests: () => unrunTestFacts(walked, role === 'test' ? pytestMode : 'other'),
    collections: () => collectionFacts(walked),
    imports: () => imports,
    moduleNames: () => [...module.names.scope.bindings.keys()],
    controlComments: () => controlComments(module),
    multilineTexts: () => layout().multilineTexts,
    continuations: () => layout().continuations,
    classes: () => layout().classes,
    syntaxErrors: () => module.errors,
    file: () => file,
  };
  const facts: FactsOnDemand = onDemand(makers, { implicitCallsIn });
  const calls = walked.calls.map((draft) => draft.fact);
  const functions = finished(walked, elsewhere, () => asyncConversions(walked, awaitingFunctions(facts)));
  const layout = once(() => layoutFacts(module));
  const file = fileFact(module, role, imports, project);
  return facts;
}

/** What only TypeScript and JavaScript have. */
const foreign: Makers<
  Pick<Facts, 'executors' | 'constructors' | 'cachedPromises' | 'callbacks' | 'syncTries' | 'unforwardedSignals'>
> = {
  executors: () => [],
  constructors: () => [],
  cachedPromises: () => [],
  callbacks: () => [],
  unforwardedSignals: () => [],
  syncTries: () => [],
};

/** Where making a function async would let it wait for something. */
function awaitingFunctions({ dropped, protocolUses, awaits }: Facts): ReadonlySet<FunctionId> {
  const always = dropped.filter((fact) => fact.awaitable.awaitability === 'always');
  return new Set([...always, ...protocolUses, ...awaits].map((fact) => fact.function));
}

function finished(
  walked: Walked,
  elsewhere: ReadonlySet<FunctionId>,
  findConversions: () => ReturnType<typeof asyncConversions>,
): readonly FunctionFact[] {
  const inPlace = lambdasRunInPlace(walked);
  const entries = entryPoints(walked);
  const conversions = once(findConversions);
  return walked.functions.map(({ fact }) => ({
    ...fact,
    runs: elsewhere.has(fact.id) ? 'elsewhere' : 'loop',
    ...(inPlace.has(fact.id) ? { isRunInPlace: true } : {}),
    ...(entries.has(fact.id) && fact.role === undefined ? { role: 'entry-point' } : {}),
    get asyncConversion() {
      return conversions().get(fact.id) ?? fact.asyncConversion;
    },
  }));
}

function fileFact(
  module: SourceModule,
  role: FileFact['role'],
  imports: readonly ImportFact[],
  project: Project,
): FileFact {
  return {
    role,
    asyncLibraries: importedLibraries(imports) ?? asyncLibrariesOf(project),
    ...(project.pythonVersion === undefined ? {} : { pythonVersion: project.pythonVersion }),
    dependencies: project.dependencies,
    get style() {
      return styleOf(module.document.text);
    },
  };
}

function importedLibraries(imports: readonly ImportFact[]): readonly AsyncLibrary[] | undefined {
  const roots = new Set(imports.map((fact) => fact.module.split('.', 1)[0]));
  const found = (['asyncio', 'trio', 'anyio'] as const).filter((name) => roots.has(name));
  return found.length > 0 ? found : undefined;
}

function controlComments(module: SourceModule): readonly CommentFact[] {
  const { text } = module.document;
  return module.comments
    .map((range) => ({ range, text: text.slice(range.start, range.end) }))
    .filter((comment) => isControlComment(comment.text));
}

function importFacts(module: SourceModule): readonly ImportFact[] {
  const imports: ImportFact[] = [];
  const typeChecking = typeCheckingBlocks(module);
  const topLevel = new Set<Node>(module.tree.body);
  for (const node of module.names.imports) {
    const isTypeOnly = typeChecking.some((range) => range.start <= node.start && node.end <= range.end);
    for (const alias of node.names) imports.push(importFact(node, alias, isTypeOnly, topLevel.has(node)));
  }
  return imports;
}

function layoutFacts(module: SourceModule): Pick<Facts, 'multilineTexts' | 'continuations' | 'classes'> {
  const { text } = module.document;
  const multilineTexts: Range[] = [];
  const continuations: Range[] = [];
  const classes: ClassFact[] = [];
  const spansLines = ({ start, end }: Range) => {
    const lineEnd = text.indexOf('\n', start);
    return lineEnd >= 0 && lineEnd < end;
  };
  // Literals side by side on several lines each end on their own.
  const holdsLines = (range: Range) => spansLines(range) && /"""|'''|\\\r?\n/.test(text.slice(range.start, range.end));
  walk(module.tree, (node) => {
    if ((node.kind === 'String' || node.kind === 'JoinedString') && holdsLines(node))
      multilineTexts.push(rangeOf(node.start, node.end));
    const head = headOf(node);
    if (head !== undefined && spansLines(head)) continuations.push(head);
    if (node.kind === 'ClassDef') classes.push({ range: rangeOf(node.start, node.end), body: node.bodyRange });
    // Most statements are one line, and hold nothing that spans lines.
    return head === undefined || 'colon' in node || spansLines(head);
  });
  // What stands behind quotes that nothing closes may be text, up to the next function.
  if (module.openQuote !== undefined) continuations.push(rangeOf(module.openQuote, text.length));
  return { multilineTexts, continuations, classes };
}

function importFact(node: Import | ImportFrom, alias: Alias, isTypeOnly: boolean, isTopLevel: boolean): ImportFact {
  const isFrom = node.kind === 'ImportFrom';
  return {
    range: rangeOf(node.start, node.end),
    module: isFrom ? '.'.repeat(node.level) + node.module : alias.name,
    imported: isFrom ? alias.name : '*',
    local: alias.asName?.text ?? alias.name,
    form: isFrom ? 'from-import' : 'import',
    isTypeOnly,
    isTopLevel,
  };
}

function typeCheckingBlocks(module: SourceModule) {
  const blocks: { readonly start: number; readonly end: number }[] = [];
  if (!module.document.text.includes('TYPE_CHECKING')) return blocks;
  walk(module.tree, (node) => {
    if (node.kind !== 'If') return;
    const isTypeChecking =
      (node.test.kind === 'Name' || node.test.kind === 'Attribute') && node.test.name === 'TYPE_CHECKING';
    const last = node.body.at(-1);
    if (isTypeChecking && last !== undefined) blocks.push({ start: node.start, end: last.end });
  });
  return blocks;
}
