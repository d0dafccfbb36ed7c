/** The files that one request looks at, each in one version, and their places as the protocol has them. */

import type { Location, Range as ProtocolRange } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileFacts, Place } from '../callGraph/functions.ts';
import type { MentioningFiles } from '../callGraph/callers.ts';
import { filesMentioning, patternFor } from '../node/mentioningFiles.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { linesOf, type OpenDocuments, protocolRange } from './documents.ts';
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
  readonly #lines = new Map<string, TextDocument>();

  constructor(options: KnownFilesOptions) {
    this.#options = options;
  }

  readonly facts = (path: string): Promise<FileFacts | undefined> => {
    const known = this.#files.get(path) ?? this.#read(path);
    this.#files.set(path, known);
    return known;
  };

  readonly mentioning: MentioningFiles = (words) => this.#mentioning(words);

  location({ path, range }: Place): Location {
    return { uri: this.#options.documents.uriOf(path), range: this.range(path, range) };
  }

  range(path: string, range: Range): ProtocolRange {
    const lines = this.#lines.get(path) ?? this.#options.documents.linesIn(path);
    this.#lines.set(path, lines);
    return protocolRange(lines, range);
  }

  async #read(path: string): Promise<FileFacts | undefined> {
    const { workspace } = this.#options;
    const result = await workspace.findings(path);
    const facts = workspace.factsBehind(result);
    if (result.kind !== 'checked' || facts === undefined) return undefined;
    this.#lines.set(path, linesOf(result.document.text));
    return { document: result.document, facts };
  }

  /** The text of an open document counts, not that of its file. */
  async *#mentioning(words: readonly string[]): AsyncGenerator<string> {
    const { documents, roots } = this.#options;
    const pattern = patternFor(words);
    for (const path of documents.paths()) if (pattern.test(documents.linesIn(path).getText())) yield path;
    for await (const path of filesMentioning(roots(), words)) if (!documents.isOpen(path)) yield path;
  }
}
