/** Creates the configuration of a workspace folder, in the file that fits it, and opens it. Nothing is overwritten. */

import * as vscode from 'vscode';

export async function createConfiguration(): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const existing = await existingConfiguration(folder);
  if (existing !== undefined) {
    await show(existing.document, existing.offset);
    void vscode.window.showInformationMessage(vscode.l10n.t('This folder has a configuration already.'));
    return;
  }
  const pyproject = await documentAt(folder, 'pyproject.toml');
  const home = pyproject === undefined ? 'file' : await chooseHome();
  if (home === 'table' && pyproject !== undefined) await addTable(pyproject);
  else if (home === 'file') await createFile(folder);
}

/** The folder of the active editor where it has one, else the only one, else the one that the user picks. */
async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    const message = vscode.l10n.t('A configuration belongs to a folder: open one first.');
    await vscode.window.showInformationMessage(message);
    return undefined;
  }
  const active = vscode.window.activeTextEditor?.document.uri;
  return (
    (active && vscode.workspace.getWorkspaceFolder(active)) ??
    (folders.length === 1 ? folders[0] : vscode.window.showWorkspaceFolderPick())
  );
}

type Home = 'table' | 'file';

async function chooseHome(): Promise<Home | undefined> {
  const homes: readonly (vscode.QuickPickItem & { readonly home: Home })[] = [
    { label: 'pyproject.toml', description: '[tool.async-pitfalls]', home: 'table' },
    { label: 'async-pitfalls.jsonc', description: vscode.l10n.t('A file of its own'), home: 'file' },
  ];
  const placeHolder = vscode.l10n.t('Where should the configuration stand?');
  return (await vscode.window.showQuickPick(homes, { placeHolder }))?.home;
}

interface Place {
  readonly document: vscode.TextDocument;
  readonly offset: number;
}

/** Where a folder is configured; the server has these places too, in this order. */
async function existingConfiguration(folder: vscode.WorkspaceFolder): Promise<Place | undefined> {
  const places: readonly (readonly [name: string, section: RegExp])[] = [
    ['async-pitfalls.json', /^/],
    ['async-pitfalls.jsonc', /^/],
    ['package.json', /"async-pitfalls"\s*:\s*\{/],
    ['pyproject.toml', /^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*["']?async-pitfalls\b/m],
  ];
  for (const [name, section] of places) {
    const document = await documentAt(folder, name);
    const offset = document?.getText().search(section) ?? -1;
    if (document !== undefined && offset >= 0) return { document, offset };
  }
  return undefined;
}

/** A file of a folder as it is in the editor, also unsaved; `undefined` where there is none. */
async function documentAt({ uri }: vscode.WorkspaceFolder, name: string): Promise<vscode.TextDocument | undefined> {
  const file = vscode.Uri.joinPath(uri, name);
  try {
    await vscode.workspace.fs.stat(file);
    return await vscode.workspace.openTextDocument(file);
  } catch {
    // Not there, or nothing that an editor opens.
    return undefined;
  }
}

async function createFile(folder: vscode.WorkspaceFolder): Promise<void> {
  const uri = vscode.Uri.joinPath(folder.uri, 'async-pitfalls.jsonc');
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(newFile()) });
  if (await vscode.workspace.applyEdit(edit)) await show(await vscode.workspace.openTextDocument(uri), 0);
  else await vscode.window.showErrorMessage(vscode.l10n.t('"{0}" could not be created.', uri.fsPath));
}

async function addTable(document: vscode.TextDocument): Promise<void> {
  const text = document.getText();
  const wasSaved = !document.isDirty;
  const gap = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(text.length), gap + newTable());
  if (!(await vscode.workspace.applyEdit(edit))) return;
  // What the user was writing there is not ours to save.
  if (wasSaved) await document.save();
  await show(document, document.getText().lastIndexOf('[tool.async-pitfalls]'));
}

async function show(document: vscode.TextDocument, offset: number): Promise<void> {
  const position = document.positionAt(offset);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
}

function newFile(): string {
  const { levels, options, exclude } = comments();
  return `{
  // ${levels}
  // ${options} { "level": "warning", "safeCallees": ["queue.push"] }
  "rules": {
    // "unbounded-concurrency": "information"
  },
  // ${exclude}
  "exclude": []
}
`;
}

function newTable(): string {
  const { levels, options, exclude } = comments();
  return `[tool.async-pitfalls]
# ${exclude}
exclude = []

[tool.async-pitfalls.rules]
# ${levels}
# unbounded-concurrency = "information"
# ${options}
# missing-await = { level = "warning", safeCallees = ["queue.put"] }
`;
}

function comments() {
  return {
    levels: vscode.l10n.t('Levels: error, warning, information, hint, off.'),
    options: vscode.l10n.t('A rule with options:'),
    exclude: vscode.l10n.t('Files that are not checked, as globs relative to this folder.'),
  };
}
