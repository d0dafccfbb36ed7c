/** Steps over the workspace as a whole: a scan of files that are not open, and a notebook. */

/** `surroundings` gives the workbench and the rest, as they are when a step is taken. */
export function workspaceSteps(surroundings) {
  return {
    'a scan lists findings in files that are not open': async () => {
      const { workbench, sandbox } = surroundings();
      sandbox.restoreWorkspace();
      await workbench.command('View: Close All Editors');
      await workbench.command('Async Pitfalls: Scan Workspace');
      await workbench.problem('stops the whole event loop').waitFor();
      await workbench.problem('Nobody waits for').waitFor();
      await workbench.problem('Cell 3, line 3').waitFor();
    },

    'a notebook shows its findings in the cells': async () => {
      const { workbench, page } = surroundings();
      await workbench.press('Control+p');
      await workbench.pick('analysis.ipynb', 'analysis.ipynb');
      await page.locator('.notebookOverlay .squiggly-error').first().waitFor();
      await workbench.problem('Cell 3, line 3').waitFor({ state: 'detached' });
    },

    'the results of the scan are cleared': async () => {
      const { workbench } = surroundings();
      await workbench.command('View: Close All Editors');
      await workbench.command('Async Pitfalls: Clear Scan Results');
      await workbench.problem('stops the whole event loop').waitFor({ state: 'detached' });
    },
  };
}
