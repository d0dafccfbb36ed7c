/** The sample of the walkthrough: code with real findings, and what ticks the steps off. */

import * as vscode from 'vscode';

type SampleLanguage = 'typescript' | 'python';

/** Opens code with async pitfalls in a document without a name, next to the walkthrough where that is open. */
export async function openSample(asked: unknown): Promise<void> {
  const language = isSampleLanguage(asked) ? asked : await pickLanguage();
  if (language === undefined) return;
  const document = await vscode.workspace.openTextDocument({ language, content: samples[language]() });
  tickStepsOff(document);
  const viewColumn = vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  await vscode.window.showTextDocument(document, { viewColumn, preview: false });
}

export async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openWalkthrough',
    'async-pitfalls.async-pitfalls#start',
    false,
  );
}

/** One step is done when the sample has a finding, another when it has one less. */
function tickStepsOff(document: vscode.TextDocument): void {
  let most = 0;
  const uri = document.uri.toString();
  const listeners = vscode.Disposable.from(
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.some((changed) => changed.toString() === uri)) return;
      const count = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ source }) => source === 'async-pitfalls').length;
      if (count > 0) void tickOff('sawFinding');
      // A document that is closed has no findings either.
      if (count < most && !document.isClosed) void tickOff('fixedFinding');
      most = Math.max(most, count);
    }),
    vscode.workspace.onDidCloseTextDocument((closed) => {
      if (closed === document) listeners.dispose();
    }),
  );
}

async function tickOff(step: 'sawFinding' | 'fixedFinding'): Promise<void> {
  await vscode.commands.executeCommand('setContext', `asyncPitfalls.${step}`, true);
}

async function pickLanguage(): Promise<SampleLanguage | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly language: SampleLanguage })[] = [
    { label: 'TypeScript', language: 'typescript' },
    { label: 'Python', language: 'python' },
  ];
  const placeHolder = vscode.l10n.t('In which language?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.language;
}

function isSampleLanguage(value: unknown): value is SampleLanguage {
  return value === 'typescript' || value === 'python';
}

const samples: Readonly<Record<SampleLanguage, () => string>> = {
  typescript: () => `${introduction('//')}

interface Order {
  readonly id: string;
}

async function save(order: Order): Promise<void> {
  await fetch(\`https://example.com/orders/\${order.id}\`, { method: 'PUT' });
}

export async function checkout(order: Order): Promise<void> {
  save(order);
  console.log('saved');
}

export async function saveAll(orders: readonly Order[]): Promise<void> {
  orders.forEach(async (order) => {
    await save(order);
  });
}

export async function saveOrReport(order: Order): Promise<void> {
  try {
    return save(order);
  } catch (error) {
    console.error('not saved', error);
  }
}
`,
  python: () => `${introduction('#')}

import asyncio
import time


async def save(order: str) -> None:
    await asyncio.sleep(0.1)
    print("saved", order)


async def checkout(order: str) -> None:
    time.sleep(1)
    save(order)


async def save_all(orders: list[str]) -> None:
    for order in orders:
        asyncio.create_task(save(order))


asyncio.run(checkout("book"))
`,
};

function introduction(comment: string): string {
  return [
    vscode.l10n.t('Async pitfalls to try things on: hover what is underlined,'),
    vscode.l10n.t('and press Ctrl+. (Cmd+. on a Mac) to fix it.'),
  ]
    .map((line) => `${comment} ${line}`)
    .join('\n');
}
