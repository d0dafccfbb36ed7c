/** Rewrites a blocking call into its asynchronous twin. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { type Edit, insertion, textAt } from '../../server/analysis/text.ts';
import type { CallFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import {
  argumentsRange,
  asyncEdits,
  awaitEdits,
  calleeEdits,
  type ImportedName,
  importedName,
  isTyped,
  isWhole,
  moduleName,
} from '../../server/languages/typescript/edits.ts';
import type { NodeBlockingCall, Twin } from '../../server/blocking/nodeGroups.ts';
import { rule } from './rule.ts';

export function twinFixes(
  document: Document,
  facts: Facts,
  call: CallFact,
  owner: FunctionFact,
  { kind, twin }: NodeBlockingCall,
): readonly Fix[] {
  const conversion = asyncEdits(owner);
  if (conversion === undefined || !isWhole(facts, owner) || call.isOptional) return [];
  switch (twin.how) {
    case 'advice':
      return [];
    case 'promisify':
      return promisifyFix(document, facts, call, twin, conversion);
    case 'export':
    case 'member': {
      const { reference, edits } = twinReference(document, facts, call, twin);
      const all = [
        ...calleeEdits(document, facts, call, reference, edits),
        ...conversion,
        ...awaitEdits(document, facts, call.range),
      ];
      if (conversion.length > 0)
        return [rule.fix('async-twin-in-async', { twin: reference, function: owner.name || 'the function' }, all)];
      return [rule.fix(kind === 'sleep' ? 'async-sleep' : 'async-twin', { twin: reference }, all)];
    }
  }
}

/** How the twin is written here: beside the blocking call where that is a member, else by an import. */
function twinReference(
  document: Document,
  facts: Facts,
  call: CallFact,
  twin: Exclude<Twin, { how: 'advice' }>,
): ImportedName {
  const callee = textAt(document.text, call.callee);
  const receiver = /^([\w$.]+)\s*\.\w+$/.exec(callee)?.[1];
  if (twin.how === 'member') return { reference: callee.replace(/\w+$/, twin.name), edits: [] };
  if (twin.module === 'node:fs/promises') {
    const promises = importedName(document, facts, twin.module, twin.name);
    const whole = moduleName(facts, 'node:fs');
    // `fs.promises` needs no import where the file already writes `fs.`.
    if (promises.edits.length > 0 && whole !== undefined && receiver === whole) {
      return { reference: `${whole}.promises.${twin.name}`, edits: [] };
    }
    return promises;
  }
  if (receiver !== undefined) return { reference: `${receiver}.${twin.name}`, edits: [] };
  return importedName(document, facts, twin.module, twin.name);
}

function promisifyFix(
  document: Document,
  facts: Facts,
  call: CallFact,
  twin: Extract<Twin, { how: 'promisify' }>,
  conversion: readonly Edit[],
): readonly Fix[] {
  const text = textAt(document.text, argumentsRange(document, call));
  // The callback form does not connect the child's streams, so such a call has no twin that takes the same options.
  if (twin.result === 'stdout' && /\b(?:stdio|input)\b/.test(text)) return [];
  if (twin.result === 'stdout' && call.fate !== 'ignored' && !isAskedForText(document, call, text)) return [];
  const base = twinReference(document, facts, call, twin);
  const promisify = importedName(document, facts, 'node:util', 'promisify');
  const reference = `${promisify.reference}(${base.reference})`;
  const { typed } = twin;
  if (typed !== undefined && isTyped(document) && call.arguments.length !== typed.parameters) return [];
  return [
    rule.fix('promisify', { twin: base.reference }, [
      ...calleeEdits(document, facts, call, reference, [...base.edits, ...promisify.edits]),
      ...conversion,
      ...awaitedResult(document, facts, call, twin),
    ]),
  ];
}

/** Without an encoding the blocking calls give a buffer, their twins a text. */
function isAskedForText({ text }: Document, { range }: CallFact, argumentsText: string): boolean {
  return /\bencoding\b/.test(argumentsText) || /^\s*\.toString\(\)/.test(text.slice(range.end));
}

/** `await` around the call, with what leads from the promised value to the result of the blocking call. */
function awaitedResult(
  document: Document,
  facts: Facts,
  call: CallFact,
  { result, typed }: Extract<Twin, { how: 'promisify' }>,
): readonly Edit[] {
  const { start, end } = call.range;
  if (call.fate !== 'ignored' && result !== undefined)
    return [insertion(start, '(await '), insertion(end, `).${result}`)];
  if (call.fate === 'ignored' || typed === undefined || !isTyped(document))
    return awaitEdits(document, facts, call.range);
  const [open, close] = call.fate === 'returned' || call.fate === 'assigned' ? ['', ''] : ['(', ')'];
  return [insertion(start, `${open}(await `), insertion(end, `) as ${typed.result}${close}`)];
}
