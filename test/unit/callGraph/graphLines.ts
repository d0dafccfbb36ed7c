/** A call graph as lines of text: each function, and below it its steps. */

import { type CallGraphRequest, callGraph } from '../../../server/callGraph/callGraph.ts';
import type { MentioningFiles } from '../../../server/callGraph/callers.ts';
import type { FactsSource } from '../../../server/callGraph/functions.ts';
import type { FrontEnd } from '../../../server/facts/frontEnd.ts';

export interface Surroundings {
  readonly frontEnd: FrontEnd;
  /** All of them, since a test's files are few. */
  readonly paths: readonly string[];
}

export function sourceOf({ frontEnd }: Surroundings): FactsSource {
  return async (path) => {
    for (const answer of frontEnd.facts([path]))
      if (answer.kind === 'facts') return { document: answer.document, facts: answer.facts };
    return undefined;
  };
}

export function mentioningIn({ paths }: Surroundings): MentioningFiles {
  return async function* () {
    yield* paths;
  };
}

/** `root` is a key without its folder. */
export async function graphLines(
  surroundings: Surroundings,
  root: string,
  asked: Partial<CallGraphRequest> = {},
): Promise<readonly string[]> {
  const [first = ''] = surroundings.paths;
  const folder = first.slice(0, first.lastIndexOf('/') + 1);
  const request: CallGraphRequest = {
    direction: 'callees',
    depth: 3,
    mostNodes: 40,
    ...asked,
    root: folder + root,
    expanded: (asked.expanded ?? []).map((key) => folder + key),
  };
  const graph = await callGraph(request, sourceOf(surroundings), mentioningIn(surroundings));
  if (graph === undefined) return ['gone'];
  const lines = graph.nodes.flatMap((node) => [
    `${node.kind} ${node.name || `in ${node.givenTo}`}${node.hiddenSteps > 0 ? ` +${node.hiddenSteps}` : ''}`,
    ...node.steps.map(({ order, how, isLooped, calleeText, to, places, blocks }) =>
      [
        `  ${order} ${how}${isLooped ? ' each' : ''} ${calleeText}`,
        ...(places.length > 1 ? [`x${places.length}`] : []),
        ...(to === undefined ? [] : [`-> ${to.slice(folder.length)}`]),
        ...(blocks === undefined
          ? []
          : [
              `blocks ${[...blocks.steps.map(({ calleeText }) => calleeText)].join(' > ') || calleeText} (${blocks.kind})`,
            ]),
      ].join(' '),
    ),
  ]);
  return graph.isCut ? [...lines, 'cut'] : lines;
}
