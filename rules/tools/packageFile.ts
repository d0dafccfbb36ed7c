/** The parts of `package.json` that follow from the rules and the snippets. The rest is written by hand. */

import type { Locale, LocalizedText } from '../../server/analysis/locale.ts';
import type { RuleDefinition } from '../../server/analysis/rule.ts';
import type { Snippet } from '../../snippets/snippet.ts';
import { rulesSchema, type SchemaOptions } from './settingsSchema.ts';
import { snippetContributions } from './snippetFiles.ts';

/** A manifest and the words that it refers to, one text a language. */
export interface PackageFiles {
  readonly manifest: string;
  readonly words: Readonly<Record<Locale, string>>;
}

/**
 * `package.json` with `contributes.configuration` and `contributes.snippets` as they should be, and the descriptions that
 * it refers to in the files of words.
 */
export function withContributions(
  texts: PackageFiles,
  rules: readonly RuleDefinition[],
  snippets: readonly Snippet[],
): PackageFiles {
  const manifest: Record<string, unknown> = JSON.parse(texts.manifest);
  const contributed = typeof manifest.contributes === 'object' ? manifest.contributes : {};
  const descriptions = new Map<string, LocalizedText>();
  manifest.contributes = {
    ...contributed,
    configuration: configuration(rules, (name, text) => {
      descriptions.set(`${prefix}${name}`, text);
      return `%${prefix}${name}%`;
    }),
    ...(snippets.length === 0 ? {} : { snippets: snippetContributions('./snippets') }),
  };
  return {
    manifest: toJson(manifest),
    words: {
      en: withDescriptions(texts.words, descriptions, 'en'),
      zh: withDescriptions(texts.words, descriptions, 'zh'),
    },
  };
}

/** Of the names of generated descriptions. */
const prefix = 'configuration.';

function withDescriptions(
  words: PackageFiles['words'],
  descriptions: ReadonlyMap<string, LocalizedText>,
  locale: Locale,
): string {
  const known: Record<string, string> = JSON.parse(words[locale]);
  const byHand = Object.entries(known).filter(([name]) => !name.startsWith(prefix));
  return toJson(Object.fromEntries([...byHand, ...[...descriptions].map(([name, text]) => [name, text[locale]])]));
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function configuration(rules: readonly RuleDefinition[], describe: SchemaOptions['describe']): unknown {
  return {
    title: 'Async Pitfalls',
    properties: {
      'asyncPitfalls.enable': {
        type: 'boolean',
        default: true,
        scope: 'window',
        description: describe('enable', { en: 'Whether anything is checked.', zh: '是否进行检查。' }),
      },
      'asyncPitfalls.explainAwait': {
        type: 'boolean',
        default: true,
        scope: 'window',
        description: describe('explainAwait', {
          en: 'Whether hovering the word `await` says what is waited for, what runs meanwhile and who gets the error.',
          zh: '悬停在 `await` 上时，是否说明在等待什么、期间运行什么，以及错误由谁处理。',
        }),
      },
      'asyncPitfalls.scope': {
        type: 'string',
        enum: ['openFiles', 'changed', 'workspace'],
        markdownEnumDescriptions: [
          describe('scope.openFiles', { en: 'Files that are open.', zh: '已打开的文件。' }),
          describe('scope.changed', {
            en: 'Also files that differ from the last commit, as the Git extension knows them; without it, as in a workspace that is not trusted, files that change from now on.',
            zh: '还有与上次提交不同的文件，以 Git 扩展所知为准；没有 Git 扩展时（如工作区不受信任），为此后发生变化的文件。',
          }),
          describe('scope.workspace', {
            en: 'All files of the workspace, looked through in the background once one in our languages is open.',
            zh: '工作区的所有文件：打开一个受支持语言的文件后，在后台逐一检查。',
          }),
        ],
        default: 'openFiles',
        scope: 'window',
        markdownDescription: describe('scope', {
          en: 'Which files are checked without being asked. **Async Pitfalls: Scan Workspace** checks all of them once.',
          zh: '无需请求就检查哪些文件。**Async Pitfalls: 扫描工作区** 把所有文件检查一次。',
        }),
      },
      'asyncPitfalls.rules': {
        ...rulesSchema(rules, { describe, isStrict: true }),
        default: {},
        scope: 'resource',
        markdownDescription: describe('rules', {
          en:
            'Levels and options by rule, such as `{ "missing-await": "warning", "blocking-call/file": "off" }`. ' +
            'What the configuration file of a project says wins.',
          zh:
            '各规则的级别和选项，例如 `{ "missing-await": "warning", "blocking-call/file": "off" }`。' +
            '以项目的配置文件为准。',
        }),
      },
      'asyncPitfalls.snippets.enabled': {
        type: 'boolean',
        default: true,
        scope: 'window',
        description: describe('snippets.enabled', {
          en: 'Whether snippets such as `aioGather` and `aioTimeout` are offered while you type.',
          zh: '输入时是否提供 `aioGather`、`aioTimeout` 等代码片段。',
        }),
      },
      'asyncPitfalls.memoryLimit': {
        type: 'number',
        default: 4096,
        minimum: 256,
        scope: 'window',
        description: describe('memoryLimit', {
          en:
            'How much memory the analysis of each language may take, in MiB. What takes more is started anew; the entry ' +
            'of Async Pitfalls in the language status says so.',
          zh: '每种语言的分析可占用的内存，以 MiB 为单位。超过时分析会重新启动；语言状态中的 Async Pitfalls 条目会说明。',
        }),
      },
      'asyncPitfalls.trace.server': {
        type: 'string',
        enum: ['off', 'messages', 'verbose'],
        default: 'off',
        scope: 'window',
        description: describe('trace.server', {
          en: 'Logs what the editor and the language server say to each other.',
          zh: '记录编辑器与语言服务器之间的通信。',
        }),
      },
    },
  };
}
