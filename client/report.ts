/** The findings that VS Code shows, as a Markdown text for the clipboard. */

import * as vscode from 'vscode';

export function registerReport(): vscode.Disposable {
  return vscode.commands.registerCommand('asyncPitfalls.copyReport', async () => {
    const files = filesWithFindings();
    if (files.length === 0) {
      await vscode.window.showInformationMessage(vscode.l10n.t('There are no findings to report.'));
      return;
    }
    await vscode.env.clipboard.writeText(report(files));
    vscode.window.setStatusBarMessage(vscode.l10n.t('The report is on the clipboard.'), 5_000);
  });
}

interface FileWithFindings {
  readonly name: string;
  readonly findings: readonly vscode.Diagnostic[];
}

function filesWithFindings(): readonly FileWithFindings[] {
  return vscode.languages
    .getDiagnostics()
    .map(([uri, diagnostics]) => ({
      name: nameOf(uri),
      findings: diagnostics
        .filter(({ source }) => source === 'async-pitfalls')
        .sort((one, other) => one.range.start.compareTo(other.range.start)),
    }))
    .filter(({ findings }) => findings.length > 0)
    .sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
}

function report(files: readonly FileWithFindings[]): string {
  const total = files.reduce((sum, { findings }) => sum + findings.length, 0);
  const parts = files.map(({ name, findings }) => `## ${name}\n\n${findings.map(lineOf).join('')}`);
  return `# Async Pitfalls: ${total}\n\n${parts.join('\n')}`;
}

function lineOf({ range, severity, code, message }: vscode.Diagnostic): string {
  const rule = typeof code === 'object' ? code.value : code;
  const level = vscode.DiagnosticSeverity[severity]?.toLowerCase();
  const place = `${range.start.line + 1}:${range.start.character + 1}`;
  return `- ${place} ${level}${rule === undefined ? '' : ` \`${rule}\``}: ${message.replace(/\s+/g, ' ')}\n`;
}

/** Relative to the workspace folder; for a cell, with its number in the notebook. */
function nameOf(uri: vscode.Uri): string {
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cell = notebook.getCells().find(({ document }) => document.uri.toString() === uri.toString());
    if (cell !== undefined)
      return vscode.l10n.t('{0}, cell {1}', vscode.workspace.asRelativePath(notebook.uri), cell.index + 1);
  }
  return vscode.workspace.asRelativePath(uri);
}
