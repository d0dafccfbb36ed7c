/** What is said of places that are filled too late, in both languages. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding, RelatedLocation } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Facts, FunctionFact, LateFillFact } from '../../server/facts/facts.ts';
import { ownCallsOf } from '../../server/facts/ownCalls.ts';
import { hasItsTurn, runsForEach, runsTogether } from '../../server/facts/turns.ts';
import { rule } from './rule.ts';

export function* checkFills(
  document: Document,
  facts: Facts,
  fixesOf: (fill: LateFillFact) => readonly Fix[],
): Iterable<Finding> {
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  for (const fill of facts.lateFills) {
    const { filledIn, fill: range, maker = '', subject, test } = fill;
    const message = messageFor(fill, document, facts);
    if (message === undefined || hasItsTurn(document, facts, { ...fill, function: filledIn, range })) continue;
    const details = { related: filledAt(range), fixes: () => fixesOf(fill) };
    yield rule.finding(message, test, { subject, maker }, details);
  }
}

/**
 * Items that are looked up side by side have keys of their own, but where they are kept for just that time: then the test is there for
 * doubles among them.
 */
function isFilledTogether(document: Document, facts: Facts, fill: LateFillFact): boolean {
  const code = { ...fill, range: fill.fill };
  if (!fill.isKeyed) return runsTogether(document, facts, code);
  return fill.keeper === 'outer-function' && runsForEach(facts, code);
}

/** Left out where nobody else can come in between, or where nobody minds. */
function messageFor(fill: LateFillFact, document: Document, facts: Facts) {
  const { content, keeper, maker, subject } = fill;
  const { file, functions } = facts;
  const owner = functions[fill.function];
  if (owner === undefined || isOfLanguage.test(owner.name)) return undefined;
  if (content === 'flag' && endOfWork.test(subject)) return undefined;
  if (isFilledTogether(document, facts, fill)) return 'runs-together';
  // A script runs once, and of a function within another nobody can tell.
  if (file.role === 'script' || keeper === 'outer-function') return undefined;
  if (keeper === 'object') return content === 'flag' ? 'flag-of-object' : 'of-object';
  if (runsOnce(owner) || isStartUp.test(owner.name)) return undefined;
  const runs = ownCallsOf(document, facts, owner);
  if (runs.length > 0 && runs.every((call) => runsOnce(functions[call.function]))) return undefined;
  if (content === 'flag') return 'flag';
  return maker !== undefined && opening.test(maker) ? 'made-twice' : 'shared';
}

function runsOnce(owner: FunctionFact | undefined): boolean {
  return owner?.role === 'entry-point' || owner?.role === 'start-up';
}

const isStartUp = /lifespan|start_?up/i;

/** `__anext__`, `__aenter__`: the language calls them for one user at a time. */
const isOfLanguage = /(?:^|\.)__\w+__$/;

/** What is closed or stopped once more is as closed as before. */
const endOfWork =
  /clos|stop|terminat|finish|done|complete|eof|end\b|ended|exit|shut|cancel|disconnect|dispos|destroy|released?\b/i;

/** What these make has to be closed, too, and does its work as long as it is not. */
const opening = /(?:^|_)(?:connect|open|create|launch|start|spawn|listen|subscribe|serve)(?![a-z])/;

function filledAt(range: LateFillFact['fill']): readonly RelatedLocation[] {
  return [{ range, message: { en: 'Filled here, after the await.', zh: '在 await 之后于此处写入。' } }];
}
