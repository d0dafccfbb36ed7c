/** Starts and stops code-server, a real VS Code, on loopback with throw-away folders and nothing that phones home. */

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const fixtureWorkspace = path.resolve(import.meta.dirname, '../fixtures/workspace');
const startLimitMilliseconds = 60_000;

/** Whatever would prompt, phone home, animate or cover the editor is off. */
const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'workbench.colorTheme': 'Default Dark Modern',
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.hover.above': false,
  'editor.lightbulb.enabled': 'off',
  'editor.accessibilitySupport': 'off',
  'files.autoSave': 'off',
  'git.enabled': false,
  'npm.fetchOnlinePackageInfo': false,
  'json.schemaDownload.enable': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'remote.autoForwardPorts': false,
};

/** The folders of one run: user data with quiet settings, extensions, and a copy of the fixture workspace. */
export function makeSandbox() {
  const home = mkdtempSync(path.join(tmpdir(), 'async-pitfalls-vscode-'));
  const userData = path.join(home, 'user-data');
  const extensions = path.join(home, 'extensions');
  const workspace = path.join(home, 'workspace');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  mkdirSync(extensions);
  cpSync(fixtureWorkspace, workspace, { recursive: true });
  const writeSettings = (settings) =>
    writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(settings, null, 2));
  writeSettings(quietSettings);
  return {
    home,
    userData,
    extensions,
    workspace,
    askForTrust: () => writeSettings({ ...quietSettings, 'security.workspace.trust.enabled': true }),
    setTheme: (theme) => writeSettings({ ...quietSettings, 'workbench.colorTheme': theme }),
    /** Writes a second folder and gives the workspace file that opens it beside the first. */
    addFolder: (name, files) => {
      const folder = path.join(home, name);
      mkdirSync(folder);
      for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
      const workspaceFile = path.join(home, 'both.code-workspace');
      writeFileSync(workspaceFile, JSON.stringify({ folders: [{ path: workspace }, { path: folder }] }));
      return workspaceFile;
    },
    restoreWorkspace: () => cpSync(fixtureWorkspace, workspace, { recursive: true }),
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/** Runs code-server's command line once, such as `--install-extension`, and resolves with what it printed. */
export function runCodeServer(tools, sandbox, ...given) {
  return new Promise((resolve, reject) => {
    const child = spawn(tools.node, [tools.codeServer, ...foldersOf(sandbox), ...given], {
      env: environmentOf(sandbox),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`code-server ${given.join(' ')} ended with ${code}\n${output}`));
    });
  });
}

/** Starts the server and resolves once it serves the workbench, which is when VS Code itself has been loaded. */
export async function startCodeServer(
  tools,
  sandbox,
  { testDriver = false, asksForTrust = false, environment = {} } = {},
) {
  const port = await freePort();
  const log = path.join(sandbox.home, 'server.log');
  const logFile = openSync(log, 'w');
  const given = [
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check'],
    ...['--disable-getting-started-override', '--disable-proxy'],
    ...(asksForTrust ? [] : ['--disable-workspace-trust']),
    // Without it a built VS Code ignores the addresses of an extension under development and of its tests.
    ...(testDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
  // Detached makes a process group, so that extension hosts and language servers end with the server.
  const child = spawn(tools.node, [tools.codeServer, ...foldersOf(sandbox), ...given], {
    env: { ...environmentOf(sandbox), ...environment },
    stdio: ['ignore', logFile, logFile],
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    signalGroup(child, 'SIGTERM');
    await Promise.race([ended, delay(3000)]);
    signalGroup(child, 'SIGKILL');
    await ended;
  };
  try {
    await waitForWorkbench(port, child);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${lastLines(log)}`);
  }
  return { authority: `127.0.0.1:${port}`, lastLogLines: () => lastLines(log), stop };
}

/** The workbench's address for a folder or a `.code-workspace` file; `payload` holds pairs as VS Code's web workbench reads them. */
export function workbenchAddress(server, folder, payload = []) {
  const address = new URL(`http://${server.authority}/`);
  address.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}

function foldersOf({ home, userData, extensions }) {
  return ['--config', path.join(home, 'config.yaml'), '--user-data-dir', userData, '--extensions-dir', extensions];
}

function environmentOf({ home }) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|CODE_SERVER_)|^(PORT|PASSWORD|NODE_OPTIONS|ELECTRON_RUN_AS_NODE)$/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    XDG_CACHE_HOME: home,
    // No marketplace, so nothing to look up.
    EXTENSIONS_GALLERY: '{}',
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Asks for a workbench page: the server's own health address is green even when VS Code cannot load. Until its routes are
 * there it answers 404.
 */
async function waitForWorkbench(port, child) {
  const end = Date.now() + startLimitMilliseconds;
  for (;;) {
    if (child.exitCode !== null) throw new Error('code-server ended early');
    const status = await fetch(`http://127.0.0.1:${port}/?ew=true`).then(
      (response) => response.status,
      () => undefined,
    );
    if (status === 200) return;
    if (status !== undefined && status !== 404) throw new Error(`code-server answered ${status}`);
    if (Date.now() > end)
      throw new Error(`code-server ${status === undefined ? 'did not answer' : 'has no workbench'}`);
    await delay(50);
  }
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has already ended.
  }
}

function lastLines(file) {
  return readFileSync(file, 'utf8').split('\n').slice(-30).join('\n');
}
