/** Promises that an expression statement makes and drops. */

import type { Document } from '../../server/analysis/document.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { DroppedFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import { isConstructorWork } from '../../server/facts/constructorWork.ts';
import { withoutComments } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';
import { isAllowed } from './allowedNames.ts';
import { typescriptFixes } from './typescriptFixes.ts';

export function* check({ document, facts, options }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  const allowed = Array.isArray(options.safeCallees) ? options.safeCallees : [];
  for (const dropped of facts.dropped) {
    // What a constructor starts and what a test does are the flaws of other rules.
    if (isConstructorWork(facts, dropped) || dropped.testWork !== undefined) continue;
    const owner = facts.functions[dropped.function];
    if (owner === undefined || dropped.awaitable.awaitability !== 'always' || isMeant(facts, dropped, allowed))
      continue;
    // Neither a script's end nor a remark sends what nobody waits for.
    if (dropped.isUnsent !== true && (isHandledAtTop(document, facts, owner) || isSaidOnPurpose(document, dropped)))
      continue;
    if (dropped.ownErrors === 'handled-by-callee' && isLast(document, dropped, owner)) continue;
    const name = nameOf(facts, dropped);
    const details = {
      fixes: () => typescriptFixes(document, facts, dropped, owner),
      ...(name === undefined ? {} : { allowance: { option: 'safeCallees', value: name } }),
    };
    const values = { callee: dropped.subject, function: owner.name };
    yield rule.finding(messageFor(document, facts, dropped, owner), dropped.range, values, details);
  }
}

function messageFor(document: Document, facts: Facts, dropped: DroppedFact, owner: FunctionFact) {
  if (dropped.ownErrors === 'handled-by-callee') return 'unordered';
  if (dropped.isUnsent === true) return 'unsent';
  if (dropped.isDeferral === true) return 'deferred';
  if (dropped.isPause === true) return 'pause';
  if (isProgram(document, facts, dropped, owner)) return 'program';
  if (isDrivenByTest(facts, dropped)) return 'beside-test';
  if (closesTest(document, facts, dropped, owner)) return 'closed-by-test';
  if (dropped.isInPageHandler === true && isLast(document, dropped, owner)) return 'page-event';
  if (dropped.form === 'chain') return 'chain';
  if (dropped.awaitable.evidence === 'assignment') return 'assigned';
  if (dropped.form === 'list' || dropped.form === 'comprehension') return 'list';
  if (dropped.awaitable.evidence === 'usage') return 'usage';
  return owner.canAwait || owner.kind === 'module' || owner.name === '' ? 'dropped' : 'in-sync-function';
}

/**
 * Whether errors of what a file starts at its top are provided for: Node ends a script with the error that nobody handled, which is
 * what its author wants, and other programs say what is done with such errors.
 */
function isHandledAtTop({ text }: Document, { file }: Facts, owner: FunctionFact): boolean {
  return owner.kind === 'module' && (file.role === 'script' || takesRejections.test(text));
}

