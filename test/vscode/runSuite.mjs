/**
 * Runs the suite inside the extension host of a real VS Code, which a browser without a window shows.
 *   npm run test:vscode
 */

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from './driver/browser.mjs';
import { bundleSuite } from './driver/bundleSuite.mjs';
import { makeSandbox, startCodeServer, workbenchAddress } from './driver/codeServer.mjs';
import { countsOf, report } from './driver/report.mjs';
import { installTools } from './driver/tools.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const limitMilliseconds = 10 * 60_000;

const tools = installTools();
const suite = await bundleSuite();
const sandbox = makeSandbox();
const resultsFile = path.join(sandbox.home, 'results.json');
let server;
let browser;
try {
  server = await startCodeServer(tools, sandbox, {
    testDriver: true,
    environment: { ASYNC_PITFALLS_RESULTS: resultsFile },
  });
  browser = await openBrowser(tools, sandbox);
  const exitCode = await runInExtensionHost();
  // An extension host that is killed reports success: only the results file tells that the suite came to its end.
  if (!existsSync(resultsFile)) throw new Error(`the suite left no results; the extension host ended with ${exitCode}`);
  if (browser.leftLoopback.size > 0) console.log(`blocked: ${[...browser.leftLoopback].join(', ')}`);
  report(countsOf(JSON.parse(readFileSync(resultsFile, 'utf8'))));
} catch (error) {
  console.error(error);
  if (server) console.error(server.lastLogLines());
  if (browser) await screenshot(browser.page);
  report({ passed: 0, failed: 1 });
} finally {
  await browser?.close().catch(() => undefined);
  await server?.stop();
  sandbox.remove();
}

async function runInExtensionHost() {
  const { page } = browser;
  let timer;
  const ended = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${limitMilliseconds} ms`)), limitMilliseconds);
    page.on('crash', () => reject(new Error('the page crashed')));
    // VS Code calls these two when they exist: at the end of the tests, and with every line of its log.
    page.exposeFunction('codeAutomationExit', resolve);
    page.exposeFunction('codeAutomationLog', (_level, parts) => {
      const line = parts.filter((part) => typeof part === 'string').join(' ');
      const start = line.indexOf('suite| ');
      if (start >= 0) console.log(`  ${line.slice(start + 'suite| '.length)}`);
    });
  });
  const remote = (file) => `vscode-remote://${server.authority}${file}`;
  await page.goto(
    workbenchAddress(server, sandbox.workspace, [
      ['extensionDevelopmentPath', remote(root)],
      ['extensionTestsPath', remote(suite)],
    ]),
  );
  return ended.finally(() => clearTimeout(timer));
}

async function screenshot(page) {
  const folder = path.join(root, 'screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, 'suite-failure.png') }).catch(() => undefined);
}
