/** Changes of the configuration that allow what was found. */

import type { Finding } from '../analysis/finding.ts';
import type { Edit } from '../analysis/text.ts';
import { configurationEdits, newConfiguration, type RuleStatement } from './configurationEdits.ts';
import type { ConfigurationFiles } from './configurationFiles.ts';
import { configurationFileNames } from './configurationText.ts';
import type { FileResult } from './results.ts';

/** Edits of a configuration file. */
export interface ConfigurationChange {
  readonly path: string;
  /** What the file holds now, which the edits are against. */
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly isNew: boolean;
}

export class ConfigurationChanges {
  readonly #files: ConfigurationFiles;
  readonly #roots: () => readonly string[];

  /** `roots` are the workspace folders: a file without any configuration gets one in its folder. */
  constructor(files: ConfigurationFiles, roots: () => readonly string[]) {
    this.#files = files;
    this.#roots = roots;
  }

  /**
   * Allows a finding of this result wherever else it is found; `undefined` where the finding cannot be allowed so, or
   * where the configuration leaves no safe place for it.
   */
  allow(result: FileResult, { rule, allowance }: Finding): ConfigurationChange | undefined {
    return allowance && this.#change(result, { rule, ...allowance });
  }

  /** Turns off the rule of a finding; `undefined` where there is no safe place. */
  turnOff(result: FileResult, { rule }: Finding): ConfigurationChange | undefined {
    return this.#change(result, { rule, level: 'off' });
  }

  #change({ path }: FileResult, statement: RuleStatement): ConfigurationChange | undefined {
    const { file } = this.#files.configurationFor(path);
    if (file === undefined) {
      const root = this.#roots().find((folder) => path.startsWith(`${folder}/`));
      if (root === undefined) return undefined;
      const edits = [{ range: { start: 0, end: 0 }, text: newConfiguration(statement) }];
      return { path: `${root}/${configurationFileNames[0]}`, text: '', edits, isNew: true };
    }
    const read = this.#files.read(file);
    const edits = read.kind === 'unreadable' ? undefined : configurationEdits(file, read.text, statement);
    if (read.kind === 'unreadable' || edits === undefined) return undefined;
    return { path: file, text: read.text, edits, isNew: false };
  }
}
