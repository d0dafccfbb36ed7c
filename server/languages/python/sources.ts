/** The texts the front end works on: open documents first, then the disk; each parsed once a version. */

import type { Document } from '../../analysis/document.ts';
import type { FolderEntries, FrontEndHost } from '../../facts/frontEnd.ts';
import { interfaceFingerprint, textFingerprint } from './fingerprints.ts';
import type { Range } from '../../analysis/text.ts';
import type { Module } from './parser/nodes.ts';
import { parse } from './parser/parser.ts';
import { bindModule, type ModuleScope } from './scopes.ts';

/** One version of one Python file. */
export interface SourceModule {
  readonly document: Document;
  readonly tree: Module;
  readonly names: ModuleScope;
  readonly errors: readonly Range[];
  readonly comments: readonly Range[];
  /** The offset of triple quotes that nothing closes, where the text behind them is read as code. */
  readonly openQuote: number | undefined;
  /** Of the whole text. */
  readonly fingerprint: string;
  /** Of what other files can see without following bodies. */
  readonly interface: string;
}

export type SourceAnswer =
  | { readonly kind: 'module'; readonly module: SourceModule }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** A walk over all files keeps trees up to this many UTF-16 code units of source in total. */
const mostInPassing = 24_000_000;

/** Files beyond this many UTF-16 code units are data, whatever their name. */
const longestText = 4_000_000;

export class Sources {
  private readonly host: FrontEndHost;
  private readonly opened = new Map<string, Document>();
  private readonly answers = new Map<string, SourceAnswer>();
  private readonly versions = new Map<string, number>();
  private readonly states = new Map<string, string | undefined>();
  private readonly folders = new Map<string, FolderEntries | undefined>();
  private readonly files = new Map<string, ReadonlySet<string>>();
  /** The file that each change of a text or folder was in, in order. */
  private readonly changes: string[] = [];
  private folderChanges = 0;
  private size = 0;

  constructor(host: FrontEndHost) {
    this.host = host;
  }

  /** Grows with every change of a text or folder. */
  get revision(): number {
    return this.changes.length;
  }

  /** The files that changed after a revision; others may have come or gone where the layout has grown. */
  changedSince(revision: number): ReadonlySet<string> {
    return new Set(this.changes.slice(Math.max(revision, 0)));
  }

  /** Grows where files may have come or gone. */
  get layout(): number {
    return this.folderChanges;
  }

  /** Differs between two texts of a file, without reading either. */
  versionOf(path: string): number {
    return this.versions.get(path) ?? 0;
  }

  /** Of the file on disk that counts, or of an earlier text of it; `undefined` where that says nothing. */
  stateOf(path: string): string | undefined {
    if (this.opened.has(path)) return undefined;
    if (!this.states.has(path)) this.states.set(path, this.host.memory?.stateOf(path));
    return this.states.get(path);
  }

  open(document: Document): void {
    const known = this.opened.get(document.path);
    if (known === undefined && this.listsWithout(document.path)) this.forgetFolders();
    this.opened.set(document.path, document);
    if (known?.text === document.text) {
      this.renumber(document);
      return;
    }
    this.forget(document.path);
  }

  close(path: string): void {
    if (!this.opened.delete(path)) return;
    this.folderChanges++;
    this.forget(path);
  }

  changed(path: string): void {
    this.forgetFolders();
    if (this.opened.has(path)) this.changes.push(path);
    else this.forget(path);
  }

  isOpen(path: string): boolean {
    return this.opened.has(path);
  }

  openedPaths(): readonly string[] {
    return [...this.opened.keys()];
  }

  has(path: string): boolean {
    if (this.opened.has(path)) return true;
    const slash = path.lastIndexOf('/');
    return this.filesIn(path.slice(0, slash) || '/').has(path.slice(slash + 1));
  }

  list(folder: string): FolderEntries | undefined {
    const known = this.folders.get(folder);
    if (known !== undefined || this.folders.has(folder)) return known;
    const entries = this.host.list(folder);
    this.folders.set(folder, entries);
    return entries;
  }

  private filesIn(folder: string): ReadonlySet<string> {
    let names = this.files.get(folder);
    if (names === undefined) {
      names = new Set(this.list(folder)?.files);
      this.files.set(folder, names);
    }
    return names;
  }

