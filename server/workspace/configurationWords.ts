/** What is said about mistakes in a configuration. */

import type { OptionDefinition } from '../analysis/rule.ts';
import type { LocalizedText } from '../analysis/locale.ts';

export const notRead = (reason: string): LocalizedText => ({
  en: `the configuration is not read: ${reason}`,
  zh: `未读取配置：${reason}`,
});

/** `isKnown`: an earlier text of the file was whole. */
export const invalidJson = (error: string, isKnown: boolean): LocalizedText =>
  isKnown
    ? {
        en: `this is not valid JSON (${error}), so the last valid configuration stays in force`,
        zh: `这不是有效的 JSON（${error}），因此仍沿用上一份有效配置`,
      }
    : {
        en: `this is not valid JSON (${error}), so the defaults hold for what is broken`,
        zh: `这不是有效的 JSON（${error}），因此出错部分使用默认值`,
      };

export const invalidToml = (isKnown: boolean): LocalizedText =>
  isKnown
    ? {
        en: 'this is not valid TOML, so the last valid `[tool.async-pitfalls]` stays in force',
        zh: '这不是有效的 TOML，因此仍沿用上一份有效的 `[tool.async-pitfalls]`',
      }
    : {
        en: 'this is not valid TOML, so `[tool.async-pitfalls]` is not read and the defaults hold',
        zh: '这不是有效的 TOML，因此未读取 `[tool.async-pitfalls]`，使用默认值',
      };

/** `what` is named by the place: the whole configuration, or a key. */
export const mustBeTable = (key: string | undefined): LocalizedText => ({
  en: `${key === undefined ? 'the configuration' : `\`${key}\``} must be a table of keys and values`,
  zh: `${key === undefined ? '配置' : ` \`${key}\` `}必须是由键和值组成的表`.trim(),
});

export const mustBeGlobs = (key: string): LocalizedText => ({
  en: `\`${key}\` must be a list of globs`,
  zh: `\`${key}\` 必须是 glob 列表`,
});

export function mustBe(key: string, option: OptionDefinition): LocalizedText {
  const { en, zh } = expected(option);
  return { en: `\`${key}\` must be ${en}`, zh: `\`${key}\` 必须是${zh}` };
}

function expected(option: OptionDefinition): LocalizedText {
  switch (option.kind) {
    case 'number':
      return { en: `a number, at least ${option.minimum}`, zh: `不小于 ${option.minimum} 的数字` };
    case 'boolean':
      return { en: '`true` or `false`', zh: ' `true` 或 `false`' };
    case 'strings':
      return { en: 'a list of strings', zh: '字符串列表' };
    case 'callees':
      return {
        en: 'a list of full names, such as `company.store.read`',
        zh: '完整名称的列表，如 `company.store.read`',
      };
  }
}

/** The kinds of words that a configuration may get wrong. */
export const unknownWords = {
  key: { en: 'key', zh: '键' },
  rule: { en: 'rule', zh: '规则' },
  level: { en: 'level', zh: '级别' },
  fileRole: { en: 'file role', zh: '文件角色' },
} satisfies Record<string, LocalizedText>;

export const messageOf = (rule: string): LocalizedText => ({
  en: `message of \`${rule}\``,
  zh: ` \`${rule}\` 的消息`,
});

export const optionOf = (rule: string): LocalizedText => ({
  en: `option of \`${rule}\``,
  zh: ` \`${rule}\` 的选项`,
});

export function unknown(
  what: LocalizedText,
  word: string,
  suggestion: string | undefined,
  candidates: readonly string[],
): LocalizedText {
  return suggestion === undefined
    ? {
        en: `unknown ${what.en} \`${word}\`; there are ${candidates.join(', ')}`,
        zh: `未知的${what.zh} \`${word}\`；可用的有 ${candidates.join('、')}`,
      }
    : {
        en: `unknown ${what.en} \`${word}\`; did you mean \`${suggestion}\`?`,
        zh: `未知的${what.zh} \`${word}\`；你是想写 \`${suggestion}\` 吗？`,
      };
}
