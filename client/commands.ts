/** The commands of the extension, as the palette, hovers and code actions call them. */

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { createConfiguration } from './createConfiguration.ts';
import { languages } from './languages.ts';
import type { ServerProcess } from './serverProcess.ts';
import { openSample, openWalkthrough } from './walkthrough.ts';

export function registerCommands(server: ServerProcess, pagesFolder: string): vscode.Disposable[] {
  const register = vscode.commands.registerCommand;
  return [
    register('asyncPitfalls.restartServer', () => server.restart()),
    register('asyncPitfalls.showOutput', () => server.output.show()),
    register('asyncPitfalls.explainRule', (rule: unknown) => explainRule(pagesFolder, rule)),
    register('asyncPitfalls.fixAll', fixAll),
    register('asyncPitfalls.createConfiguration', createConfiguration),
    register('asyncPitfalls.openSample', openSample),
    register('asyncPitfalls.openWalkthrough', openWalkthrough),
  ];
}

/** Opens a rule's page: of the rule asked for, else of the finding at the cursor, else of one that the user picks. */
async function explainRule(pagesFolder: string, asked: unknown): Promise<void> {
  const rule = typeof asked === 'string' ? asked : (ruleAtCursor() ?? (await pickRule(pagesFolder)));
  if (rule === undefined) return;
  // A rule's name comes from a link, so it must not lead out of the folder.
  const page = pageOf(pagesFolder, path.basename(rule));
  if (page === undefined) {
    await vscode.window.showErrorMessage(vscode.l10n.t('There is no rule named "{0}".', rule));
    return;
  }
  // As the links of findings open it, so that a page is never open twice.
  await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(page), 'vscode.markdown.preview.editor');
}

/** The page in the user's language where there is one. */
function pageOf(pagesFolder: string, rule: string): string | undefined {
  const suffixes = vscode.env.language.toLowerCase().startsWith('zh') ? ['.zh-cn', ''] : [''];
  return suffixes.map((suffix) => path.join(pagesFolder, `${rule}${suffix}.md`)).find((page) => existsSync(page));
}

function ruleAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const finding = vscode.languages
    .getDiagnostics(editor.document.uri)
    .find(({ source, range }) => source === 'async-pitfalls' && range.contains(editor.selection.active));
  const code = typeof finding?.code === 'object' ? finding.code.value : finding?.code;
  return code === undefined ? undefined : String(code);
}

async function pickRule(pagesFolder: string): Promise<string | undefined> {
  const pages = (await readdir(pagesFolder))
    .filter((page) => page.endsWith('.md') && !page.endsWith('.zh-cn.md'))
    .sort();
  const items = await Promise.all(
    pages.map(async (page) => {
      const rule = page.slice(0, -'.md'.length);
      const text = await readFile(pageOf(pagesFolder, rule) ?? path.join(pagesFolder, page), 'utf8');
      return { label: rule, description: firstSentence(text) };
    }),
  );
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Which rule should be explained?'),
    matchOnDescription: true,
  });
  return picked?.label;
}

/** The first line of prose below a page's heading. */
function firstSentence(page: string): string {
  return page.split('\n').find((line) => line.trim() !== '' && !/^[#<`>|*-]/.test(line)) ?? '';
}

/**
 * Applies every safe fix in the active editor, as the server merged them. VS Code's own command for code actions may drop
 * them without a word while the palette closes.
 */
async function fixAll(): Promise<void> {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  // The walkthrough asks for this beside the editor.
  const editor = activeTextEditor ?? visibleTextEditors.find(({ document }) => languages.includes(document.languageId));
  if (editor === undefined) return;
  const { document } = editor;
  const [action]: vscode.CodeAction[] = await vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(0, 0, document.lineCount, 0),
    'source.fixAll.async-pitfalls',
    1,
  );
  if (action?.edit !== undefined) await vscode.workspace.applyEdit(action.edit);
  else await vscode.window.showInformationMessage(vscode.l10n.t('Nothing in this file can be fixed safely.'));
}
