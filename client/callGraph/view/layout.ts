/** Where the cards of the functions lie, and how the lines between them run. */

import { Graph, layout } from '@dagrejs/dagre';
import type { CallGraph, CallGraphNode, CallGraphStep } from '../messages.ts';
import { type Descriptions, type Look, lookOf } from './describe.ts';

export const headHeight = 46;
export const rowHeight = 26;
const footHeight = 6;
/** Left of the name: the number of the step and the bar of those that run at once. */
export const nameIndent = 42;
const gap = 20;
const padding = 12;
const widestName = 260;

export interface Row {
  /** Left out for the row that shows more. */
  readonly step?: CallGraphStep;
  readonly name: string;
  readonly way: string;
  /** Of its middle. */
  readonly y: number;
}

export interface Card {
  readonly node: CallGraphNode;
  readonly name: string;
  readonly detail: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly Row[];
}

/** From a step to the function that it leads to. */
export interface Link {
  readonly from: string;
  readonly row: number;
  readonly to: string;
  readonly look: Look;
  readonly path: string;
}

export interface Drawing {
  /** Of the corner at the top left. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly cards: readonly Card[];
  readonly links: readonly Link[];
}

/** Gives the width of a text in pixels. */
export type Measure = (text: string, isStrong: boolean) => number;

export interface LayoutRequest {
  readonly graph: CallGraph;
  readonly descriptions: Descriptions;
  readonly measure: Measure;
  /** What the row that shows more says. */
  readonly more: (hidden: number) => string;
}

export function drawingOf(request: LayoutRequest): Drawing {
  const { nodes } = request.graph;
  const sizes = new Map(nodes.map((node) => [node.id, sizeOf(node, request)]));
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 22, ranksep: 68 });
  for (const [id, { width, height }] of sizes) graph.setNode(id, { width, height });
  // Where nothing speaks for another order, the last one that is told comes first.
  for (const [from, to] of forwardCalls(nodes).reverse()) graph.setEdge(from, to, {}, 'step');
  layout(graph);
  const cards = nodes.flatMap((node) => {
    const size = sizes.get(node.id);
    const { x, y } = graph.node(node.id);
    return size === undefined ? [] : [cardOf(node, size, { x: x - size.width / 2, y: y - size.height / 2 })];
  });
  const bends = graph.edges().flatMap((edge): readonly Point[] => graph.edge(edge)?.points ?? []);
  return { ...boundsOf(cards, bends), cards, links: linksOf(cards, graph) };
}

/** Without those that lead back to a function on the way: they should move nothing. */
function forwardCalls(nodes: readonly CallGraphNode[]): (readonly [from: string, to: string])[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const onTheWay = new Set<string>();
  const done = new Set<string>();
  const calls: (readonly [string, string])[] = [];
  const follow = (id: string): void => {
    if (done.has(id)) return;
    done.add(id);
    onTheWay.add(id);
    for (const { to } of byId.get(id)?.steps ?? []) {
      if (to === undefined || onTheWay.has(to)) continue;
      calls.push([id, to]);
      follow(to);
    }
    onTheWay.delete(id);
  };
  for (const { id } of nodes) follow(id);
  return calls;
}

const margin = 16;

/** Long lines may run beyond the cards. */
function boundsOf(cards: readonly Card[], bends: readonly Point[]) {
  const xs = [...bends.map(({ x }) => x), ...cards.flatMap(({ x, width }) => [x, x + width])];
  const ys = [...bends.map(({ y }) => y), ...cards.flatMap(({ y, height }) => [y, y + height])];
  const x = Math.min(...xs) - margin;
  const y = Math.min(...ys) - margin;
  return { x, y, width: Math.max(...xs) + margin - x, height: Math.max(...ys) + margin - y };
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly name: string;
  readonly detail: string;
  readonly rows: readonly Omit<Row, 'y'>[];
}

function sizeOf(node: CallGraphNode, { descriptions, measure, more }: LayoutRequest): Size {
  const cut = (text: string, isStrong: boolean) => shortened(text, widestName, (part) => measure(part, isStrong));
  const name = cut(descriptions.nameOf(node), true);
  const detail = descriptions.detailOf(node);
  const rows: Omit<Row, 'y'>[] = node.steps.map((step) => ({
    step,
    name: cut(descriptions.calleeOf(step), false),
    way: descriptions.wayOf(step),
  }));
  if (node.hiddenSteps > 0) rows.push({ name: more(node.hiddenSteps), way: '' });
  const widths = rows.map(
    (row) => nameIndent + measure(row.name, false) + gap + measure(row.way, row.step?.blocks !== undefined) + padding,
  );
  const head = padding * 2 + Math.max(measure(name, true), measure(detail, false));
  const foot = rows.length > 0 ? footHeight : 0;
  return {
    name,
    detail,
    rows,
    width: Math.ceil(Math.max(150, head, ...widths)),
    height: headHeight + rows.length * rowHeight + foot,
  };
}

function cardOf(
  node: CallGraphNode,
  { rows, ...size }: Size,
  corner: { readonly x: number; readonly y: number },
): Card {
  const placed = rows.map((row, index) => ({ ...row, y: corner.y + headHeight + (index + 0.5) * rowHeight + 2 }));
  return { node, ...size, ...corner, rows: placed };
}

function linksOf(cards: readonly Card[], graph: Graph): readonly Link[] {
  const byId = new Map(cards.map((card) => [card.node.id, card]));
  return cards.flatMap((card) =>
    card.rows.flatMap(({ step, y }, row) => {
      const target = step?.to === undefined ? undefined : byId.get(step.to);
      if (step === undefined || target === undefined) return [];
      const from = card.node.id;
      const to = target.node.id;
      const start = { x: card.x + card.width, y };
      const end = { x: target.x, y: target.y + headHeight / 2 };
      // The points between the two lead a long line around the cards in its way.
      const between = (graph.edge(from, to, 'step')?.points ?? []).slice(1, -1);
      const isForward = end.x > start.x;
      // A line to the next column needs no bends.
      const way =
        isForward && between.length > 1 ? between.filter(({ x }: Point) => x > start.x + 12 && x < end.x - 12) : [];
      return [
        { from, row, to, look: lookOf(step), path: isForward ? curve([start, ...way, end]) : returning(start, end) },
      ];
    }),
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Leaves and arrives level, like the text it connects. */
function curve(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (first === undefined) return '';
  let path = `M${at(first)}`;
  let last = first;
  for (const point of others) {
    const middle = (last.x + point.x) / 2;
    path += `C${at({ x: middle, y: last.y })} ${at({ x: middle, y: point.y })} ${at(point)}`;
    last = point;
  }
  return path;
}

/** To a card on the left, or to its own: out, around and in. */
function returning(start: Point, end: Point): string {
  const reach = 60;
  const out = { x: start.x + reach, y: start.y };
  const back = { x: end.x - reach, y: end.y };
  return `M${at(start)}C${at(out)} ${at({ x: out.x, y: start.y - reach })} ${at({ x: (start.x + end.x) / 2, y: Math.min(start.y, end.y) - reach })}S${at(back)} ${at(end)}`;
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}

function shortened(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  let length = text.length;
  while (length > 1 && measure(`${text.slice(0, length)}…`) > width) length--;
  return `${text.slice(0, length)}…`;
}
