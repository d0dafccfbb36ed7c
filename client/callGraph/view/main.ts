/** The view of a call graph, in a webview: draws what the extension sends and says what the reader does. */

import type { CallGraph, CallGraphNode, Choices, FromView, Location, ToView, Words } from '../messages.ts';
import { Descriptions, fill } from './describe.ts';
import { drawingOf } from './layout.ts';
import { Navigation } from './navigation.ts';
import { outlineOf } from './outline.ts';
import { pictureOf } from './svg.ts';
import { legendOf, made, statusOf, toolbarOf, type ViewKind } from './toolbar.ts';

interface ViewState {
  readonly view: ViewKind;
  readonly zoom: number;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void;
  getState(): ViewState | undefined;
  setState(state: ViewState): void;
};

interface Content {
  readonly graph: CallGraph;
  readonly choices: Choices;
  readonly words: Words;
}

const smallest = 0.4;
const largest = 2.5;

class View {
  readonly #editor = acquireVsCodeApi();
  /** Who reads with a screen reader begins with the list. */
  #state: ViewState = this.#editor.getState() ?? {
    view: document.body.classList.contains('vscode-using-screen-reader') ? 'list' : 'graph',
    zoom: 1,
  };
  readonly #top = made('div', 'top', '');
  readonly #status = made('p', 'status', '');
  readonly #body = made('div', 'body', '');
  #content: Content | undefined;
  #navigation: Navigation | undefined;
  #root: string | undefined;

  start(): void {
    this.#status.setAttribute('role', 'status');
    document.body.append(this.#top, this.#status, this.#body);
    window.addEventListener('message', ({ data }: MessageEvent<ToView>) => this.#hear(data));
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#editor.postMessage({ type: 'leave' });
    });
    this.#editor.postMessage({ type: 'ready' });
  }

  #hear(message: ToView): void {
    if (message.type === 'trouble') {
      this.#status.textContent = message.message;
      return;
    }
    this.#content = message;
    this.#show();
  }

  #show(): void {
    const content = this.#content;
    if (content === undefined) return;
    const { graph, choices, words } = content;
    const { view } = this.#state;
    const focused = document.activeElement?.id ?? '';
    const wasInside = this.#body.contains(document.activeElement);
    const scroll = { left: this.#body.scrollLeft, top: this.#body.scrollTop };
    const toolbar = toolbarOf(choices, view, words, {
      choose: (chosen) => this.#editor.postMessage({ type: 'choose', choices: chosen }),
      show: (chosen) => this.#change({ view: chosen }),
      zoom: (factor) => this.#change({ zoom: Math.min(largest, Math.max(smallest, this.#state.zoom * factor)) }),
    });
    this.#top.replaceChildren(toolbar, legendOf(graph, words));
    this.#status.textContent = statusOf(graph, choices, words);
    const descriptions = new Descriptions(graph, words);
    if (view === 'list') this.#body.replaceChildren(this.#list(content, descriptions));
    else this.#body.replaceChildren(this.#drawing(content, descriptions), made('p', 'help', words.help));
    this.#body.scrollTo(graph.root === this.#root ? scroll : { left: 0, top: 0 });
    // What was replaced takes the focus with it.
    if (focused !== '') document.getElementById(focused)?.focus();
    else if (wasInside || this.#root !== graph.root) this.#focusBody();
    this.#root = graph.root;
  }

  #drawing({ graph, words }: Content, descriptions: Descriptions): Element {
    const drawing = drawingOf({
      graph,
      descriptions,
      measure: textMeasure(),
      more: (hidden) => fill(words.showMore, hidden),
    });
    const root = graph.nodes.find(({ id }) => id === graph.root);
    const title = fill(words.title, root === undefined ? '' : descriptions.nameOf(root));
    const picture = pictureOf(drawing, graph.root, title, descriptions);
    picture.svg.setAttribute('width', String(drawing.width * this.#state.zoom));
    picture.svg.setAttribute('height', String(drawing.height * this.#state.zoom));
    const wanted = graph.root === this.#root ? this.#navigation?.key : undefined;
    this.#navigation = new Navigation(picture, this.#actions(), wanted);
    return picture.svg;
  }

  #list(content: Content, descriptions: Descriptions): Element {
    const list = outlineOf({ ...content, descriptions, ...this.#actions() });
    list.className = 'outline';
    return list;
  }

  #actions() {
    return {
      open: (location: Location) => this.#editor.postMessage({ type: 'open', location }),
      expand: (node: CallGraphNode) => this.#expand(node),
    };
  }

  #expand({ id }: CallGraphNode): void {
    const choices = this.#content?.choices;
    if (choices === undefined) return;
    this.#editor.postMessage({ type: 'choose', choices: { ...choices, expanded: [...choices.expanded, id] } });
  }

  #change(change: Partial<ViewState>): void {
    this.#state = { ...this.#state, ...change };
    this.#editor.setState(this.#state);
    this.#show();
  }

  #focusBody(): void {
    if (this.#state.view === 'graph') this.#navigation?.focus();
    else this.#body.querySelector('button')?.focus();
  }
}

/** By the fonts that the drawing has. */
function textMeasure() {
  const context = document.createElement('canvas').getContext('2d');
  const { fontFamily, fontSize } = getComputedStyle(document.body);
  return (text: string, isStrong: boolean): number => {
    if (context === null) return text.length * 8;
    context.font = `${isStrong ? '600 ' : ''}${fontSize} ${fontFamily}`;
    return context.measureText(text).width;
  };
}

new View().start();
