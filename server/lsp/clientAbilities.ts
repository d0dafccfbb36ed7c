/** What the editor on the other side can do and wants, read once from `initialize`. */

import type { InitializeParams } from 'vscode-languageserver/node';
import { type Locale, localeOf } from '../analysis/locale.ts';
import { filePathsOf, toSlashes } from './uris.ts';

export interface ClientAbilities {
  readonly locale: Locale;
  /** Absolute paths of the workspace folders. */
  readonly roots: readonly string[];
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly versionedEdits: boolean;
  readonly annotatedEdits: boolean;
  /** Whether an edit may have placeholders for the user to fill in. */
  readonly snippetEdits: boolean;
  readonly createsFiles: boolean;
  readonly disabledActions: boolean;
  readonly resolvesCodeActions: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly snippets: boolean;
  /** Whether it shows call hierarchies of several servers; one that shows a single one is left its own. */
  readonly callHierarchy: boolean;
  readonly labelDetails: boolean;
}

export function abilitiesOf(parameters: InitializeParams): ClientAbilities {
  const { workspace, textDocument } = parameters.capabilities;
  const codeAction = textDocument?.codeAction;
  return {
    locale: localeOf(wantedLocale(parameters.initializationOptions) ?? parameters.locale),
    roots: rootsOf(parameters),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    relatedInformation:
      textDocument?.diagnostic?.relatedInformation ?? textDocument?.publishDiagnostics?.relatedInformation ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    annotatedEdits: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport ?? false,
    disabledActions: codeAction?.disabledSupport ?? false,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') ?? false,
    resolvesCodeActions:
      codeAction?.dataSupport === true && (codeAction.resolveSupport?.properties.includes('edit') ?? false),
    configuration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    callHierarchy: textDocument?.callHierarchy !== undefined && wantsCallHierarchy(parameters.initializationOptions),
    labelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport ?? false,
  };
}

/** `initializationOptions` come from the user's editor setup in any shape. */
function wantedLocale(options: unknown): string | undefined {
  if (typeof options !== 'object' || options === null || !('locale' in options)) return undefined;
  return typeof options.locale === 'string' ? options.locale : undefined;
}

function wantsCallHierarchy(options: unknown): boolean {
  return (
    typeof options !== 'object' || options === null || !('callHierarchy' in options) || options.callHierarchy !== false
  );
}

function rootsOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []);
  const roots = filePathsOf(uris);
  return roots.length === 0 && typeof rootPath === 'string' ? [toSlashes(rootPath)] : roots;
}
