/** Planned changes become an edit of the workspace, as far as the client understands it. */

import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  CreateFile,
  SnippetTextEdit,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Edit } from '../analysis/text.ts';
import type { OpenDocuments, PlacedEdit } from './documents.ts';

/** What an action changes. */
export interface ChangePlan {
  readonly files: readonly FileChange[];
  readonly note?: ChangeNote;
}

export interface FileChange {
  readonly path: string;
  /** The text that the edits are against. */
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly isNew?: boolean;
}

/** What the user reads beside the changes in a preview. */
export interface ChangeNote {
  readonly label: string;
  readonly description: string;
}

export interface EditAbilities {
  readonly versionedEdits: boolean;
  readonly annotatedEdits: boolean;
  readonly snippetEdits: boolean;
}

const annotationId = 'change';

export function workspaceEdit(plan: ChangePlan, documents: OpenDocuments, abilities: EditAbilities): WorkspaceEdit {
  if (!abilities.versionedEdits) {
    const parts = plan.files.flatMap(({ path, text, edits }) => documents.partsOf(path, text, edits) ?? []);
    return { changes: Object.fromEntries(parts.map(({ uri, edits }) => [uri, edits.map(plainEdit)])) };
  }
  const note = abilities.annotatedEdits ? plan.note : undefined;
  const documentChanges = plan.files.flatMap((change) => documentChangesOf(change, documents, abilities, note));
  return note === undefined
    ? { documentChanges }
    : { documentChanges, changeAnnotations: { [annotationId]: note satisfies ChangeAnnotation } };
}

function documentChangesOf(
  { path, text, edits, isNew }: FileChange,
  documents: OpenDocuments,
  { snippetEdits }: EditAbilities,
  note: ChangeNote | undefined,
): readonly (CreateFile | TextDocumentEdit)[] {
  const annotated = note === undefined ? {} : { annotationId };
  const toProtocol = ({ edit, range }: PlacedEdit): TextEdit | AnnotatedTextEdit | SnippetTextEdit =>
    snippetEdits && edit.selected !== undefined
      ? { range, snippet: { kind: 'snippet', value: snippetOf(edit.text, edit.selected) }, ...annotated }
      : { range, newText: edit.text, ...annotated };
  const changed = (documents.partsOf(path, text, edits) ?? []).map(
    ({ uri, version, edits: placed }): TextDocumentEdit => ({
      textDocument: { uri, version },
      edits: placed.map(toProtocol),
    }),
  );
  const options = { ignoreIfExists: true };
  const created: CreateFile = { kind: 'create', uri: documents.uriOf(path), options, ...annotated };
  return isNew ? [created, ...changed] : changed;
}

function plainEdit({ edit, range }: PlacedEdit): TextEdit {
  return { range, newText: edit.text };
}

/** The text with one part of it as a placeholder. */
function snippetOf(text: string, { start, end }: NonNullable<Edit['selected']>): string {
  const [before, selected, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)].map((part) =>
    part.replace(/[\\$}]/g, '\\$&'),
  );
  return `${before}\${1:${selected}}${after}`;
}
