/**
 * Tells the server which files differ from the last commit, for the scope `changed`. VS Code's own Git extension knows
 * them; it is not there in a workspace that the user does not trust, and nothing is run by us.
 */

import * as vscode from 'vscode';
import type { ServerProcess } from './serverProcess.ts';

/** The part of the Git extension's interface that is used here. */
interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): Git;
}

interface Git {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: vscode.Event<Repository>;
  readonly onDidCloseRepository: vscode.Event<Repository>;
}

interface Repository {
  readonly state: {
    readonly workingTreeChanges: readonly Change[];
    readonly indexChanges: readonly Change[];
    readonly mergeChanges: readonly Change[];
    readonly untrackedChanges?: readonly Change[];
    readonly onDidChange: vscode.Event<void>;
  };
}

interface Change {
  readonly uri: vscode.Uri;
}

export class DifferingFiles implements vscode.Disposable {
  readonly #server: ServerProcess;
  readonly #lasting: vscode.Disposable;
  /** While the scope asks for it. */
  #watching: vscode.Disposable[] = [];
  #git: Git | undefined;
  #sent = '';

  constructor(server: ServerProcess) {
    this.#server = server;
    this.#lasting = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('asyncPitfalls.scope')) void this.#start();
      }),
      server.onStateChanged((state) => {
        // A new server knows nothing yet.
        this.#sent = '';
        if (state === 'running') this.#tell();
      }),
    );
    void this.#start();
  }

  dispose(): void {
    this.#lasting.dispose();
    this.#stop();
  }

  #stop(): void {
    for (const watching of this.#watching) watching.dispose();
    this.#watching = [];
    this.#git = undefined;
  }

  async #start(): Promise<void> {
    this.#stop();
    if (vscode.workspace.getConfiguration('asyncPitfalls').get('scope') !== 'changed') return;
    const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
    if (extension === undefined) {
      this.#server.output.warn(
        'The Git extension is not there, so the scope "changed" means files that change from now on.',
      );
      return;
    }
    const git = extension.isActive ? extension.exports : await extension.activate();
    this.#watching.push(git.onDidChangeEnablement(() => void this.#start()));
    if (git.enabled) this.#watch(git.getAPI(1));
  }

  #watch(git: Git): void {
    this.#git = git;
    const follow = (repository: Repository) => this.#watching.push(repository.state.onDidChange(() => this.#tell()));
    git.repositories.forEach(follow);
    this.#watching.push(
      git.onDidOpenRepository((repository) => {
        follow(repository);
        this.#tell();
      }),
      git.onDidCloseRepository(() => this.#tell()),
    );
    this.#tell();
  }

  #tell(): void {
    // Before a repository is open, an empty list would say that nothing differs.
    if (this.#git === undefined || this.#git.repositories.length === 0) return;
    const changes = this.#git.repositories.flatMap(({ state }) => [
      ...state.workingTreeChanges,
      ...state.indexChanges,
      ...state.mergeChanges,
      ...(state.untrackedChanges ?? []),
    ]);
    const uris = [...new Set(changes.map(({ uri }) => uri.toString()))].sort();
    if (JSON.stringify(uris) === this.#sent) return;
    this.#sent = JSON.stringify(uris);
    this.#server.notify('asyncPitfalls/differingFiles', { uris });
  }
}
