/** Code actions on request. Their edits are against the version the finding was made on. */

import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import type { Locale } from '../analysis/locale.ts';
import type { Range } from '../analysis/text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ActionProvider, ActionRequest, Choice, OfferedAction, ShownFinding } from './actionProvider.ts';
import { ChainActions } from './chainActions.ts';
import { refuseIfCancelled, untilCancelled } from './cancellation.ts';
import type { OpenDocuments } from './documents.ts';
import type { CheckedFile, EditorFindings } from './findings.ts';
import { FixActions } from './fixActions.ts';
import { FixAllActions, fixAllKind } from './fixAllActions.ts';
import { IgnoreActions } from './ignoreActions.ts';
import { SurroundActions, surroundKind } from './surroundActions.ts';
import { type EditAbilities, workspaceEdit } from './workspaceEdits.ts';

/** The kinds we give, for the client to choose from. */
export const codeActionKinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, surroundKind, fixAllKind];

export interface CodeActionOptions {
  readonly workspace: Workspace;
  readonly findings: EditorFindings;
  readonly documents: OpenDocuments;
  /** The workspace folders. */
  readonly roots: () => readonly string[];
  readonly locale: Locale;
  readonly abilities: EditAbilities & {
    /** Whether the client asks for edits when the user has chosen. */
    readonly resolvesCodeActions: boolean;
    readonly disabledActions: boolean;
    readonly createsFiles: boolean;
  };
}

/** What an action needs to come back, small enough to travel to the client. */
interface ActionData {
  readonly path: string;
  readonly version: number;
  readonly provider: string;
  readonly choice: Choice;
}

export class CodeActions {
  readonly #options: CodeActionOptions;
  readonly #providers: readonly ActionProvider[];

  constructor(options: CodeActionOptions) {
    const { workspace, documents, roots, locale, abilities } = options;
    this.#options = options;
    this.#providers = [
      new FixActions(workspace, locale),
      new ChainActions({ workspace, documents, roots }, locale),
      new IgnoreActions(workspace, locale, abilities.createsFiles),
      new FixAllActions(workspace, locale),
      new SurroundActions(workspace, locale),
    ];
  }

  async at({ textDocument, range, context }: CodeActionParams, token: CancellationToken): Promise<CodeAction[]> {
    const { findings, documents, abilities } = this.#options;
    const path = documents.pathOf(textDocument.uri);
    const file = path === undefined ? undefined : await untilCancelled(findings.of(path), token);
    const place = documents.offsetRange(textDocument.uri, range);
    if (file === undefined || place === undefined) return [];
    const { only, diagnostics } = context;
    let here: readonly ShownFinding[] | undefined;
    const request: ActionRequest = {
      file,
      place,
      here: () => {
        here ??= this.#findingsAt(file, place, diagnostics);
        return here;
      },
      wants: (kind) => only === undefined || only.some((asked) => isWithin(kind, asked)),
      asksFor: (kind) => only?.some((asked) => isWithin(kind, asked)) ?? false,
      isAutomatic: context.triggerKind === CodeActionTriggerKind.Automatic,
    };
    const actions: CodeAction[] = [];
    for (const provider of this.#providers) {
      refuseIfCancelled(token);
      for (const offer of await untilCancelled(Promise.resolve(provider.offers(request)), token))
        if (request.wants(offer.kind) && (offer.disabledBecause === undefined || abilities.disabledActions))
          actions.push(await this.#action(file, provider, offer));
    }
    return actions;
  }

  /** Adds the edit of an action that the user has chosen. */
  async resolve(action: CodeAction, token: CancellationToken): Promise<CodeAction> {
    const data = dataOf(action.data);
    if (action.edit !== undefined || data === undefined) return action;
    const file = await untilCancelled(this.#options.findings.of(data.path), token);
    const provider = this.#providers.find(({ name }) => name === data.provider);
    const edit =
      file !== undefined && file.document.version === data.version && provider !== undefined
        ? await this.#editOf(file, provider, data.choice)
        : undefined;
    if (edit === undefined) throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed meanwhile');
    return { ...action, edit };
  }

  /** `others` are what the editor shows there, also from the language's own compiler. */
  #findingsAt(file: CheckedFile, place: Range, others: CodeActionParams['context']['diagnostics']): ShownFinding[] {
    const here = file.findings.filter(({ range }) => range.start <= place.end && place.start <= range.end);
    const ours = this.#options.findings.diagnosticsOf(file, here);
    return here.flatMap((finding, index) => {
      const { compilerCode } = finding;
      const diagnostic = compilerCode === undefined ? ours[index] : others.find(({ code }) => code === compilerCode);
      return diagnostic === undefined ? [] : [{ finding, diagnostic }];
    });
  }

  async #action(file: CheckedFile, provider: ActionProvider, offer: OfferedAction): Promise<CodeAction> {
    const { title, kind, choice, diagnostics, isPreferred, disabledBecause } = offer;
    const action: CodeAction = { title, kind };
    if (diagnostics !== undefined) action.diagnostics = [...diagnostics];
    if (isPreferred === true) action.isPreferred = true;
    if (disabledBecause !== undefined) return { ...action, disabled: { reason: disabledBecause } };
    if (this.#options.abilities.resolvesCodeActions) {
      const { path, document } = file;
      action.data = { path, version: document.version, provider: provider.name, choice } satisfies ActionData;
    } else {
      const edit = await this.#editOf(file, provider, choice);
      if (edit !== undefined) action.edit = edit;
    }
    return action;
  }

  async #editOf(file: CheckedFile, provider: ActionProvider, choice: Choice) {
    const plan = await provider.plan(file, choice);
    // The text may have changed while the plan was made.
    if (file.document.version !== this.#options.documents.versionOf(file.path)) return undefined;
    return plan && workspaceEdit(plan, this.#options.documents, this.#options.abilities);
  }
}

/** Kinds are hierarchical: who asks for `source` also wants `source.fixAll`. */
function isWithin(kind: string, asked: string): boolean {
  return kind === asked || asked === '' || kind.startsWith(`${asked}.`);
}

/** The data comes back from the client as it was sent, or is somebody else's. */
function dataOf(data: unknown): ActionData | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  // Only we make data with these four keys; a wrong choice finds nothing and so does nothing.
  return 'path' in data && 'version' in data && 'provider' in data && 'choice' in data
    ? (data as ActionData)
    : undefined;
}
