/** The `graph` command: who waits for whom, from one function on, as lines that are indented by who calls whom. */

import path from 'node:path';
import type { Colors } from 'picocolors/types.js';
import { type CallGraph, type CallGraphNode, type CallGraphStep, callGraph } from '../callGraph/callGraph.ts';
import { type MentioningFiles, mostFiles } from '../callGraph/callers.ts';
import type { How } from '../callGraph/flow.ts';
import {
  type FactsSource,
  type FileFacts,
  type FunctionInFile,
  functionAround,
  keyOf,
  type Place,
} from '../callGraph/functions.ts';
import type { Locale } from '../analysis/locale.ts';
import { Lines } from './positions.ts';

export interface GraphRequest {
  /** Absolute, with forward slashes. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1; the function that the line is part of or begins, where it is left out. */
  readonly column?: number;
  readonly direction: 'callees' | 'callers';
  readonly depth: number;
}

export interface GraphStyle {
  readonly locale: Locale;
  readonly colors: Colors;
  /** Paths are shown relative to it. */
  readonly workingDirectory: string;
}

/** More functions are not shown. */
const mostNodes = 200;

/** `undefined` where nothing is known about the file. */
export async function graphText(
  request: GraphRequest,
  source: FactsSource,
  mentioning: MentioningFiles,
  style: GraphStyle,
): Promise<string | undefined> {
  const read = new Map<string, FileFacts>();
  const remembering: FactsSource = async (file) => {
    const known = read.get(file) ?? (await source(file));
    if (known !== undefined) read.set(file, known);
    return known;
  };
  const file = await remembering(request.path);
  const root = file && functionOn(file, request);
  if (root === undefined) return undefined;
  const { direction, depth } = request;
  const asked = { root: keyOf(root), direction, depth, expanded: [], mostNodes };
  const graph = await callGraph(asked, remembering, mentioning);
  return graph && new GraphText(graph, read, style).from(direction);
}

function functionOn(file: FileFacts, { line, column }: GraphRequest): FunctionInFile | undefined {
  const lines = new Lines(file.document.text);
  const at = (one: number) => functionAround(file, lines.offsetOf(line, one));
  if (column !== undefined) return at(column);
  const text = lines.textOf(line);
  const last = at(text.length + 1);
  return last?.fact.kind === 'module' ? at(text.search(/\S|$/) + 1) : last;
}

class GraphText {
  readonly #graph: CallGraph;
  readonly #files: ReadonlyMap<string, FileFacts>;
  readonly #style: GraphStyle;
  readonly #lines = new Map<string, Lines>();
  /** Functions whose steps have been told. */
  readonly #told = new Set<string>();

  constructor(graph: CallGraph, files: ReadonlyMap<string, FileFacts>, style: GraphStyle) {
    this.#graph = graph;
    this.#files = files;
    this.#style = style;
  }

  from(direction: GraphRequest['direction']): string {
    const root = this.#node(this.#graph.root);
    if (root === undefined) return '';
    const lines = direction === 'callees' ? this.#callees(root, '  ') : this.#callers(root, '  ');
    const notes = this.#graph.isCut ? [words[this.#style.locale].cut(mostNodes, mostFiles)] : [];
    return `${[this.#head(root), ...lines, ...notes].join('\n')}\n`;
  }

