/** What an editor asks and tells about files that are not open. Commands come by `workspace/executeCommand`. */

import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Log } from '../workspace/ports.ts';
import type { Scan } from './scan.ts';
import type { Scope } from './scope.ts';
import { entryOf } from './settings.ts';
import { filePathsOf } from './uris.ts';

export interface ScanRequestsOptions {
  readonly scan: Scan;
  readonly scope: Scope;
  readonly log: Log;
}

export const commandNames = {
  scanWorkspace: 'async-pitfalls.scanWorkspace',
  clearScanResults: 'async-pitfalls.clearScanResults',
} as const;

export function answerScanRequests(connection: Connection, { scan, scope, log }: ScanRequestsOptions): void {
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
  connection.onNotification('asyncPitfalls/differingFiles', (parameters: unknown) => {
    const paths = filePathsOf(entryOf(parameters, 'uris'));
    scope.differingFiles(paths).catch((error) => log.error('the files that differ could not be checked', error));
  });
  connection.onNotification('asyncPitfalls/hidden', (parameters: unknown) => {
    for (const path of filePathsOf(entryOf(parameters, 'uris'))) scan.takeBack(path);
  });
}
