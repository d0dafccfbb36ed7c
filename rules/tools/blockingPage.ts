/** The page that lists every blocking call we know, what takes its place and where both are documented. */

import type { RuleDefinition } from '../../server/analysis/rule.ts';
import type { BlockingKind, Since } from '../../server/blocking/blockingCall.ts';
import { nodePage, packagePage, standardPage } from '../../server/blocking/documentation.ts';
import type { Group as NodeGroup, Twin } from '../../server/blocking/nodeGroups.ts';
import { packages as nodePackages } from '../../server/blocking/nodePackages.ts';
import { standardLibrary as nodeStandardLibrary } from '../../server/blocking/nodeStandardLibrary.ts';
import { databases } from '../../server/blocking/pythonDatabases.ts';
import type { Group as PythonGroup, Twins } from '../../server/blocking/pythonGroups.ts';
import { packages as pythonPackages } from '../../server/blocking/pythonPackages.ts';
import { standardLibrary as pythonStandardLibrary } from '../../server/blocking/pythonStandardLibrary.ts';
import { pythonTwins, type TwinName } from '../../server/blocking/pythonTwins.ts';

/** One group of calls as a line of the page. */
interface Entry {
  readonly kind: BlockingKind;
  readonly line: string;
}

const introduction = `# Blocking calls

What [\`blocking-call\`](../rules/blocking-call/README.md) and [\`transitive-blocking-call\`](../rules/transitive-blocking-call/README.md)
know to block the event loop, by kind, and what they say to use instead. Each kind has a level that you can set, such as
\`blocking-call/file\`. Where nothing else is named, the call may run in a thread (\`asyncio.to_thread\`, which needs Python 3.9,
\`anyio.to_thread.run_sync\`, \`trio.to_thread.run_sync\`) or in a worker. A \`*\` stands for any name. This page is generated from
\`server/blocking\` by \`npm run generate\`.`;

/** `rule` is the one whose messages say the levels of the kinds. */
export function blockingPage(rule: RuleDefinition): string {
  return `${[
    introduction,
    '## Python: the standard library',
    ...sections(
      rule,
      pythonStandardLibrary.map((group) => pythonEntry(group, standardPage)),
    ),
    '## Python: packages',
    ...sections(
      rule,
      [...databases, ...pythonPackages].map((group) => pythonEntry(group, packagePage)),
    ),
    '## Node, Deno, Bun and browsers',
    ...sections(rule, nodeStandardLibrary.map(nodeEntry)),
    '## npm packages',
    ...sections(rule, nodePackages.map(nodeEntry)),
  ].join('\n\n')}\n`;
}

function sections({ messages, level }: RuleDefinition, entries: readonly Entry[]): readonly string[] {
  return Object.entries(messages).flatMap(([kind, message]) => {
    const lines = entries.filter((entry) => entry.kind === kind).map(({ line }) => line);
    return lines.length === 0 ? [] : [`### ${kind} (${message.level ?? level})`, lines.join('\n')];
  });
}

function pythonEntry(
  { of, names, except, kind, instead }: PythonGroup,
  pageOf: (owner: string) => string | undefined,
): Entry {
  const owners = of.split(' ').map((owner) => linked(owner, pageOf(owner)));
  const but = except === undefined ? '' : ` but ${codes(except)}`;
  const twin = instead === undefined ? '' : ` → ${pythonTwin(instead)}`;
  return { kind, line: `- ${owners.join(', ')}: ${codes(names)}${but}${twin}` };
}

function pythonTwin(instead: Twins): string {
  const libraries = new Map<TwinName, string[]>();
  for (const library of ['asyncio', 'anyio', 'trio'] as const) {
    const twin = instead[library];
    if (twin !== undefined) libraries.set(twin, [...(libraries.get(twin) ?? []), library]);
  }
  return [...libraries]
    .map(([twin, own]) => (own.length === 3 ? named(twin) : `${named(twin)} under ${own.join(' and ')}`))
    .join(', ');
}

function named(twin: TwinName): string {
  const { page, since } = pythonTwins[twin];
  return linked(twin, page) + versionOf(since);
}

function nodeEntry({ modules, names, kind, twin, since }: NodeGroup): Entry {
  const all = names.split(' ').map((name) => name.split('>'));
  const pages = modules.map((module) => linked(module, nodePage(module, all[0]?.[0] ?? '')));
  const twins = all.map(([name = '', twinName = name.replace(/^.*\./, '').replace(/Sync$/, '')]) =>
    displayed(twin(modules[0] ?? '', twinName)),
  );
  const calls = all.map(([name = '']) => name).join(' ');
  return {
    kind,
    line: `- ${pages.join(', ')}: ${codes(calls)} → ${codes([...new Set(twins)].join(' '))}${versionOf(since)}`,
  };
}

function displayed(twin: Twin): string {
  return twin.how === 'advice' ? twin.text.replaceAll(' ', '\u00a0') : twin.name;
}

function linked(name: string, page: string | undefined): string {
  return page === undefined ? `\`${name}\`` : `[\`${name}\`](${page})`;
}

function codes(names: string): string {
  return names
    .split(' ')
    .map((name) => `\`${name.replaceAll('\u00a0', ' ')}\``)
    .join(', ');
}

function versionOf(since: Since | undefined): string {
  return since === undefined ? '' : ` (${since.of} ${since.version}, ${since.year})`;
}
