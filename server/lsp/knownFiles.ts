/** The files that one request looks at, each in one version, and their places as the protocol has them. */

import type { Location, Range as ProtocolRange, TextDocumentPositionParams } from 'vscode-languageserver/node';
import type { FileFacts, Place } from '../callGraph/functions.ts';
import type { MentioningFiles } from '../callGraph/callers.ts';
import { filesMentioning, patternFor } from '../node/mentioningFiles.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { OpenDocuments } from './documents.ts';
import { type Lines, linesOf, protocolRange } from './lines.ts';
import type { Range } from '../analysis/text.ts';

export interface KnownFilesOptions {
  readonly workspace: Workspace;
  readonly documents: OpenDocuments;
  /** The workspace folders. */
  readonly roots: () => readonly string[];
}

export class KnownFiles {
  readonly #options: KnownFilesOptions;
  readonly #files = new Map<string, Promise<FileFacts | undefined>>();
  readonly #lines = new Map<string, Lines>();

  constructor(options: KnownFilesOptions) {
    this.#options = options;
  }

  readonly facts = (path: string): Promise<FileFacts | undefined> => {
    const known = this.#files.get(path) ?? this.#read(path);
    this.#files.set(path, known);
    return known;
  };

  /** The file and the offset that a request is about; `undefined` where nothing is known about the file. */
  async at({
    textDocument,
    position,
  }: TextDocumentPositionParams): Promise<{ readonly file: FileFacts; readonly offset: number } | undefined> {
    const { documents } = this.#options;
    const path = documents.pathOf(textDocument.uri);
    const place = documents.offsetRange(textDocument.uri, { start: position, end: position });
    const file = path === undefined ? undefined : await this.facts(path);
    return file && place && { file, offset: place.start };
  }

  readonly mentioning: MentioningFiles = (words) => this.#mentioning(words);

  location({ path, range }: Place): Location {
    return this.#options.documents.locationOf(path, range, this.#linesIn(path));
  }

  range(path: string, range: Range): ProtocolRange {
    return protocolRange(this.#linesIn(path), range);
  }

  #linesIn(path: string): Lines {
    const lines = this.#lines.get(path) ?? this.#options.documents.linesIn(path);
    this.#lines.set(path, lines);
    return lines;
  }

  async #read(path: string): Promise<FileFacts | undefined> {
    const { workspace } = this.#options;
    const result = await workspace.findings(path);
    const facts = workspace.factsBehind(result);
    if (result.kind !== 'checked' || facts === undefined) return undefined;
    this.#lines.set(path, linesOf(result.document));
    return { document: result.document, facts };
  }

  /** The text of an open document counts, not that of its file. */
  async *#mentioning(words: readonly string[]): AsyncGenerator<string> {
    const { documents, roots } = this.#options;
    const pattern = patternFor(words);
    for (const path of documents.paths()) if (pattern.test(documents.textIn(path))) yield path;
    for await (const path of filesMentioning(roots(), words)) if (!documents.isOpen(path)) yield path;
  }
}
