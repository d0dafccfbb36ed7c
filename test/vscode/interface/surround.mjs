/** Steps over selected statements: they are surrounded from the Refactor menu, by the keyboard alone. */

import { writeFileSync } from 'node:fs';
import path from 'node:path';

const text = `import asyncio

from shop import load_orders, load_user


async def show(name: str) -> None:
    user = await load_user(name)
    orders = await load_orders(limit=10)
    print(user, orders)


asyncio.run(show("Ada"))
`;

/** `surroundings` gives the workbench and the rest, as they are when a step is taken; `picture` keeps what is seen. */
export function surroundSteps(surroundings, picture) {
  return {
    'selected awaits may be surrounded': async () => {
      const { workbench, page, sandbox } = surroundings();
      writeFileSync(path.join(sandbox.workspace, 'show.py'), text);
      await workbench.command('View: Close All Editors');
      await workbench.open('show.py');
      await workbench.showRefactorings('Wait for these at once, with gather', async () => {
        await workbench.goTo(7, 5);
        await workbench.press('Shift+ArrowDown', 'Shift+End');
      });
      for (const title of ['Wait for these at once, with gather', 'Run in a task group', 'Surround with a time limit'])
        await actionRow(page, title).waitFor();
      await picture('surround', 380);
    },

    'the selected awaits become a task group': async () => {
      const { workbench, page } = surroundings();
      await actionRow(page, 'Run in a task group').click();
      await workbench.codeLine('async with asyncio.TaskGroup() as group:').waitFor();
      await workbench.codeLine('user = user_task.result()').waitFor();
      await workbench.save();
    },
  };
}

function actionRow(page, title) {
  return page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
}
