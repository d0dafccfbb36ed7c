/** What the graph and the list say about functions and steps. */

import type { CallGraph, CallGraphNode, CallGraphStep, Words } from '../messages.ts';

/** How a step is drawn: what blocks is the first thing to see, however it is called. */
export type Look = CallGraphStep['how'] | 'blocks' | 'blocks-disk';

export function lookOf({ how, blocks }: CallGraphStep): Look {
  if (blocks === undefined) return how;
  return blocks.kind === 'file' || blocks.kind === 'path' ? 'blocks-disk' : 'blocks';
}

export function fill(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}

export class Descriptions {
  readonly #words: Words;
  readonly #nodes: ReadonlyMap<string, CallGraphNode>;

  constructor({ nodes }: CallGraph, words: Words) {
    this.#words = words;
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
  }

  nameOf({ name, givenTo, location }: CallGraphNode): string {
    if (name !== '') return name;
    return givenTo === undefined ? fileOf(location.uri) : fill(this.#words.callbackOf, givenTo);
  }

  /** `async · orders.ts:12`. */
  detailOf({ kind, location, isRequestHandler, isElsewhere }: CallGraphNode): string {
    const { async, module, requestHandler, elsewhere } = this.#words;
    return [
      ...(kind === 'async' ? [async] : kind === 'module' ? [module] : []),
      placeOf(location),
      ...(isRequestHandler ? [requestHandler] : []),
      ...(isElsewhere ? [elsewhere] : []),
    ].join(' · ');
  }

  calleeOf({ calleeText, to, locations }: CallGraphStep): string {
    const node = to === undefined ? undefined : this.#nodes.get(to);
    const callee = node?.givenTo === undefined ? calleeText : this.nameOf(node);
    return locations.length > 1 ? `${callee} ×${locations.length}` : callee;
  }

  /** `at once, in a loop`. */
  wayOf({ how, isLooped, blocks }: CallGraphStep): string {
    const { how: ways, looped, separator, blocks: blocking, blocking: kinds } = this.#words;
    const way = blocks === undefined ? ways[how] : fill(blocking, kinds[blocks.kind]);
    return isLooped ? way + separator + looped : way;
  }

  /** The chain to what blocks, where it is further down. */
  chainOf({ blocks }: CallGraphStep): string {
    if (blocks === undefined || blocks.chain.length === 0) return '';
    return fill(this.#words.through, blocks.chain.map(({ calleeText }) => calleeText).join(' → '));
  }

  /** All about a step in one line. */
  sentenceFor(step: CallGraphStep): string {
    const [place] = step.locations;
    const parts = [this.wayOf(step), this.chainOf(step), place === undefined ? '' : placeOf(place)];
    const said = [this.calleeOf(step), ...parts.filter((part) => part !== '')];
    return `${step.order}. ${said.join(this.#words.separator)}`;
  }
}

export function placeOf({ uri, range }: CallGraphNode['location']): string {
  return `${fileOf(uri)}:${range.start.line + 1}`;
}

function fileOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
