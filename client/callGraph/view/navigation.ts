/** Moves through the drawing by keyboard: along steps, along lines, and back. */

import type { CallGraphNode, Location } from '../messages.ts';
import type { Item, Picture } from './svg.ts';

export interface NavigationActions {
  readonly open: (location: Location) => void;
  readonly expand: (node: CallGraphNode) => void;
}

export class Navigation {
  readonly #picture: Picture;
  readonly #actions: NavigationActions;
  #current: Item | undefined;

  /** `wanted` is the key of the item to begin with, where there is such an item. */
  constructor(picture: Picture, actions: NavigationActions, wanted: string | undefined) {
    this.#picture = picture;
    this.#actions = actions;
    const { items, svg } = picture;
    this.#current = items.find(({ key }) => key === wanted) ?? items[0];
    this.#current?.element.setAttribute('tabindex', '0');
    for (const item of items) {
      item.element.addEventListener('click', () => this.#act(item));
      item.element.addEventListener('focus', () => this.#enter(item));
      item.element.addEventListener('mouseenter', () => this.#mark(item, true));
      item.element.addEventListener('mouseleave', () => this.#mark(item, false));
      item.element.addEventListener('blur', () => this.#mark(item, false));
    }
    svg.addEventListener('keydown', (event) => this.#press(event));
  }

  /** The key of the item that has or had the focus. */
  get key(): string | undefined {
    return this.#current?.key;
  }

  focus(): void {
    this.#current?.element.focus();
  }

  #enter(item: Item): void {
    this.#current?.element.setAttribute('tabindex', '-1');
    item.element.setAttribute('tabindex', '0');
    this.#current = item;
    this.#mark(item, true);
    item.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #mark(item: Item, isMarked: boolean): void {
    for (const line of this.#picture.linesOf(item)) line.classList.toggle('marked', isMarked);
  }

  #act({ kind, node, step }: Item): void {
    const [call] = step?.locations ?? [];
    if (kind === 'more') this.#actions.expand(node);
    else this.#actions.open(call ?? node.location);
  }

  #press(event: KeyboardEvent): void {
    const item = this.#current;
    if (item === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') this.#act(item);
    else if (event.key === '+' && item.node.hiddenSteps > 0) this.#actions.expand(item.node);
    else {
      const next = this.#next(item, event.key);
      if (next === undefined) return;
      next.element.focus();
    }
    event.preventDefault();
  }

  #next(item: Item, key: string): Item | undefined {
    const { items } = this.#picture;
    const own = items.filter(({ node }) => node === item.node);
    const place = own.indexOf(item);
    switch (key) {
      case 'ArrowDown':
        return own[place + 1] ?? this.#cardBeside(item, 1)?.[0];
      case 'ArrowUp':
        return own[place - 1] ?? this.#cardBeside(item, -1)?.at(-1);
      case 'ArrowRight':
        return item.kind === 'head'
          ? own[1]
          : items.find(({ kind, node }) => kind === 'head' && node.id === item.step?.to);
      case 'ArrowLeft':
        return item.kind === 'head' ? items.find(({ step }) => step?.to === item.node.id) : own[0];
      case 'Home':
        return items[0];
      default:
        return undefined;
    }
  }

  /** The items of the nearest card above or below. */
  #cardBeside(item: Item, direction: 1 | -1): readonly Item[] | undefined {
    const { items } = this.#picture;
    const here = item.element.getBoundingClientRect();
    const heads = items
      .filter(({ kind, node }) => kind === 'head' && node !== item.node)
      .map((head) => ({ head, box: head.element.getBoundingClientRect() }))
      .filter(({ box }) => box.left < here.right && here.left < box.right && direction * (box.top - here.top) > 0)
      .sort((a, b) => direction * (a.box.top - b.box.top));
    const nearest = heads[0]?.head.node;
    return nearest && items.filter(({ node }) => node === nearest);
  }
}
