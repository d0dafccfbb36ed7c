/** Where the view of a call graph puts cards and lines. */

import { describe, expect, test } from 'vitest';
import type { CallGraph, CallGraphNode, CallGraphStep, Words } from '../../../client/callGraph/messages.ts';
import { Descriptions } from '../../../client/callGraph/view/describe.ts';
import { type Drawing, drawingOf } from '../../../client/callGraph/view/layout.ts';

const position = { line: 0, character: 0 };
const location = { uri: 'file:///work/main.py', range: { start: position, end: position } };
const how = { awaited: 'awaits', together: 'at once', started: 'starts', 'handed-on': 'hands on', called: 'calls' };
// Only the words that descriptions use.
const words = {
  how: { ...how, 'never-runs': 'never runs' },
  separator: ', ',
  looped: 'in a loop',
  async: 'async',
} as unknown as Words;

/** Functions by name, with the names of those that they await. */
function graphOf(calls: Readonly<Record<string, readonly string[]>>): CallGraph {
  const nodes = Object.entries(calls).map(
    ([name, callees]): CallGraphNode => ({
      id: name,
      kind: 'async',
      name,
      location,
      isElsewhere: false,
      isRequestHandler: false,
      steps: callees.map(
        (callee, index): CallGraphStep => ({
          calleeText: callee,
          ...(callee in calls ? { to: callee } : {}),
          how: 'awaited',
          isLooped: false,
          order: index + 1,
          locations: [location],
        }),
      ),
      hiddenSteps: 0,
    }),
  );
  return { root: Object.keys(calls)[0] ?? '', nodes, isCut: false, mostNodes: 40, mostFiles: 200 };
}

function draw(calls: Readonly<Record<string, readonly string[]>>): Drawing {
  const graph = graphOf(calls);
  return drawingOf({
    graph,
    descriptions: new Descriptions(graph, words),
    measure: (text) => text.length * 7,
    more: (hidden) => `${hidden} more`,
  });
}

function cardNamed({ cards }: Drawing, name: string) {
  const card = cards.find(({ node }) => node.name === name);
  if (card === undefined) throw new Error(`no card of ${name}`);
  return card;
}

describe('cards', () => {
  const drawing = draw({
    main: ['one', 'two', 'three'],
    one: ['deep'],
    two: ['deep', 'main'],
    three: ['sleep'],
    deep: [],
  });

  test('do not overlap, and lie within the drawing', () => {
    for (const card of drawing.cards) {
      expect(card.x).toBeGreaterThanOrEqual(drawing.x);
      expect(card.y + card.height).toBeLessThanOrEqual(drawing.y + drawing.height);
      for (const other of drawing.cards) {
        const isApart =
          card.x + card.width < other.x ||
          other.x + other.width < card.x ||
          card.y + card.height < other.y ||
          other.y + other.height < card.y;
        expect(card === other || isApart, `${card.name} and ${other.name}`).toBe(true);
      }
    }
  });

  test('lie to the right of their callers, in the order of the steps', () => {
    const [main, ...others] = ['main', 'one', 'two', 'three'].map((name) => cardNamed(drawing, name));
    for (const other of others) expect(other.x).toBeGreaterThan((main?.x ?? 0) + (main?.width ?? 0));
    expect(others.map(({ y }) => y)).toEqual(others.map(({ y }) => y).toSorted((a, b) => a - b));
  });

  test('shorten names that are too long', () => {
    const [row] = cardNamed(draw({ main: ['x'.repeat(100)] }), 'main').rows;
    expect(row?.name).toMatch(/^x{20,40}…$/);
  });
});

describe('lines', () => {
  test('begin at a step and end at the head of its function', () => {
    const drawing = draw({ main: ['one', 'sleep', 'two'], one: [], two: [] });
    const main = cardNamed(drawing, 'main');
    expect(drawing.links.map(({ from, row, to }) => [from, row, to])).toEqual([
      ['main', 0, 'one'],
      ['main', 2, 'two'],
    ]);
    for (const { path, row } of drawing.links)
      expect(path.startsWith(`M${main.x + main.width},${main.rows[row]?.y}`)).toBe(true);
  });

  test('lead back to a caller and to the function itself', () => {
    expect(draw({ main: ['main', 'one'], one: ['main'] }).links.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'main main',
      'main one',
      'one main',
    ]);
  });
});
