/** The choices above the graph, and what they lead to in words. */

import type { CallGraph, Choices, How, Words } from '../messages.ts';
import { fill, type Look, lookOf } from './describe.ts';

export type ViewKind = 'graph' | 'list';

export interface ToolbarActions {
  readonly choose: (choices: Choices) => void;
  readonly show: (view: ViewKind) => void;
  readonly zoom: (factor: number) => void;
}

const depths = [1, 2, 3, 4, 5, 6, 8, 10];

export function toolbarOf(choices: Choices, view: ViewKind, words: Words, actions: ToolbarActions): HTMLElement {
  const bar = made('div', 'toolbar', '');
  const direction = select(
    'direction',
    [
      ['callees', words.calls],
      ['callers', words.callers],
    ],
    choices.direction,
    (value) => actions.choose({ ...choices, direction: value === 'callers' ? 'callers' : 'callees', expanded: [] }),
  );
  const depth = select(
    'depth',
    depths.map((each) => [String(each), String(each)]),
    String(choices.depth),
    (value) => actions.choose({ ...choices, depth: Number(value) }),
  );
  bar.append(labelled(words.direction, direction), labelled(words.depth, depth));
  const views: readonly (readonly [ViewKind, string])[] = [
    ['graph', words.graph],
    ['list', words.list],
  ];
  const group = made('span', 'views', '');
  for (const [kind, label] of views) {
    const choice = button(label, () => actions.show(kind));
    choice.setAttribute('aria-pressed', String(kind === view));
    group.append(choice);
  }
  bar.append(group);
  if (view === 'graph') {
    const zoom = made('span', 'views', '');
    for (const [sign, label, factor] of [
      ['−', words.zoomOut, 1 / 1.25],
      ['+', words.zoomIn, 1.25],
    ] as const) {
      const choice = button(sign, () => actions.zoom(factor));
      choice.title = label;
      choice.setAttribute('aria-label', label);
      zoom.append(choice);
    }
    bar.append(zoom);
  }
  return bar;
}

/** How much is shown, and what is not. */
export function statusOf(
  { nodes, isCut, mostNodes, mostFiles }: CallGraph,
  { direction, depth }: Choices,
  words: Words,
): string {
  const isAlone = nodes.length === 1 && nodes[0]?.steps.length === 0 && nodes[0].hiddenSteps === 0;
  if (isAlone) return direction === 'callees' ? words.nothing : words.nobody;
  const further = nodes.filter(({ hiddenSteps }) => hiddenSteps > 0).length;
  return [
    fill(words.shown, nodes.length, depth),
    ...(further > 0 && direction === 'callees' ? [fill(words.hiddenFurther, further)] : []),
    ...(isCut ? [fill(words.cut, mostNodes, mostFiles)] : []),
  ].join(' ');
}

/** The looks that the graph has. */
export function legendOf({ nodes }: CallGraph, words: Words): HTMLElement {
  const looks = new Set(nodes.flatMap(({ steps }) => steps.map(lookOf)));
  const legend = made('div', 'legend', '');
  const all: readonly (readonly [Look, string])[] = [
    ...Object.entries(words.how).map(([how, word]) => [how as How, word] as const),
    ['blocks', fill(words.blocks, '…')],
    ['blocks-disk', fill(words.blocks, words.blocking.file)],
  ];
  for (const [look, word] of all) if (looks.has(look)) legend.append(made('span', `key ${look}`, word));
  if (looks.size > 0) legend.append(made('span', 'numbers', words.legend));
  return legend;
}

function select(
  id: string,
  options: readonly (readonly [value: string, label: string])[],
  chosen: string,
  choose: (value: string) => void,
): HTMLSelectElement {
  const list = document.createElement('select');
  list.id = id;
  for (const [value, label] of options) list.add(new Option(label, value, false, value === chosen));
  list.addEventListener('change', () => choose(list.value));
  return list;
}

function labelled(label: string, control: HTMLElement): HTMLLabelElement {
  const around = document.createElement('label');
  around.append(label, ' ', control);
  return around;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

export function made(name: 'div' | 'span' | 'p', kind: string, content: string): HTMLElement {
  const element = document.createElement(name);
  element.className = kind;
  element.textContent = content;
  return element;
}
