/**
 * Makes a chain of plain functions async, from the async function that waits down to the call that blocks: each function on
 * the way becomes async, each call of it is awaited, and the last call gives way to its asynchronous twin. Where any caller
 * could not wait, nothing is changed, and the reason names it.
 */

import type { Document } from '../analysis/document.ts';
import type { Finding } from '../analysis/finding.ts';
import type { LocalizedText } from '../analysis/locale.ts';
import { type Edit, overlaps } from '../analysis/text.ts';
import type { CallFact, Facts, FunctionFact } from '../facts/facts.ts';
import * as python from '../languages/python/edits.ts';
import * as typescript from '../languages/typescript/edits.ts';
import { awaitingEdits } from './awaiting.ts';
import { callersOf, type MentioningFiles } from './callers.ts';
import { type FactsSource, type FileFacts, type FunctionInFile, type FunctionKey, keyOf } from './functions.ts';
import { otherUsesIn } from './otherUses.ts';

export interface ChainSurroundings {
  readonly source: FactsSource;
  readonly mentioning: MentioningFiles;
  /** Findings of the rules in a file whose facts are given. */
  check(document: Document, facts: Facts): readonly Finding[];
}

export type AsyncChain =
  | { readonly kind: 'possible'; readonly files: readonly ChangedFile[] }
  /** A sentence. */
  | { readonly kind: 'impossible'; readonly reason: LocalizedText };

export interface ChangedFile {
  readonly document: Document;
  readonly edits: readonly Edit[];
}

/** A call on the way, in the function that makes it. */
interface Step {
  readonly owner: FunctionInFile;
  readonly call: CallFact;
}

/** For a finding with a chain in its related locations; `undefined` where the code is not what the finding was made on. */
export async function asyncChain(
  file: FileFacts,
  finding: Finding,
  surroundings: ChainSurroundings,
): Promise<AsyncChain | undefined> {
  const first = stepAt(file, finding.range);
  if (first === undefined) return impossible(reasons.hidden);
  const steps = await stepsOf(file, finding, surroundings.source);
  const last = steps?.at(-1);
  if (steps === undefined || last === undefined) return impossible(reasons.hidden);
  if (!first.owner.fact.canAwait) return impossible(reasons.cannotWait(first.owner.fact.name));
  const changes = new Changes();
  const awaited = awaitingEdits(first.owner, first.call);
  if (awaited === undefined) return impossible(reasons.cannotWait(first.owner.fact.name));
  changes.add(file.document, awaited);
  const made = new Set(steps.map(({ owner }) => keyOf(owner)));
  for (const { owner } of steps) {
    const problem = await convert(owner, made, changes, surroundings);
    if (problem !== undefined) return impossible(problem);
  }
  const twin = twinOf(last, surroundings);
  if (twin === undefined) return impossible(reasons.noTwin(last.call.calleeText));
  changes.add(last.owner.document, twin);
  return changes.areApart ? { kind: 'possible', files: changes.files } : impossible(reasons.inEachOthersWay);
}

function impossible(reason: LocalizedText): AsyncChain {
  return { kind: 'impossible', reason };
}

function stepAt({ document, facts }: FileFacts, { start, end }: Finding['range']): Step | undefined {
  const call = facts.calls.find(({ range }) => range.start === start && range.end === end);
  const fact = call && facts.functions[call.function];
  return call && fact && { call, owner: { document, facts, fact } };
}

