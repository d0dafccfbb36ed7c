/** Uses the call graph and the chain of a blocking call by keyboard, in a light, a dark and a high contrast theme. */

import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const checkout = `import asyncio

from shop.audit import record
from shop.warehouse import Warehouse, load_prices

warehouse = Warehouse()


async def checkout(order):
    prices = load_prices("prices.json")
    customer = await find_customer(order)
    stock, discount = await asyncio.gather(
        warehouse.reserve(order),
        find_discount(customer),
    )
    for item in order:
        await warehouse.pick(item)
    background = asyncio.create_task(record(order))
    await charge(customer, prices, discount)
    return background, stock


async def find_customer(name):
    await asyncio.sleep(0.1)
    return name


async def find_discount(customer):
    return await find_customer(customer)


async def charge(customer, prices, discount):
    async with asyncio.TaskGroup() as group:
        group.create_task(record(customer))
        group.create_task(record(prices + discount))
`;

const warehouse = `import time

from shop.audit import record


def load_prices(path):
    return read_text(path)


def read_text(path):
    time.sleep(1)
    return path


class Warehouse:
    async def reserve(self, order):
        return await self.pick(order)

    async def pick(self, item):
        await record(item)
`;

const audit = `import asyncio


async def record(entry):
    await asyncio.sleep(0.01)
    print(entry)
`;

/** `use` gives what the run has at hand when a step is taken; `picture` keeps a screenshot by name. */
export function callGraphSteps(use, picture) {
  return {
    'the call graph opens beside the function': async () => {
      const { workbench, sandbox } = use();
      const folder = path.join(sandbox.workspace, 'shop');
      mkdirSync(folder, { recursive: true });
      for (const [name, text] of Object.entries({ checkout, warehouse, audit, __init__: '' }))
        writeFileSync(path.join(folder, `${name}.py`), text);
      await workbench.command('View: Close All Editors');
      await workbench.open('checkout.py');
      await workbench.goTo(9, 12);
      await workbench.command('Async Pitfalls: Show Async Call Graph');
      await graph(use).locator('.card.root', { hasText: 'checkout.py:9' }).waitFor();
      await graph(use).locator('.card', { hasText: 'warehouse.py:7' }).waitFor();
    },

    'the call graph is read in each theme': async () => {
      const { workbench } = use();
      // The code at the side would leave little room.
      await workbench.command('View: Toggle Maximize Editor Group');
      await workbench.command('View: Toggle Primary Side Bar Visibility');
      for (const [name, theme, kind] of [
        ['call-graph-light', 'Light Modern', 'vscode-light'],
        ['call-graph-high-contrast', 'Dark High Contrast', 'vscode-high-contrast'],
        ['call-graph', 'Dark Modern', 'vscode-dark'],
      ]) {
        await workbench.theme(theme);
        await graph(use).locator(`xpath=/html/body[contains(@class, "${kind}")]`).waitFor();
        await picture(name);
      }
      await workbench.command('View: Toggle Primary Side Bar Visibility');
      await workbench.command('View: Toggle Maximize Editor Group');
    },

    'arrow keys lead along the lines of the graph': async () => {
      const { workbench } = use();
      await graph(use).locator('.card.root .head').focus();
      await workbench.press('ArrowRight');
      assert.match(await focusedLabel(use), /^1\. load_prices, blocks: sleep, through read_text → time\.sleep/);
      await workbench.press('ArrowDown', 'ArrowDown');
      assert.match(await focusedLabel(use), /^3\. warehouse\.reserve, at once/);
      await workbench.press('ArrowRight');
      assert.match(await focusedLabel(use), /^Warehouse\.reserve, async/);
      await workbench.press('ArrowLeft', 'ArrowUp', 'ArrowUp', 'ArrowRight');
      assert.match(await focusedLabel(use), /^load_prices, warehouse\.py:6/);
    },

    'Enter opens the code, and the graph follows an edit': async () => {
      const { workbench, page } = use();
      await workbench.press('Enter');
      await page.locator('.tab.active[data-resource-name="warehouse.py"]').waitFor();
      await workbench.open('checkout.py');
      await workbench.goTo(19, 5);
      await page.keyboard.type('await find_discount(order)\n    ', { delay: 5 });
      await graph(use).locator('.card.root .row', { hasText: 'find_discount' }).nth(1).waitFor();
      await workbench.command('File: Revert File');
      await graph(use).locator('.card.root .row', { hasText: 'find_discount' }).nth(1).waitFor({ state: 'detached' });
    },

    'the list says the same': async () => {
      const { workbench } = use();
      await graph(use).getByRole('button', { name: 'List' }).focus();
      await workbench.press('Enter');
      await graph(use).locator('.outline li li', { hasText: '3. find_discount, at once' }).waitFor();
      await picture('call-graph-list');
    },

    'the callers are shown, and Escape goes back to the code': async () => {
      const { workbench, page } = use();
      await graph(use).getByRole('button', { name: 'Graph' }).click();
      await workbench.open('audit.py');
      await workbench.goTo(4, 12);
      await workbench.command('Async Pitfalls: Show Async Call Graph');
      await graph(use).locator('.card.root', { hasText: 'audit.py:4' }).waitFor();
      await graph(use).getByLabel('Direction').selectOption('callers');
      await graph(use).locator('.head', { hasText: 'Warehouse.reserve' }).waitFor();
      await picture('call-graph-callers');
      await graph(use).getByLabel('Direction').selectOption('callees');
      await graph(use).locator('.head', { hasText: 'Warehouse.reserve' }).waitFor({ state: 'detached' });
      await graph(use).locator('.card.root .head').focus();
      await workbench.press('Escape');
      await page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
    },

    'the chain of a blocking call is walked step by step': async () => {
      const { workbench, page, sandbox } = use();
      await workbench.command('View: Close All Editors');
      await workbench.open('checkout.py');
      await workbench.squiggle('warning').waitFor();
      await workbench.goTo(10, 16);
      await workbench.showActions('Show the chain of calls');
      await workbench.press('Escape');
      // The list of steps takes the place of the list of commands.
      await workbench.openList('F1');
      await workbench.pick('>Async Pitfalls: Show the Chain', 'Show the Chain of Blocking Calls');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'calls time.sleep' }).waitFor();
      await workbench.press('ArrowDown', 'ArrowDown');
      await page.locator('.tab.active[data-resource-name="warehouse.py"]').waitFor();
      await picture('chain');
      await workbench.press('Escape');
      await page.locator('.tab.active[data-resource-name="checkout.py"]').waitFor();
      await workbench.command('View: Close All Editors');
      rmSync(path.join(sandbox.workspace, 'shop'), { recursive: true });
    },
  };
}

/** The document inside the view's two frames. */
function graph(use) {
  return use().workbench.webview();
}

async function focusedLabel(use) {
  const focused = graph(use).locator('.item:focus');
  await focused.waitFor();
  return focused.getAttribute('aria-label');
}