/** `process.on('unhandledRejection', report);`, and the same of a page */
const takesRejections = /\b(?:process\s*\.on|addEventListener)\(\s*(['"])unhandledrejection\1/i;

/** Whether nothing follows in its function. */
function isLast({ text }: Document, { statement }: DroppedFact, { body }: FunctionFact): boolean {
  return text.slice(statement.end, body.end).trim() === '';
}

/**
 * `main();` at the end of a file that gives nothing away: the program ends with its error, or its page shows it. So does
 * `import('./page').then(show);`, which says itself what comes next, wherever it stands.
 */
function isProgram({ text }: Document, { file }: Facts, dropped: DroppedFact, owner: FunctionFact): boolean {
  if (owner.kind !== 'module' || (file.role !== 'application' && file.role !== 'test')) return false;
  return (dropped.form === 'chain' || isEnd(text.slice(dropped.statement.end))) && !givesAway.test(text);
}

const givesAway = /^(?:export\b|(?:module\.)?exports\b)/m;

/** Comments, ends of blocks, and what is done otherwise: `if (isServer) main(); else { … }` */
function isEnd(text: string): boolean {
  if (text.length > longestEnd) return false;
  return onlyEnds.test(withoutComments(text).replaceAll(/\s+/g, ''));
}

/** In UTF-16 code units. */
const longestEnd = 2000;

const onlyEnds = /^(?:\}|else(?:if\([^()]*\))?\{[^{}]*\})*$/;

/**
 * Tests start the code that they are about, play the other side of it, and wait in another way. What packages give to tests is to be
 * waited for.
 */
function isDrivenByTest(facts: Facts, { function: owner, range, declaredAs }: DroppedFact): boolean {
  const { file, awaits, functions } = facts;
  if (file.role !== 'test' || (declaredAs !== undefined && !declaredAs.startsWith('global.Promise'))) return false;
  if (awaits.some((later) => later.function === owner && later.range.start >= range.end)) return true;
  // `await new Promise((resolve) => { worker.on('done', resolve); queue.add(job); })`
  for (let around = functions[owner]?.parent; around !== undefined; around = functions[around]?.parent)
    if (awaits.some((later) => later.function === around && later.range.end >= range.end)) return true;
  return false;
}

/** `after(() => { server.close(); })`: the last that a test does, or in a function that waits for nothing. */
function closesTest(document: Document, { file, calls }: Facts, dropped: DroppedFact, owner: FunctionFact): boolean {
  const fact = dropped.call === undefined ? undefined : calls[dropped.call];
  if (file.role !== 'test' || fact === undefined || !closing.test(fact.name)) return false;
  return !owner.isAsync || isLast(document, dropped, owner);
}

const closing = /^(?:close|destroy|dispose|disconnect|end|quit|shutdown|stop|terminate)$/;

/** `// not awaited on purpose` above the statement or behind it. */
function isSaidOnPurpose({ text }: Document, { statement }: DroppedFact): boolean {
  const above = commentsAbove.exec(text.slice(Math.max(0, statement.start - longestComment), statement.start));
  const behind = /.*/.exec(text.slice(statement.end, statement.end + longestComment));
  return [above, behind].some((comment) => comment !== null && saysSo.test(comment[0]));
}

/** Whole lines of them, and the blanks before what they stand above. */
const commentsAbove = /(?:(?<=^|\n)[ \t]*(?:\/\/|\/?\*).*\n)*[ \t]*$/;

/** In UTF-16 code units. */
const longestComment = 500;

const saysSo =
  /\b(?:not|never|don'?t|without|no need to|deliberately|intentionally|purposely)\W{1,3}(?:be |being )?(?:un)?await(?:ed|ing)?\b|\bfire[ -]and[ -]forget\b|\bin the background\b/i;

/** Whether the code itself, the makers of the callee or the user say that the result may be dropped. */
function isMeant(facts: Facts, dropped: DroppedFact, allowed: readonly string[]): boolean {
  const call = dropped.call === undefined ? undefined : facts.calls[dropped.call];
  const { ownErrors, declaredAs } = dropped;
  if (ownErrors === 'handled-in-place' || ownErrors === 'never-waits' || ownErrors === 'handled-by-library')
    return true;
  // Who cannot wait for it, or says what comes next, has nothing else to do with it.
  const couldWait = facts.functions[dropped.function]?.isAsync === true && dropped.form !== 'chain';
  if (ownErrors === 'handled-by-callee' && !couldWait) return true;
  // Which function runs is not known, so it may well handle its own errors.
  if (dropped.awaitable.evidence === 'assignment' && !couldWait) return true;
  if (declaredAs !== undefined && isAllowed(declaredAs, allowed)) return true;
  if (call === undefined) return false;
  return isAllowed(call.calleeText, allowed) || (call.symbol !== undefined && isAllowed(call.symbol, allowed));
}

/** What the user would call it in the configuration: the full name where that is known, or the callee as written. */
function nameOf(facts: Facts, { call, form, declaredAs }: DroppedFact): string | undefined {
  const fact = form !== 'call' || call === undefined ? undefined : facts.calls[call];
  const name = fact && (declaredAs ?? fact.symbol ?? fact.calleeText);
  return name !== undefined && /^[\w$@./:#?-]+$/.test(name) ? name : undefined;
}
