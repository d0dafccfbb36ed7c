/** Answers what an editor asks about a place in a document: hovers, completions and code actions. */

import type { Connection, TextDocumentPositionParams } from 'vscode-languageserver/node';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientAbilities } from './clientAbilities.ts';
import type { CodeActions } from './codeActions.ts';
import { toCompletionItems } from './completions.ts';
import type { ConfigurationDocuments } from './configurationDocuments.ts';
import type { OpenDocuments } from './documents.ts';
import type { EditorFindings } from './findings.ts';
import { hoverAt } from './hover.ts';

export interface QuestionSurroundings {
  readonly workspace: Workspace;
  readonly documents: OpenDocuments;
  readonly findings: EditorFindings;
  readonly configurations: ConfigurationDocuments;
  readonly codeActions: CodeActions;
  readonly abilities: ClientAbilities;
  /** As they are when something is asked. */
  readonly settings: () => QuestionSettings;
}

export interface QuestionSettings {
  readonly offersSnippets: boolean;
  readonly explainsAwait: boolean;
}

export function answerQuestions(connection: Connection, surroundings: QuestionSurroundings): void {
  const { workspace, documents, findings, configurations, codeActions, abilities, settings } = surroundings;
  const { locale, snippets: hasSnippets, labelDetails: hasLabelDetails } = abilities;

  /** What is known about the document at the editor's position, where it is one of ours and open. */
  async function fileAt({ textDocument, position }: TextDocumentPositionParams) {
    const path = documents.pathOf(textDocument.uri);
    const file = path === undefined ? undefined : await findings.of(path);
    const place = documents.offsetRange(textDocument.uri, { start: position, end: position });
    return file && place && { file, place };
  }

  connection.onCodeAction((parameters, token) => {
    const path = documents.configurationPathOf(parameters.textDocument.uri);
    return path === undefined ? codeActions.at(parameters, token) : configurations.actionsAt(path, parameters);
  });
  connection.onCodeActionResolve((action, token) => codeActions.resolve(action, token));
  connection.onHover(async (parameters) => {
    const path = documents.configurationPathOf(parameters.textDocument.uri);
    if (path !== undefined) return configurations.hoverAt(path, parameters);
    const here = await fileAt(parameters);
    return here && hoverAt(here.place, here.file, { workspace, locale, explainsAwait: settings().explainsAwait });
  });
  connection.onCompletion(async (parameters) => {
    const path = documents.configurationPathOf(parameters.textDocument.uri);
    if (path !== undefined) return configurations.completionsAt(path, parameters);
    const here = settings().offersSnippets ? await fileAt(parameters) : undefined;
    if (here === undefined) return [];
    const offers = workspace.snippetsAt(here.file, here.place.start);
    return toCompletionItems(here.file, offers, { locale, hasSnippets, hasLabelDetails });
  });
}
