/** What may be put around the selected statements, as refactorings. */

import { CodeActionKind } from 'vscode-languageserver/node';
import type { Locale } from '../analysis/locale.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ActionProvider, ActionRequest, Choice, OfferedAction } from './actionProvider.ts';
import type { CheckedFile } from './findings.ts';
import type { ChangePlan } from './workspaceEdits.ts';

/** Each has a kind of its own below this one, so that a key can be bound to it. */
export const surroundKind = `${CodeActionKind.RefactorRewrite}.surround`;

export class SurroundActions implements ActionProvider {
  readonly name = 'surround';
  readonly #workspace: Workspace;
  readonly #locale: Locale;

  constructor(workspace: Workspace, locale: Locale) {
    this.#workspace = workspace;
    this.#locale = locale;
  }

  /** Nothing for an editor that asks by itself: a light bulb at every selection would only disturb. */
  async offers({ file, place, wants, asksFor, isAutomatic }: ActionRequest): Promise<readonly OfferedAction[]> {
    const isGiven = isAutomatic ? asksFor : wants;
    const isWanted = this.#workspace.surroundNames.some((name) => isGiven(`${surroundKind}.${name}`));
    if (!isWanted || place.start === place.end) return [];
    const offers = await this.#workspace.surroundsAt(file, place);
    return offers.map(({ surround: { name, title } }) => ({
      title: title[this.#locale],
      kind: `${surroundKind}.${name}`,
      choice: [name, String(place.start), String(place.end)],
    }));
  }

  async plan(file: CheckedFile, [name, start, end]: Choice): Promise<ChangePlan | undefined> {
    const offers = await this.#workspace.surroundsAt(file, { start: Number(start), end: Number(end) });
    const edits = offers.find(({ surround }) => surround.name === name)?.edits;
    return edits && { files: [{ path: file.path, text: file.document.text, edits }] };
  }
}
