/** Fixes that a finding would have if its function could become async, and why it cannot. */

import type { Document } from '../analysis/document.ts';
import type { Finding } from '../analysis/finding.ts';
import { fill, type LocalizedText } from '../analysis/locale.ts';
import type { RuleDefinition } from '../analysis/rule.ts';
import { contains } from '../analysis/text.ts';
import type { AsyncConversionObstacle, Facts, FunctionFact } from '../facts/facts.ts';

export interface UnavailableFix {
  readonly title: LocalizedText;
  /** A sentence. */
  readonly reason: LocalizedText;
}

export function unavailableFixes(
  finding: Finding,
  rule: RuleDefinition,
  document: Document,
  facts: Facts,
): readonly UnavailableFix[] {
  const owner = innermostFunction(facts, finding);
  const reason = owner && reasonAgainst(owner, document);
  if (owner === undefined || reason === undefined) return [];
  const available = new Set(finding.fixes().map(({ id }) => id));
  return Object.entries(rule.fixes)
    .filter(([id, { needs }]) => needs === 'async-function' && !available.has(id))
    .map(([, title]) => ({ title: titleFor(title, owner), reason }));
}

function innermostFunction({ functions }: Facts, { range }: Finding): FunctionFact | undefined {
  // A function comes after the one that encloses it.
  return functions.findLast((candidate) => contains(candidate.range, range));
}

function reasonAgainst(owner: FunctionFact, { language }: Document): LocalizedText | undefined {
  if (owner.canAwait || owner.asyncConversion.kind !== 'impossible') return undefined;
  // No lambda of Python can, and nobody expects it to.
  if (language === 'python' && owner.kind === 'lambda') return undefined;
  return reasons[owner.asyncConversion.reason];
}

function titleFor(title: LocalizedText, { kind, name }: FunctionFact): LocalizedText {
  const called = kind === 'module' ? { en: 'the module', zh: '模块' } : { en: 'the function', zh: '函数' };
  const subject = name === '' ? called : { en: `\`${name}\``, zh: `\`${name}\`` };
  return {
    en: fill(title.en.replace('`{function}`', '{function}'), { function: subject.en }),
    zh: fill(title.zh.replace('`{function}`', '{function}'), { function: subject.zh }),
  };
}

const reasons: Readonly<Record<AsyncConversionObstacle, LocalizedText>> = {
  module: {
    en: 'Code outside of functions cannot await here.',
    zh: '函数之外的代码在这里不能使用 await。',
  },
  constructor: { en: 'A constructor cannot be async.', zh: '构造函数不能是 async。' },
  accessor: { en: 'What is read like a property cannot be async.', zh: '像属性一样读取的方法不能是 async。' },
  generator: {
    en: 'An async generator is looped over in another way, so its callers would break.',
    zh: 'async generator 的遍历方式不同，调用者会因此出错。',
  },
  'result-is-used': {
    en: 'Its result is used as a plain value, and an async function gives a promise or coroutine.',
    zh: '它的结果被当作普通值使用，而 async 函数给出的是 promise 或 coroutine。',
  },
  'overrides-synchronous': {
    en: 'It stands for a method that callers do not await.',
    zh: '它代表一个调用者不会 await 的方法。',
  },
  'called-synchronously': {
    en: 'It is called by code that cannot await.',
    zh: '调用它的代码不能 await。',
  },
  'unknown-callers': {
    en: 'Not all of its callers are known, and each of them would have to await it.',
    zh: '并非所有调用者都已知，而每个调用者都必须 await 它。',
  },
};