  /** The module at a path, parsed when it is first asked for. */
  read(path: string): SourceAnswer {
    const known = this.answers.get(path);
    if (known !== undefined) return known;
    const answer = this.parsed(path);
    this.answers.set(path, answer);
    if (answer.kind === 'module') this.size += answer.module.document.text.length;
    return answer;
  }

  /** The same for whoever goes over all files: kept for those who ask next while there is plenty of room. */
  readInPassing(path: string): SourceAnswer {
    return this.size < mostInPassing ? this.read(path) : (this.answers.get(path) ?? this.parsed(path));
  }

  readText(path: string): string | undefined {
    const opened = this.opened.get(path);
    if (opened !== undefined) return opened.text;
    const file = this.host.readText(path);
    return file.kind === 'text' ? file.text : undefined;
  }

  /** Forgets the trees of files that are not open once they take too much memory; they are parsed again when needed. */
  trim(longestTotal: number): boolean {
    if (this.size <= longestTotal) return false;
    for (const path of this.answers.keys()) if (!this.opened.has(path)) this.answers.delete(path);
    this.size = 0;
    return true;
  }

  private parsed(path: string): SourceAnswer {
    const opened = this.opened.get(path);
    const file = opened ?? this.fromDisk(path);
    if ('reason' in file) return file;
    if (file.text.length > longestText)
      return { kind: 'unreadable', reason: 'The file is too large to be source code' };
    return { kind: 'module', module: moduleOf(file) };
  }

  private fromDisk(path: string): Document | Extract<SourceAnswer, { kind: 'unreadable' }> {
    // A file that changes meanwhile must not have the state of its later text.
    this.stateOf(path);
    const file = this.host.readText(path);
    if (file.kind === 'unreadable') return file;
    const { text, cells } = file;
    return { path, language: 'python', version: 0, text, ...(cells === undefined ? {} : { cells }) };
  }

  /** Whether a folder above was listed before this file came: then nobody has told of what else has come with it. */
  private listsWithout(path: string): boolean {
    const names = path.split('/');
    return names.some((name, depth) => {
      const folder = names.slice(0, depth).join('/') || '/';
      if (depth === 0 || !this.folders.has(folder)) return false;
      const entries = this.folders.get(folder);
      return entries === undefined || !(entries.files.includes(name) || entries.folders.includes(name));
    });
  }

  private renumber(document: Document): void {
    const known = this.answers.get(document.path);
    if (known?.kind === 'module')
      this.answers.set(document.path, { kind: 'module', module: new Parsed(document, known.module) });
  }

  private forgetFolders(): void {
    this.folderChanges++;
    this.folders.clear();
    this.files.clear();
  }

  private forget(path: string): void {
    this.answers.delete(path);
    this.states.delete(path);
    this.changes.push(path);
    this.versions.set(path, this.changes.length);
  }
}

/** The fingerprints are made when somebody wants them. */
class Parsed implements SourceModule {
  readonly document: Document;
  readonly tree: Module;
  readonly names: ModuleScope;
  readonly errors: readonly Range[];
  readonly comments: readonly Range[];
  readonly openQuote: number | undefined;
  private ofText: string | undefined;
  private ofInterface: string | undefined;

  /** `parts` are those of the same text, parsed before. */
  constructor(document: Document, parts: Pick<SourceModule, 'tree' | 'names' | 'errors' | 'comments' | 'openQuote'>) {
    this.document = document;
    this.tree = parts.tree;
    this.names = parts.names;
    this.errors = parts.errors;
    this.comments = parts.comments;
    this.openQuote = parts.openQuote;
  }

  get fingerprint(): string {
    this.ofText ??= textFingerprint(this.document.text);
    return this.ofText;
  }

  get interface(): string {
    this.ofInterface ??= interfaceFingerprint(this.document.text, this.tree);
    return this.ofInterface;
  }
}

/** Parses a text and finds what its names mean. */
export function moduleOf(document: Document): SourceModule {
  const { module: tree, errors, comments, openQuote } = parse(document.text);
  return new Parsed(document, {
    tree,
    names: bindModule(document.path, document.text, tree),
    errors: errors.map(({ start, end }) => ({ start, end })),
    comments,
    openQuote,
  });
}
