/** The parts of `package.json` that follow from the rules and the snippets. The rest is written by hand. */

import type { RuleDefinition } from '../../server/analysis/rule.ts';
import type { Snippet } from '../../snippets/snippet.ts';
import { rulesSchema } from './settingsSchema.ts';
import { staticSnippetPath } from './snippetFiles.ts';

/** The text of `package.json` with `contributes.configuration` and `contributes.snippets` as they should be. */
export function withContributions(
  packageText: string,
  rules: readonly RuleDefinition[],
  snippets: readonly Snippet[],
): string {
  const manifest: Record<string, unknown> = JSON.parse(packageText);
  const contributed = typeof manifest.contributes === 'object' ? manifest.contributes : {};
  manifest.contributes = {
    ...contributed,
    configuration: configuration(rules),
    ...(snippets.length === 0 ? {} : { snippets: snippetContributions }),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function configuration(rules: readonly RuleDefinition[]): unknown {
  return {
    title: 'Async Pitfalls',
    properties: {
      'asyncPitfalls.enable': {
        type: 'boolean',
        default: true,
        scope: 'window',
        description: 'Whether anything is checked.',
      },
      'asyncPitfalls.rules': {
        ...Object(rulesSchema(rules)),
        default: {},
        scope: 'resource',
        markdownDescription:
          'Levels and options by rule, such as `{ "missing-await": "warning", "blocking-call/file": "off" }`. ' +
          'What the configuration file of a project says wins.',
      },
      'asyncPitfalls.trace.server': {
        type: 'string',
        enum: ['off', 'messages', 'verbose'],
        default: 'off',
        scope: 'window',
        description: 'Logs what the editor and the language server say to each other.',
      },
    },
  };
}

const snippetContributions = (['python', 'typescript'] as const).flatMap((language) =>
  (language === 'typescript' ? ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'] : [language]).map(
    (editorLanguage) => ({ language: editorLanguage, path: `./${staticSnippetPath(language)}` }),
  ),
);
