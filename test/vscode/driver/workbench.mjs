/** What a person does in the workbench, by keyboard wherever VS Code has a key, and what they see. */

export class Workbench {
  constructor(page) {
    this.page = page;
  }

  async ready() {
    await this.page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
    // The explorer lists files once the extension host has answered.
    await this.page.locator('.explorer-viewlet .monaco-list-row').first().waitFor({ timeout: 60_000 });
  }

  /** Opens a `.code-workspace` file by its address. VS Code may read it before its server is there, and shows it empty then. */
  async openSeveral(address) {
    const attempts = 5;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      await this.page.goto(address);
      try {
        await this.page.locator('.explorer-viewlet .monaco-list-row').first().waitFor({ timeout: 20_000 });
        return;
      } catch (error) {
        if (attempt === attempts) throw error;
      }
    }
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Runs a command by its title in the palette. */
  async command(title) {
    await this.#choose(['F1'], `>${title}`, title);
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Opens a file of the workspace by name and waits for its editor; a page that comes late may lie over it at first. */
  async open(name) {
    await this.#again(async () => {
      await this.#choose(['Control+p'], name, name);
      await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ timeout: 5_000 });
    });
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** Closes all editors and gives up what is not saved in them. */
  async closeEditors() {
    const empty = this.page.locator('.editor-group-container.empty').first();
    const discard = this.page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" });
    await this.#again(async () => {
      await this.command('View: Close All Editors');
      await empty.or(discard).first().waitFor({ timeout: 5_000 });
      if (await discard.isVisible()) await discard.click();
      await empty.waitFor({ timeout: 5_000 });
    });
  }

  /** Opens a list by keys. */
  async openList(...keys) {
    await this.#again(async () => {
      await this.press(...keys);
      await this.page.locator('.quick-input-widget input.input').waitFor({ timeout: 5_000 });
    });
  }

  /** Types into the list that is open until `label` is chosen, and takes it. */
  async pick(query, label, timeout = 30_000) {
    // A list that has lost the focus closes, and will not be there in a while either.
    await this.page.locator('.quick-input-widget input.input').fill(query, { timeout: 3_000 });
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: label }).waitFor({ timeout });
    await this.press('Enter');
  }

  /** Opens a list by keys and takes what it calls `label`. */
  async #choose(keys, query, label) {
    await this.#again(async () => {
      await this.openList(...keys);
      await this.pick(query, label, 10_000);
    });
  }

  /**
   * Tries again what did not take, as a person does: a page that is being laid out loses keys, and a list that was opened
   * too early lacks the newest file.
   */
  async #again(step) {
    const end = Date.now() + 45_000;
    for (;;) {
      try {
        return await step();
      } catch (error) {
        if (Date.now() > end) throw error;
        // The key means other things where no list is open.
        if (await this.page.locator('.quick-input-widget').isVisible()) await this.press('Escape');
      }
    }
  }

  async goTo(line, column) {
    // Enter does nothing until the list says where it would go.
    await this.#choose(['Control+g'], `:${line}:${column}`, new RegExp(`line ${line}\\b`, 'i'));
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    // The list takes keys until the editor has the focus back.
    await this.page.locator('.monaco-editor.focused').first().waitFor();
  }

  /** Changes the colours of everything. */
  async theme(label) {
    await this.#choose(['Control+k', 'Control+t'], label, label);
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  async save() {
    await this.press('Control+s');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** Shows or hides the problems and the output below the editor. */
  async togglePanel() {
    await this.press('Control+j');
  }

  /** Opens what stands behind the braces next to the language mode. */
  async showLanguageStatus() {
    await this.page.locator('[id="status.languageStatus"]').first().hover();
  }

  languageStatus(text) {
    return this.page.locator('.hover-language-status', { hasText: text }).first();
  }

  squiggle(severity) {
    return this.page.locator(`.editor-instance .squiggly-${severity}`).first();
  }

  problem(text) {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
  }

  /**
   * Opens the quick fixes at the cursor. VS Code answers "none" where the key comes before the finding or the focus,
   * so like a person this asks again.
   */
  showActions(title) {
    return this.#askForAction(title, () => this.press('Control+.'));
  }

  /**
   * Opens the refactorings of what `select` selects; the list closes where the palette is still about to give up the focus,
   * and keys that come before the editor has it select nothing.
   */
  showRefactorings(title, select) {
    return this.#askForAction(title, async () => {
      await select();
      await this.command('Refactor...');
    });
  }

  async #askForAction(title, ask) {
    const action = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    const attempts = 10;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      await ask();
      try {
        await action.waitFor({ timeout: 3_000 });
        return;
      } catch (error) {
        if (attempt === attempts) throw error;
        await this.press('Escape');
      }
    }
  }

  /** Takes a quick fix at the cursor. */
  async takeAction(title) {
    await this.showActions(title);
    await this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first().click();
  }

  /** Looks at the changes of a quick fix; VS Code asks whether there are any once the pointer is over it. */
  async previewAction(title) {
    await this.showActions(title);
    await this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first().hover();
    await this.press('Control+Enter');
  }

  /** A file in the list of changes that VS Code shows before it makes them. */
  preview(file) {
    return this.page.locator('.bulk-edit-panel .monaco-list-row', { hasText: file }).first();
  }

  previewedChange(text) {
    return this.page.locator('.bulk-edit-panel .monaco-list-row', { hasText: text }).first();
  }

  async discardPreview() {
    await this.page.locator('.bulk-edit-panel').getByRole('button', { name: 'Discard' }).click();
    await this.page.locator('.bulk-edit-panel .monaco-list-row').first().waitFor({ state: 'detached' });
  }

  hover(text) {
    return this.page.locator('.monaco-hover:visible', { hasText: text }).first();
  }

  /** Waits for a completion; where typing opened no list, or one without it, asks for it as a person does. */
  async showSuggestion(label) {
    const suggestion = this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();
    const attempts = 5;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      try {
        await suggestion.waitFor({ timeout: 6_000 });
        return;
      } catch (error) {
        if (attempt === attempts) throw error;
        if (await this.page.locator('.suggest-widget.visible').isVisible()) await this.press('Escape');
        await this.press('Control+Space');
      }
    }
  }

  /** What stands in the editor and in the lists over it, for whoever has to learn why a step failed. */
  async seen() {
    const parts = { tab: '.tab.active', line: '.editor-instance .view-line', row: '.monaco-list-row:visible' };
    const texts = [];
    for (const [part, selector] of Object.entries(parts))
      for (const text of await this.page.locator(selector).allInnerTexts()) texts.push(`${part}: ${text}`);
    return texts.join('\n');
  }

  codeLine(text) {
    return this.page.locator('.editor-instance .view-line', { hasText: text }).first();
  }

  walkthroughStep(title) {
    return this.page.locator('.gettingStartedContainer .step-title', { hasText: title }).first();
  }

  /** The mark of a step that has been done. */
  doneStep(title) {
    return this.page
      .locator('.gettingStartedContainer .getting-started-step', { hasText: title })
      .locator('.codicon-getting-started-step-checked.complete')
      .first();
  }

  button(label) {
    return this.page.locator('.gettingStartedContainer .monaco-button', { hasText: label }).first();
  }

  notifications() {
    return this.page.locator('.notifications-toasts .notification-toast');
  }

  /** The document inside a webview: VS Code nests two frames. */
  webview() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }
}
