/** What an editor may ask the server to do by `workspace/executeCommand`. */

import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Scan } from './scan.ts';
import type { Scope } from './scope.ts';

export const commandNames = {
  scanWorkspace: 'async-pitfalls.scanWorkspace',
  clearScanResults: 'async-pitfalls.clearScanResults',
} as const;

export function listenToCommands(connection: Connection, scan: Scan, scope: Scope): void {
  connection.onExecuteCommand(({ command, workDoneToken }, token, progress) => {
    switch (command) {
      case commandNames.scanWorkspace: {
        if (workDoneToken === undefined) return scope.scanInBackground();
        const cancel = new AbortController();
        token.onCancellationRequested(() => cancel.abort());
        return scan.run(progress, cancel.signal);
      }
      case commandNames.clearScanResults:
        return scan.clear();
      default:
        return new ResponseError(LSPErrorCodes.RequestFailed, `there is no command ${command}`);
    }
  });
}
