/** Where the compiler finds syntax errors, as long as nothing in the project changes. */

import type { SourceFile } from 'typescript/unstable/ast';
import type { Range } from '../../analysis/text.ts';
import type { OpenProject } from './openProject.ts';

export class SyntaxErrors {
  readonly #project: OpenProject;
  readonly #byFile = new Map<string, Range[]>();
  readonly #asked = new Set<string>();
  #isComplete = false;

  constructor(project: OpenProject) {
    this.#project = project;
  }

  /** One answer about the whole project is cheaper than many about its files. */
  prepare(sources: readonly SourceFile[]): void {
    const [first, ...others] = sources.filter(({ fileName }) => !this.#asked.has(fileName));
    if (first === undefined || this.#isComplete) return;
    if (others.length > 0) {
      this.#byFile.clear();
      this.#isComplete = true;
    }
    this.#ask(others.length > 0 ? undefined : first.fileName);
    this.#asked.add(first.fileName);
  }

  in(source: SourceFile): readonly Range[] {
    return this.#byFile.get(source.fileName) ?? [];
  }

  #ask(file: string | undefined): void {
    for (const { fileName = '', pos, end } of this.#project.program.getSyntacticDiagnostics(file)) {
      const ranges = this.#byFile.get(fileName) ?? [];
      this.#byFile.set(fileName, ranges);
      ranges.push({ start: pos, end });
    }
  }
}
