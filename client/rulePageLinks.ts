/**
 * A finding links to its rule's page. The server names the page's file, which VS Code would open as source; here the
 * link becomes our command, which shows it as a reader wants it.
 */

import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';

export const rulePageLinks: Middleware = {
  handleDiagnostics: (uri, diagnostics, next) => next(uri, diagnostics.map(linked)),
  provideDiagnostics: async (document, previousResultId, token, next) => {
    const report = await next(document, previousResultId, token);
    return report && 'items' in report ? { ...report, items: report.items.map(linked) } : report;
  },
};

function linked(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  if (typeof diagnostic.code !== 'object' || diagnostic.code.target.scheme !== 'file') return diagnostic;
  const rule = diagnostic.code.value;
  const query = encodeURIComponent(JSON.stringify([rule]));
  // Changed in place: what the server sent along with it belongs to this very object.
  diagnostic.code = { value: rule, target: vscode.Uri.parse(`command:asyncPitfalls.explainRule?${query}`) };
  return diagnostic;
}
