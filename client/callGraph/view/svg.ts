/** The drawing as SVG. Every function and every step can be focused, and says in words what it is. */

import type { CallGraphNode, CallGraphStep } from '../messages.ts';
import { type Descriptions, lookOf } from './describe.ts';
import { type Card, type Drawing, headHeight, type Link, nameIndent, type Row, rowHeight } from './layout.ts';

/** Something in the drawing that the reader can go to. */
export interface Item {
  readonly key: string;
  readonly element: SVGGElement;
  readonly node: CallGraphNode;
  readonly kind: 'head' | 'step' | 'more';
  readonly step?: CallGraphStep;
}

export interface Picture {
  readonly svg: SVGSVGElement;
  /** Card by card, from top to bottom. */
  readonly items: readonly Item[];
  /** The lines that begin or end at an item. */
  readonly linesOf: (item: Item) => readonly SVGPathElement[];
}

export function pictureOf(drawing: Drawing, root: string, title: string, descriptions: Descriptions): Picture {
  const svg = element('svg', {
    viewBox: `${drawing.x} ${drawing.y} ${drawing.width} ${drawing.height}`,
    width: drawing.width,
    height: drawing.height,
    role: 'group',
    'aria-label': title,
  });
  svg.append(arrows());
  const lines = new Map(drawing.links.map((link) => [link, lineOf(link)]));
  const lineGroup = element('g', { 'aria-hidden': 'true' });
  lineGroup.append(...lines.values());
  svg.append(lineGroup);
  const items = drawing.cards.flatMap((card) => {
    const { group, items: own } = cardOf(card, card.node.id === root, descriptions);
    svg.append(group);
    return own;
  });
  const linesOf = ({ node, kind, key }: Item) =>
    [...lines].flatMap(([{ from, row, to }, line]) => {
      const isOwn = kind === 'head' ? from === node.id || to === node.id : keyOf(from, row) === key;
      return isOwn ? [line] : [];
    });
  return { svg, items, linesOf };
}

function cardOf(card: Card, isRoot: boolean, descriptions: Descriptions) {
  const { node, x, y, width, height, rows, name, detail } = card;
  const group = element('g', { class: `card ${node.kind}${isRoot ? ' root' : ''}` });
  group.append(element('rect', { class: 'frame', x, y, width, height, rx: 6 }));
  const head = focusable(`${descriptions.nameOf(node)}, ${detail}`, 'head');
  head.append(
    element('rect', { class: 'area', x, y, width, height: headHeight - 2, rx: 6 }),
    text(name, { class: 'name', x: x + 12, y: y + 20 }),
    text(detail, { class: 'detail', x: x + 12, y: y + 36 }),
    titleOf(`${descriptions.nameOf(node)}\n${detail}`),
  );
  group.append(head);
  if (rows.length > 0)
    group.append(element('line', { class: 'rule', x1: x, x2: x + width, y1: y + headHeight, y2: y + headHeight }));
  const items: Item[] = [{ key: node.id, element: head, node, kind: 'head' }];
  rows.forEach((row, index) => {
    const own = rowOf(card, row, rows[index - 1], rows[index + 1], descriptions);
    group.append(own);
    const kind = row.step === undefined ? 'more' : 'step';
    const step = row.step === undefined ? {} : { step: row.step };
    items.push({ key: keyOf(node.id, index), element: own, node, kind, ...step });
  });
  return { group, items };
}

function rowOf(
  { x, width }: Card,
  row: Row,
  before: Row | undefined,
  after: Row | undefined,
  descriptions: Descriptions,
) {
  const { step, name, way, y } = row;
  const label = step === undefined ? name : descriptions.sentenceFor(step);
  const group = focusable(label, `row ${step === undefined ? 'more' : lookOf(step)}`);
  group.append(
    element('rect', { class: 'area', x: x + 3, y: y - rowHeight / 2, width: width - 6, height: rowHeight, rx: 4 }),
  );
  if (step !== undefined) {
    const isFirst = before?.step?.order !== step.order;
    const isLast = after?.step?.order !== step.order;
    if (isFirst) group.append(text(String(step.order), { class: 'order', x: x + 24, y: y + 4, 'text-anchor': 'end' }));
    group.append(barOf(x + 32, y, step, isFirst, isLast));
    group.append(text(way, { class: 'way', x: x + width - 12, y: y + 4, 'text-anchor': 'end' }));
  }
  group.append(text(name, { class: 'callee', x: x + nameIndent, y: y + 4 }), titleOf(label));
  return group;
}

/** Beside a step: one unbroken bar along those that run at once, a dot for the others. */
function barOf(x: number, y: number, { how }: CallGraphStep, isFirst: boolean, isLast: boolean): SVGElement {
  if (how !== 'together') return element('circle', { class: 'mark', cx: x, cy: y, r: 3 });
  const top = y - rowHeight / 2 + (isFirst ? 4 : 0);
  const bottom = y + rowHeight / 2 - (isLast ? 4 : 0);
  return element('rect', { class: 'mark', x: x - 2, y: top, width: 4, height: bottom - top });
}

function lineOf({ look, path }: Link): SVGPathElement {
  return element('path', { class: `line ${look}`, d: path, 'marker-end': `url(#arrow-${look})` });
}

function arrows(): SVGDefsElement {
  const defs = element('defs', {});
  for (const look of ['awaited', 'together', 'started', 'handed-on', 'never-runs', 'called', 'blocks', 'blocks-disk']) {
    const marker = element('marker', {
      id: `arrow-${look}`,
      viewBox: '0 0 8 8',
      refX: 7,
      refY: 4,
      markerWidth: 8,
      markerHeight: 8,
      markerUnits: 'userSpaceOnUse',
      orient: 'auto',
    });
    marker.append(element('path', { class: `arrow ${look}`, d: 'M0,0.5 L8,4 L0,7.5 z' }));
    defs.append(marker);
  }
  return defs;
}

/** Only one of them takes part in the order of Tab; arrow keys go to the others. */
function focusable(label: string, kind: string): SVGGElement {
  return element('g', { class: `item ${kind}`, role: 'button', tabindex: -1, 'aria-label': label });
}

function keyOf(node: string, row: number): string {
  return `${node} ${row}`;
}

function text(content: string, attributes: Attributes): SVGTextElement {
  const made = element('text', attributes);
  made.textContent = content;
  return made;
}

function titleOf(content: string): SVGTitleElement {
  const made = element('title', {});
  made.textContent = content;
  return made;
}

type Attributes = Readonly<Record<string, string | number>>;

function element<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes,
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
