/** What takes more files than that of the finding: the async twin of a helper, and a chain of helpers made async. */

import { CodeActionKind } from 'vscode-languageserver/node';
import { asyncChain } from '../callGraph/asyncChain.ts';
import { asyncTwin } from '../callGraph/asyncTwin.ts';
import type { Finding } from '../analysis/finding.ts';
import type { Locale } from '../analysis/locale.ts';
import type { ActionProvider, ActionRequest, Choice, OfferedAction } from './actionProvider.ts';
import type { CheckedFile } from './findings.ts';
import { KnownFiles, type KnownFilesOptions } from './knownFiles.ts';
import { idOf } from './toDiagnostic.ts';
import { words } from './words.ts';
import type { ChangePlan } from './workspaceEdits.ts';

export class ChainActions implements ActionProvider {
  readonly name = 'chain';
  readonly #options: KnownFilesOptions;
  readonly #locale: Locale;

  constructor(options: KnownFilesOptions, locale: Locale) {
    this.#options = options;
    this.#locale = locale;
  }

  /** All callers are looked for, which takes too long for a light bulb. */
  async offers({ file, here, wants, asksFor, isAutomatic }: ActionRequest): Promise<readonly OfferedAction[]> {
    if (!(isAutomatic ? asksFor : wants)(CodeActionKind.RefactorRewrite)) return [];
    const offers: OfferedAction[] = [];
    for (const { finding, diagnostic } of here()) {
      if (finding.rule !== 'transitive-blocking-call') continue;
      const shown = { kind: CodeActionKind.RefactorRewrite, diagnostics: [diagnostic] };
      const twin = await this.#twinOf(file, finding);
      if (twin !== undefined)
        offers.push({
          ...shown,
          title: words[this.#locale].callAsyncTwin(twin.name),
          choice: [idOf(finding), 'twin'],
        });
      const chain = await this.#chainOf(file, finding);
      if (chain === undefined) continue;
      offers.push({
        ...shown,
        title: words[this.#locale].makeChainAsync,
        choice: [idOf(finding), 'chain'],
        ...(chain.kind === 'impossible' ? { disabledBecause: chain.reason[this.#locale] } : {}),
      });
    }
    return offers;
  }

  async plan(file: CheckedFile, [id, change]: Choice): Promise<ChangePlan | undefined> {
    const finding = file.findings.find((candidate) => idOf(candidate) === id);
    if (change === 'twin') {
      const twin = finding && (await this.#twinOf(file, finding));
      return twin && { files: [{ path: file.path, text: file.document.text, edits: twin.edits }] };
    }
    const chain = finding && (await this.#chainOf(file, finding));
    if (chain?.kind !== 'possible') return undefined;
    const { makeChainAsync, makeChainAsyncNote } = words[this.#locale];
    return {
      files: chain.files.map(({ document: { path, text }, edits }) => ({ path, text, edits })),
      note: { label: makeChainAsync, description: makeChainAsyncNote },
    };
  }

  #twinOf(file: CheckedFile, finding: Finding) {
    const facts = this.#options.workspace.factsBehind(file);
    return facts && asyncTwin({ document: file.document, facts }, finding, new KnownFiles(this.#options).facts);
  }

  #chainOf(file: CheckedFile, finding: Finding) {
    const { workspace } = this.#options;
    const facts = workspace.factsBehind(file);
    if (facts === undefined) return undefined;
    const files = new KnownFiles(this.#options);
    return asyncChain({ document: file.document, facts }, finding, {
      source: files.facts,
      mentioning: files.mentioning,
      check: (document, changed) => {
        const result = workspace.resultOf(document, changed);
        return result.kind === 'checked' ? result.findings : [];
      },
    });
  }
}
