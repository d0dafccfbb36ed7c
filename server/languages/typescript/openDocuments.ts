/** Documents open in an editor: they shadow the disk, and may have no file there. */

import type { Document } from '../../analysis/document.ts';
import { baseNameOf } from './folders.ts';

export class OpenDocuments {
  readonly #documents = new Map<string, Document>();
  /** Texts as the compiler gets them, by its name for the file. */
  readonly #texts = new Map<string, string>();
  #root = '';

  /** Documents without a folder, such as `untitled:Untitled-1`, are taken to lie in the first root. */
  configure(roots: readonly string[]): void {
    this.#root = roots[0] ?? '';
  }

  /** Gives the name under which the compiler knows the document. */
  open(document: Document): string {
    const file = this.fileNameOf(document.path);
    this.#documents.set(document.path, document);
    // Half of a surrogate pair ends the compiler; what stands in for it is as long, so offsets stay right.
    this.#texts.set(file, document.text.replace(/\p{Surrogate}/gu, '\uFFFD'));
    return file;
  }

  close(path: string): string | undefined {
    const file = this.fileNameOf(path);
    this.#texts.delete(file);
    return this.#documents.delete(path) ? file : undefined;
  }

  get(path: string): Document | undefined {
    return this.#documents.get(path);
  }

  textOf(file: string): string | undefined {
    return this.#texts.get(file);
  }

  /** Whether a document lies somewhere in the folder, which need not be on disk. */
  isFolder(path: string): boolean {
    for (const file of this.#texts.keys()) if (file.startsWith(`${path}/`)) return true;
    return false;
  }

  fileNameOf(path: string): string {
    if (path.startsWith('/') || /^[a-z]:\//i.test(path)) return path;
    const name = baseNameOf(path).replace(/[^\w.-]/g, '-');
    return `${this.#root}/${/\.[mc]?[jt]sx?$/.test(name) ? name : `${name}.ts`}`;
  }
}
