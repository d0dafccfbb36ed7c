/** Which function's event loop waits for a call. */

import type { FindingDetails } from '../analysis/rule.ts';
import type { Range } from '../analysis/text.ts';
import type { Facts, FunctionFact, FunctionId } from '../facts/facts.ts';

/** The async function of Python whose loop waits for what the given function does, if one does. */
export function pythonLoopFunction(facts: Facts, id: FunctionId): FunctionFact | undefined {
  const owner = facts.functions[id];
  if (owner === undefined || owner.runs === 'elsewhere') return undefined;
  if (owner.isAsync) return owner;
  return owner.isRunInPlace === true && owner.parent !== undefined
    ? pythonLoopFunction(facts, owner.parent)
    : undefined;
}

/** Whether nobody else waits at an offset of a function, because the program has not begun to serve anybody. */
export function isBeforeService(facts: Facts, owner: FunctionFact, offset: number): boolean {
  if (owner.role === 'start-up') return true;
  if (owner.role !== 'entry-point') return false;
  const isEarlier = ({ range, function: id }: { range: Range; function: FunctionId }) =>
    id === owner.id && range.start < offset;
  return (
    !facts.awaits.some(isEarlier) &&
    !facts.loops.some((loop) => loop.kind === 'async-for' && isEarlier(loop)) &&
    !facts.calls.some((call) => /^(?:create_task|ensure_future|start_soon)$/.test(call.name) && isEarlier(call))
  );
}

/** The asynchronous function or request handler of TypeScript or JavaScript that the given function's work holds up, if any. */
export function nodeLoopFunction(facts: Facts, id: FunctionId): FunctionFact | undefined {
  let owner = facts.functions[id];
  while (owner !== undefined && owner.runs === 'loop') {
    if (owner.role === 'entry-point' || owner.role === 'test' || owner.kind === 'module') return undefined;
    if (owner.isAsync || owner.role === 'request-handler') return owner;
    if (owner.isContinuation === true) return belongsToStart(facts, owner) ? undefined : owner;
    if (owner.parent === undefined || owner.isRunInPlace !== true) return undefined;
    owner = facts.functions[owner.parent];
  }
  return undefined;
}

/** Whether a function is written in what a program does first, or in a test. */
function belongsToStart({ functions }: Facts, { parent }: FunctionFact): boolean {
  let around = parent === undefined ? undefined : functions[parent];
  while (around !== undefined && around.kind !== 'module') {
    if (around.role === 'entry-point' || around.role === 'test') return true;
    // What a function of its own is called for is not known here.
    if (around.name !== '' || around.parent === undefined) return false;
    around = functions[around.parent];
  }
  return true;
}

/** What a finding in a request handler says besides. */
export function waitingRequests({ role }: FunctionFact): Pick<FindingDetails, 'addition'> {
  return role === 'request-handler' ? { addition: otherRequestsWait } : {};
}

const otherRequestsWait = {
  en: 'All other requests wait meanwhile.',
  zh: '其间所有其他请求都要等待。',
};
