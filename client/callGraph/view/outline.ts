/** The text twin of the drawing: nested lists with the same content, for reading aloud, searching and copying. */

import type { CallGraph, CallGraphNode, CallGraphStep, Choices, Location, Words } from '../messages.ts';
import { type Descriptions, fill, lookOf } from './describe.ts';

export interface OutlineRequest {
  readonly graph: CallGraph;
  readonly choices: Choices;
  readonly words: Words;
  readonly descriptions: Descriptions;
  readonly open: (location: Location) => void;
  readonly expand: (node: CallGraphNode) => void;
}

export function outlineOf(request: OutlineRequest): HTMLElement {
  const { graph, choices } = request;
  const outline = new Outline(request);
  const list = document.createElement('ul');
  const root = graph.nodes.find(({ id }) => id === graph.root);
  if (root !== undefined) list.append(choices.direction === 'callees' ? outline.callees(root) : outline.callers(root));
  return list;
}

class Outline {
  readonly #request: OutlineRequest;
  /** Functions whose steps are in the list already. */
  readonly #told = new Set<string>();

  constructor(request: OutlineRequest) {
    this.#request = request;
  }

  callees(node: CallGraphNode, step?: CallGraphStep): HTMLLIElement {
    const item = document.createElement('li');
    item.append(...(step === undefined ? [this.#head(node)] : [this.#step(step), this.#head(node)]));
    if (this.#isTold(node, item)) return item;
    const nodes = new Map(this.#request.graph.nodes.map((each) => [each.id, each]));
    const list = document.createElement('ul');
    for (const each of node.steps) {
      const next = each.to === undefined ? undefined : nodes.get(each.to);
      if (next !== undefined) list.append(this.callees(next, each));
      else list.append(entry(this.#step(each)));
    }
    if (node.hiddenSteps > 0) list.append(entry(this.#more(node)));
    if (list.childElementCount > 0) item.append(list);
    return item;
  }

  callers(node: CallGraphNode, steps: readonly CallGraphStep[] = []): HTMLLIElement {
    const item = entry(this.#head(node), ...steps.map((step) => this.#step(step)));
    if (this.#isTold(node, item)) return item;
    const list = document.createElement('ul');
    for (const caller of this.#request.graph.nodes) {
      const leading = caller.steps.filter(({ to }) => to === node.id);
      if (leading.length > 0) list.append(this.callers(caller, leading));
    }
    if (list.childElementCount > 0) item.append(list);
    return item;
  }

  #isTold(node: CallGraphNode, item: HTMLLIElement): boolean {
    const isTold = this.#told.has(node.id);
    this.#told.add(node.id);
    if (isTold && node.steps.length > 0) item.append(` (${this.#request.words.shownAbove})`);
    return isTold;
  }

  #head(node: CallGraphNode): HTMLElement {
    const { descriptions, open } = this.#request;
    const head = document.createElement('span');
    head.className = 'head';
    const detail = document.createElement('span');
    detail.className = 'detail';
    detail.textContent = ` ${descriptions.detailOf(node)}`;
    head.append(
      button(descriptions.nameOf(node), 'name', () => open(node.location)),
      detail,
    );
    return head;
  }

  #step(step: CallGraphStep): HTMLElement {
    const { descriptions, open } = this.#request;
    const [first] = step.locations;
    const sentence = descriptions.sentenceFor(step);
    return button(sentence, `step ${lookOf(step)}`, () => first !== undefined && open(first));
  }

  #more(node: CallGraphNode): HTMLElement {
    const { words, expand } = this.#request;
    return button(fill(words.showMore, node.hiddenSteps), 'step more', () => expand(node));
  }
}

function entry(...content: readonly HTMLElement[]): HTMLLIElement {
  const item = document.createElement('li');
  item.append(...content);
  return item;
}

function button(label: string, kind: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.className = kind;
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}
