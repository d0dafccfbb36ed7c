/** Shows mistakes in configuration files where they are written. */

import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import { rangeOf } from '../analysis/text.ts';
import type { ConfigurationProblem } from '../workspace/results.ts';
import type { OpenDocuments } from './documents.ts';
import { source } from './toDiagnostic.ts';

export class ConfigurationProblems {
  readonly #connection: Connection;
  readonly #documents: OpenDocuments;
  readonly #shown = new Map<string, string>();

  constructor(connection: Connection, documents: OpenDocuments) {
    this.#connection = connection;
    this.#documents = documents;
  }

  /** Shows these problems and takes back those that are no more. */
  show(problems: readonly ConfigurationProblem[]): void {
    const byPath = new Map<string, Diagnostic[]>([...this.#shown.keys()].map((path) => [path, []]));
    for (const problem of problems)
      byPath.set(problem.path, [...(byPath.get(problem.path) ?? []), this.#toDiagnostic(problem)]);
    for (const [path, diagnostics] of byPath) {
      const text = JSON.stringify(diagnostics);
      if (text === (this.#shown.get(path) ?? '[]')) continue;
      this.#shown.set(path, text);
      void this.#connection.sendDiagnostics({ uri: this.#documents.uriOf(path), diagnostics });
    }
  }

  #toDiagnostic({ path, range, message }: ConfigurationProblem): Diagnostic {
    const place = this.#documents.rangeIn(path, range ?? rangeOf(0, 0));
    return { range: place, severity: DiagnosticSeverity.Warning, source, message };
  }
}