  #callees(node: CallGraphNode, indent: string): readonly string[] {
    if (this.#isTold(node)) return [];
    const lines = node.steps.flatMap((step) => {
      const next = step.to === undefined ? undefined : this.#node(step.to);
      return [indent + this.#step(step), ...(next === undefined ? [] : this.#callees(next, `${indent}   `))];
    });
    const { more } = words[this.#style.locale];
    return node.hiddenSteps > 0 ? [...lines, indent + this.#style.colors.dim(more(node.hiddenSteps))] : lines;
  }

  #callers(node: CallGraphNode, indent: string): readonly string[] {
    if (this.#isTold(node)) return [];
    return this.#graph.nodes.flatMap((caller) => {
      const leading = caller.steps.filter(({ to }) => to === node.id);
      if (leading.length === 0) return [];
      const steps = leading.map((step) => `${indent}   ${this.#step(step)}`);
      return [indent + this.#head(caller), ...steps, ...this.#callers(caller, `${indent}   `)];
    });
  }

  #isTold({ id }: CallGraphNode): boolean {
    const isTold = this.#told.has(id);
    this.#told.add(id);
    return isTold;
  }

  #head({ kind, name, givenTo, place }: CallGraphNode): string {
    const { colors, locale } = this.#style;
    const { callback, module } = words[locale];
    const shown = name !== '' ? name : givenTo === undefined ? module : callback(givenTo);
    return [colors.bold(shown), ...(kind === 'async' ? ['async'] : []), this.#place(place)].join('  ');
  }

  #step(step: CallGraphStep): string {
    const { order, how, isLooped, places, blocks } = step;
    const { colors, locale } = this.#style;
    const { ways, separator, inLoop, blocking, through } = words[locale];
    const node = step.to === undefined ? undefined : this.#node(step.to);
    const callee = node?.givenTo === undefined ? step.calleeText : words[locale].callback(node.givenTo);
    const chain = blocks?.steps.map(({ calleeText }) => calleeText).join(' → ') ?? '';
    const way = blocks === undefined ? ways[how] : colors.red(blocking(blocks.kind));
    return [
      `${order}. ${colors.cyan(callee)}${places.length > 1 ? ` ×${places.length}` : ''}`,
      [way, ...(isLooped ? [inLoop] : []), ...(chain === '' ? [] : [through(chain)])].join(separator),
      ...places.slice(0, 1).map((place) => this.#place(place)),
    ].join('  ');
  }

  #place({ path: file, range }: Place): string {
    const lines = this.#lines.get(file) ?? new Lines(this.#files.get(file)?.document.text ?? '');
    this.#lines.set(file, lines);
    const shown = path.relative(this.#style.workingDirectory, file).replaceAll(path.sep, '/');
    return this.#style.colors.dim(`${shown}:${lines.positionOf(range.start).line}`);
  }

  #node(id: string): CallGraphNode | undefined {
    return this.#graph.nodes.find((node) => node.id === id);
  }
}

interface Words {
  readonly ways: Readonly<Record<How, string>>;
  readonly separator: string;
  readonly inLoop: string;
  readonly module: string;
  readonly blocking: (kind: NonNullable<CallGraphStep['blocks']>['kind']) => string;
  readonly through: (chain: string) => string;
  readonly callback: (callee: string) => string;
  readonly more: (steps: number) => string;
  readonly cut: (functions: number, files: number) => string;
}

const words: Readonly<Record<Locale, Words>> = {
  en: {
    ways: {
      awaited: 'awaits',
      together: 'at once',
      started: 'only starts',
      'handed-on': 'hands on',
      'never-runs': 'never runs',
      called: 'calls',
    },
    separator: ', ',
    inLoop: 'in a loop',
    module: '(module)',
    blocking: (kind) => `blocks (${kind})`,
    through: (chain) => `through ${chain}`,
    callback: (callee) => `callback of ${callee}`,
    more: (steps) => `… ${steps} more: raise --depth to follow.`,
    cut: (functions, files) =>
      `There is more: ${functions} functions are shown at most, and callers are looked for in ${files} files at most.`,
  },
  zh: {
    ways: {
      awaited: 'await',
      together: '并发',
      started: '只启动',
      'handed-on': '转交',
      'never-runs': '从不执行',
      called: '调用',
    },
    separator: '，',
    inLoop: '在循环中',
    module: '（模块）',
    blocking: (kind) => `阻塞（${kind}）`,
    through: (chain) => `经由 ${chain}`,
    callback: (callee) => `${callee} 的回调`,
    more: (steps) => `… 还有 ${steps} 步：增大 --depth 继续跟踪。`,
    cut: (functions, files) => `还有更多：最多显示 ${functions} 个函数，最多在 ${files} 个文件中查找调用方。`,
  },
};
