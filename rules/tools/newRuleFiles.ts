/** What the folder of a new rule starts with: a rule that reports calls of `pitfall()` and removes them. */

/** Texts by path in the rule's folder. */
export function newRuleFiles(name: string): readonly (readonly [file: string, text: string])[] {
  return [
    ['rule.ts', rule(name)],
    ['typescript.ts', check(name)],
    ['README.md', page(name)],
    ['README.zh-CN.md', chinesePage(name)],
    ['fixtures/pitfall-is-called.ts', `${declaration}pitfall(); // finds called: pitfall()\n`],
    ['fixtures/pitfall-is-called.fixed.ts', declaration],
    ['fixtures/other-call.ts', 'declare function harmless(): void;\nharmless();\nexport {};\n'],
  ];
}

const declaration = 'declare function pitfall(): void;\nexport {};\n';

function rule(name: string): string {
  return `/** \`${name}\`: a call of \`pitfall\`. */

import { defineRule } from '../../server/analysis/rule.ts';

export const rule = defineRule({
  name: '${name}',
  summary: { en: 'A call of \`pitfall\`.', zh: '调用了 \`pitfall\`。' },
  category: 'lost-work',
  level: 'warning',
  messages: {
    called: { en: '\`{callee}\` is called.', zh: '调用了 \`{callee}\`。' },
  },
  fixes: {
    remove: { en: 'Remove the call', zh: '移除此调用', safety: 'safe' },
  },
  namesOfInterest: { typescript: ['pitfall'] },
});
`;
}

function check(name: string): string {
  return `/** Calls that \`${name}\` reports in TypeScript and JavaScript. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { rule } from './rule.ts';

export function* check({ document, facts }: CheckInput<Facts>): Iterable<Finding> {
  for (const call of facts.calls) {
    if (call.name !== 'pitfall') continue;
    const line = { start: call.range.start, end: document.text.indexOf('\\n', call.range.end) + 1 };
    const fixes = () => [rule.fix('remove', {}, [{ range: line, text: '' }])];
    yield rule.finding('called', call.range, { callee: call.calleeText }, { fixes });
  }
}
`;
}

function page(name: string): string {
  return `# ${name}

Finds calls of \`pitfall\`.

## Why it hurts

Say what goes wrong, and when.

## Bad and good

${examples}

## What the fixes do

It removes the call.

## When to allow it

Say when the finding is no flaw.
`;
}

function chinesePage(name: string): string {
  return `# ${name}

找出对 \`pitfall\` 的调用。

## 为什么有害

说明会出什么问题，以及何时出。

## 反例与正例

${examples}

## 修复会做什么

移除此调用。

## 何时允许

说明什么时候它不是缺陷。
`;
}

const examples = `\`\`\`ts bad
declare function pitfall(): void;
pitfall();
\`\`\`

\`\`\`ts good
declare function harmless(): void;
harmless();
\`\`\``;
