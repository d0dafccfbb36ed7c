/** What the view of a call graph and the extension say to each other. Plain data: it crosses into a webview. */

/** The graph as the server gives it (`asyncPitfalls/callGraph`). */
export interface CallGraph {
  readonly root: string;
  /** The root first, then by distance from it. */
  readonly nodes: readonly CallGraphNode[];
  /** Whether something is left out, since there are more functions or files than are looked at. */
  readonly isCut: boolean;
  readonly mostNodes: number;
  readonly mostFiles: number;
}

export interface CallGraphNode {
  readonly id: string;
  readonly kind: 'async' | 'plain' | 'module';
  readonly name: string;
  /** For a function without a name: the call that it is written in. */
  readonly givenTo?: string;
  readonly location: Location;
  readonly isElsewhere: boolean;
  readonly isRequestHandler: boolean;
  readonly steps: readonly CallGraphStep[];
  readonly hiddenSteps: number;
}

export interface CallGraphStep {
  readonly calleeText: string;
  readonly to?: string;
  readonly how: How;
  readonly isLooped: boolean;
  readonly order: number;
  readonly locations: readonly Location[];
  readonly blocks?: {
    readonly kind: BlockingKind;
    readonly calleeText: string;
    readonly chain: readonly { readonly function: string; readonly calleeText: string; readonly location: Location }[];
  };
}

export type How = 'awaited' | 'together' | 'started' | 'handed-on' | 'never-runs' | 'called';

export type BlockingKind =
  | 'sleep'
  | 'network'
  | 'process'
  | 'system'
  | 'database'
  | 'embedded'
  | 'sdk'
  | 'thread'
  | 'input'
  | 'crypto'
  | 'compression'
  | 'compilation'
  | 'file'
  | 'path'
  | 'configured';

export interface Location {
  readonly uri: string;
  readonly range: Range;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

/** What the reader has chosen to see. */
export interface Choices {
  readonly direction: 'callees' | 'callers';
  readonly depth: number;
  readonly expanded: readonly string[];
}

export type ToView =
  | { readonly type: 'graph'; readonly graph: CallGraph; readonly choices: Choices; readonly words: Words }
  /** There is nothing to draw, and why. What was drawn before stays. */
  | { readonly type: 'trouble'; readonly message: string };

export type FromView =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly location: Location }
  | { readonly type: 'choose'; readonly choices: Choices }
  /** The reader wants to go back to the code. */
  | { readonly type: 'leave' };

/** The words of the view in the reader's language; `{0}` and so on stand for values. */
export interface Words {
  readonly title: string;
  readonly calls: string;
  readonly callers: string;
  readonly direction: string;
  readonly depth: string;
  readonly graph: string;
  readonly list: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly help: string;
  readonly how: Readonly<Record<How, string>>;
  readonly legend: string;
  readonly separator: string;
  readonly looped: string;
  readonly blocks: string;
  readonly blocking: Readonly<Record<BlockingKind, string>>;
  readonly through: string;
  readonly async: string;
  readonly module: string;
  readonly callbackOf: string;
  readonly requestHandler: string;
  readonly elsewhere: string;
  readonly showMore: string;
  readonly shown: string;
  readonly hiddenFurther: string;
  readonly cut: string;
  readonly nothing: string;
  readonly nobody: string;
  readonly shownAbove: string;
}