/** The calls that the finding names, in their order; `undefined` where one of them is no call, such as a property. */
async function stepsOf(
  file: FileFacts,
  { related }: Finding,
  source: FactsSource,
): Promise<readonly Step[] | undefined> {
  const steps: Step[] = [];
  for (const { path = file.document.path, range } of related) {
    const there = path === file.document.path ? file : await source(path);
    const step = there && stepAt(there, range);
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return steps;
}

/** Adds what makes the function async and all its callers wait; gives the reason where that cannot be. */
async function convert(
  converted: FunctionInFile,
  made: ReadonlySet<FunctionKey>,
  changes: Changes,
  { source, mentioning }: ChainSurroundings,
): Promise<LocalizedText | undefined> {
  const { document, facts, fact } = converted;
  const signature = signatureOf(document, facts, fact);
  if (signature === undefined) return reasons.mustStayPlain(fact.name);
  changes.add(document, signature);
  const name = fact.name.slice(fact.name.lastIndexOf('.') + 1);
  for await (const path of mentioning([name])) {
    const there = await source(path);
    const other = there && otherUsesIn(there, name, converted);
    if (other !== undefined) return reasons.usedOtherwise(fact.name, other, fileName(path));
  }
  const { incoming, isCut } = await callersOf([converted], source, mentioning);
  if (isCut) return reasons.tooManyCallers(fact.name);
  for (const { caller, call: outgoing } of incoming) {
    const step = stepAt(caller, outgoing.place.range);
    const owner = step?.owner;
    if (owner === undefined || outgoing.how === 'handed-on' || outgoing.how === 'started')
      return reasons.usedOtherwise(fact.name, outgoing.calleeText, fileName(outgoing.place.path));
    if (!owner.fact.canAwait && !made.has(keyOf(owner)))
      return reasons.calledPlainly(fact.name, owner.fact.name, fileName(owner.document.path));
    const edits = step && awaitingEdits(owner, step.call);
    if (edits === undefined) return reasons.cannotWait(owner.fact.name);
    changes.add(owner.document, edits);
  }
  return undefined;
}

function signatureOf(document: Document, facts: Facts, fact: FunctionFact): readonly Edit[] | undefined {
  if ((fact.kind !== 'function' && fact.kind !== 'method') || fact.isGenerator || fact.isMemoised === true)
    return undefined;
  const { asyncConversion } = fact;
  if (asyncConversion.kind === 'impossible' && asyncConversion.reason === 'overrides-synchronous') return undefined;
  return document.language === 'python'
    ? python.asyncSignatureEdits(facts, fact)
    : typescript.asyncSignatureEdits(document, facts, fact);
}

/** What the rule for direct calls would do if the function were async already. */
function twinOf(
  { owner: { document, facts, fact }, call }: Step,
  { check }: ChainSurroundings,
): readonly Edit[] | undefined {
  const functions = facts.functions.map(
    (each): FunctionFact =>
      each.id === fact.id ? { ...each, isAsync: true, canAwait: true, asyncConversion: { kind: 'not-needed' } } : each,
  );
  const finding = check(document, { ...facts, functions }).find(
    ({ rule, range }) => rule === 'blocking-call' && range.start === call.range.start && range.end === call.range.end,
  );
  return finding?.fixes()[0]?.edits;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Edits by file, each of them once. */
class Changes {
  readonly #byPath = new Map<string, { readonly document: Document; readonly edits: Edit[] }>();

  add(document: Document, edits: readonly Edit[]): void {
    const changed = this.#byPath.get(document.path) ?? { document, edits: [] };
    this.#byPath.set(document.path, changed);
    for (const edit of edits) if (!changed.edits.some((known) => isSame(known, edit))) changed.edits.push(edit);
  }

  get files(): readonly ChangedFile[] {
    return [...this.#byPath.values()].filter(({ edits }) => edits.length > 0);
  }

  /** Whether no edit touches what another one changes. */
  get areApart(): boolean {
    return this.files.every(({ edits }) =>
      edits.every((edit, index) => edits.slice(0, index).every((other) => !overlaps(edit.range, other.range))),
    );
  }
}

function isSame(one: Edit, other: Edit): boolean {
  return one.range.start === other.range.start && one.range.end === other.range.end && one.text === other.text;
}

const reasons = {
  hidden: {
    en: 'A step of the chain is no call that could be awaited.',
    zh: '调用链中有一步不是可以 await 的调用。',
  },
  inEachOthersWay: {
    en: 'The edits of the steps get in each other’s way.',
    zh: '各步骤的修改互相冲突。',
  },
  cannotWait: (name: string) => ({
    en: `\`${name}\` cannot await there.`,
    zh: `\`${name}\` 不能在那里使用 await。`,
  }),
  noTwin: (callee: string) => ({
    en: `There is no asynchronous form of \`${callee}\` that could take its place.`,
    zh: `\`${callee}\` 没有可以直接替换的异步形式。`,
  }),
  tooManyCallers: (name: string) => ({
    en: `More files name \`${name}\` than can be looked at.`,
    zh: `提到 \`${name}\` 的文件过多，无法全部查看。`,
  }),
  mustStayPlain: (name: string) => ({
    en: `\`${name}\` cannot become async.`,
    zh: `\`${name}\` 不能改为 async。`,
  }),
  calledPlainly: (name: string, caller: string, file: string) => ({
    en:
      caller === ''
        ? `Code outside of functions in ${file} calls \`${name}\` and cannot await it.`
        : `\`${caller}\` in ${file} calls \`${name}\` and is not async.`,
    zh:
      caller === ''
        ? `${file} 中函数之外的代码调用 \`${name}\`，无法 await。`
        : `${file} 中的 \`${caller}\` 调用 \`${name}\`，但它不是 async。`,
  }),
  usedOtherwise: (name: string, use: string, file: string) => ({
    en: `\`${use}\` in ${file} may use \`${name}\` in a way that cannot await it.`,
    zh: `${file} 中的 \`${use}\` 可能以无法 await 的方式使用 \`${name}\`。`,
  }),
} as const;
