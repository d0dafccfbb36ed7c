/** The language server: a session over the editor's connection, with the real machine below it. */

import { existsSync, readFileSync } from 'node:fs';
import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { catalogue } from '../../rules/catalogue.ts';
import { createNodePorts } from '../node/ports.ts';
import type { Log } from '../workspace/ports.ts';
import { startSession } from './session.ts';
import { Status } from './status.ts';

const connection = connect();
const status = new Status((message) => void connection.sendNotification('asyncPitfalls/status', message));
const ports = createNodePorts({
  log: logTo(connection),
  onHealth: (language, health) => status.healthChanged(language, health),
});
// A message that cannot be sent because the editor is gone must not end the process before it has cleaned up.
process.on('unhandledRejection', (error) => ports.log.error('unexpected failure', error));
startSession({ connection, ports, catalogue, status, version: ownVersion() });
connection.listen();

/** By the transport that the arguments name; over standard input and output where they name none. */
function connect(): Connection {
  const isNamed = process.argv.some((argument) => /^--(node-ipc|stdio|socket|pipe)\b/.test(argument));
  return isNamed
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
}

function logTo({ console }: Connection): Log {
  return {
    info: (message) => console.info(message),
    warn: (message) => console.warn(message),
    error: (message, error) =>
      console.error(error === undefined ? message : `${message}: ${error instanceof Error ? error.stack : error}`),
  };
}

/** From our package file, which lies one folder up from the bundle and two from the sources. */
function ownVersion(): string {
  const manifests = ['../package.json', '../../package.json'].map((up) => new URL(up, import.meta.url));
  const manifest = manifests.find((candidate) => existsSync(candidate));
  if (manifest === undefined) return '';
  const { version }: { readonly version?: string } = JSON.parse(readFileSync(manifest, 'utf8'));
  return version ?? '';
}
