/** Which function's event loop waits for a call. */

import type { CallFact, Facts, FunctionFact, FunctionId } from '../facts/facts.ts';

/** The async function of Python whose loop waits for what the given function does, if one does. */
export function pythonLoopFunction(facts: Facts, id: FunctionId): FunctionFact | undefined {
  const owner = facts.functions[id];
  if (owner === undefined || owner.runs === 'elsewhere') return undefined;
  if (owner.isAsync) return owner;
  if (owner.kind !== 'lambda' || owner.parent === undefined || !isCalledAtOnce(facts, id)) return undefined;
  return pythonLoopFunction(facts, owner.parent);
}

const callsItsArgumentAtOnce: ReadonlySet<string> = new Set([
  'builtins.sorted',
  'builtins.min',
  'builtins.max',
  'builtins.map',
  'builtins.filter',
  'builtins.list.sort',
  'functools.reduce',
]);

function isCalledAtOnce(facts: Facts, lambda: FunctionId): boolean {
  return facts.calls.some(
    (call) =>
      call.symbol !== undefined &&
      callsItsArgumentAtOnce.has(call.symbol) &&
      call.arguments.some((argument) => argument.function === lambda),
  );
}

/** The asynchronous function or request handler of TypeScript or JavaScript whose run the call holds up, if any. */
export function nodeLoopFunction(facts: Facts, call: CallFact): FunctionFact | undefined {
  let owner = facts.functions[call.function];
  while (owner !== undefined && owner.runs === 'loop') {
    if (owner.role === 'entry-point' || owner.role === 'test' || owner.kind === 'module') return undefined;
    if (owner.isAsync || owner.role === 'request-handler') return owner;
    if (owner.parent === undefined || owner.isRunInPlace !== true) return undefined;
    owner = facts.functions[owner.parent];
  }
  return undefined;
}

/** Related information for a call that a request handler waits for. */
export const otherRequestsWait = {
  en: 'This function handles requests: all others wait meanwhile.',
  zh: '此函数处理请求：其间所有其他请求都要等待。',
};
