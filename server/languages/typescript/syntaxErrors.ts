/** Where the compiler finds syntax errors, asked once for some files. */

import type { SourceFile } from 'typescript/unstable/ast';
import type { Range } from '../../analysis/text.ts';
import type { OpenProject } from './openProject.ts';

export class SyntaxErrors {
  readonly #byFile = new Map<string, Range[]>();

  constructor({ program }: OpenProject, sources: readonly SourceFile[]) {
    const [only, ...others] = sources;
    if (only === undefined) return;
    // One answer about the whole project is cheaper than many about its files.
    for (const { fileName, pos, end } of program.getSyntacticDiagnostics(
      others.length > 0 ? undefined : only.fileName,
    )) {
      const ranges = this.#byFile.get(fileName ?? '') ?? [];
      this.#byFile.set(fileName ?? '', ranges);
      ranges.push({ start: pos, end });
    }
  }

  in(source: SourceFile): readonly Range[] {
    return this.#byFile.get(source.fileName) ?? [];
  }
}
