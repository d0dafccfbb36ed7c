/** Chromium without a window, with a fresh profile and no way out of loopback. */

import path from 'node:path';
import { chromium } from 'playwright-core';

const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Opens a browser with one page, which tells extensions `language` (else English); `leftLoopback` collects the hosts that something tried, in vain, to reach. */
export async function openBrowser(tools, sandbox, { language, profile = language ?? 'en' } = {}) {
  const context = await chromium.launchPersistentContext(path.join(sandbox.home, `chromium-${profile}`), {
    executablePath: tools.chromium,
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    args: browserFlags,
  });
  const leftLoopback = new Set();
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    // The resources of webviews have made-up addresses that VS Code's service worker answers itself.
    const isWebview = hostname.endsWith('.vscode-resource.vscode-cdn.net');
    if (/^(http|ws)s?:$/.test(protocol) && hostname !== '127.0.0.1' && !isWebview) leftLoopback.add(hostname);
  });
  if (language !== undefined) {
    // What a language pack's loader sets before the workbench starts; the packs themselves are on a marketplace only.
    await context.addInitScript((chosen) => {
      globalThis._VSCODE_NLS_LANGUAGE = chosen;
    }, language);
  }
  const page = context.pages()[0] ?? (await context.newPage());
  return { page, leftLoopback, close: () => context.close() };
}
