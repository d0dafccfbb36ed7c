/** What is said about suppression comments themselves. Not in the catalogue: nothing but their comment is looked at. */

import { defineRule } from './rule.ts';

export const unusedSuppression = defineRule({
  name: 'unused-suppression',
  summary: { en: 'A comment that allows a pitfall which is not there', zh: '注释放行了一个并不存在的问题' },
  category: 'lost-work',
  level: 'hint',
  messages: {
    'one-rule': {
      en: 'Nothing is found here for `{rule}`, so this comment can go.',
      zh: '这里没有 `{rule}` 的问题，这条注释可以删除。',
    },
    'every-rule': {
      en: 'Nothing is found here, so this comment can go.',
      zh: '这里没有发现任何问题，这条注释可以删除。',
    },
  },
  // No part of fix-all: a comment written just before its code, or a project whose packages are not installed, would lose
  // what is needed a moment later.
  fixes: { remove: { en: 'Remove the unused suppression', zh: '删除无用的忽略注释', safety: 'tidying' } },
});

export const unknownRule = defineRule({
  name: 'unknown-rule',
  summary: { en: 'A comment that allows a rule which does not exist', zh: '注释忽略了一个不存在的规则' },
  category: 'lost-work',
  level: 'warning',
  messages: {
    unknown: {
      en: 'No rule is called `{name}`, so nothing is ignored.',
      zh: '没有名为 `{name}` 的规则，因此什么也没有忽略。',
    },
    misspelt: {
      en: 'No rule is called `{name}`, so nothing is ignored. Did you mean `{suggestion}`?',
      zh: '没有名为 `{name}` 的规则，因此什么也没有忽略。是否想写 `{suggestion}`？',
    },
  },
  fixes: {
    rename: { en: 'Ignore `{suggestion}`', zh: '改为忽略 `{suggestion}`', safety: 'suggestion' },
    remove: { en: 'Remove the unknown rule', zh: '删除未知的规则', safety: 'suggestion' },
  },
});

export const suppressionRules = [unusedSuppression, unknownRule] as const;
