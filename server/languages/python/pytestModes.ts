/**
 * Who runs the async tests of pytest: a plugin that takes only those that are marked, or somebody else. Read from the
 * configuration of pytest and from `conftest.py`, never run.
 */

import { parse as parseToml } from 'smol-toml';
import { folderOf } from './modules.ts';
import type { Sources } from './sources.ts';

/** `marked`: pytest-asyncio in its strict mode, which leaves tests without its mark alone; `other`: nobody knows. */
export type PytestMode = 'marked' | 'other';

/** Plugins that run async tests by rules of their own. */
const otherPlugins =
  /^(?:pytest-(?:aiohttp|tornado|tornasync|trio|twisted|sanic|curio|asyncio-cooperative|async|playwright-asyncio)|alt-pytest-asyncio|pytest-anyio|home-?assistant.*|pytest-homeassistant.*)$/;

/** Hooks with which a `conftest.py` marks or runs tests itself. */
const hooks =
  /pytest_(?:collection_modifyitems|itemcollected|pycollect_makeitem|pyfunc_call|generate_tests)|asyncio_mode/;

const farthest = 40;

export class PytestModes {
  private readonly sources: Sources;
  private byFolder = new Map<string, PytestMode>();

  constructor(sources: Sources) {
    this.sources = sources;
  }

  reset(): void {
    this.byFolder = new Map();
  }

  /** Of the tests in a file of a project with these dependencies; the folders up to `root` count. */
  modeOf(path: string, root: string, dependencies: readonly string[]): PytestMode {
    if (!dependencies.includes('pytest-asyncio') || dependencies.some((name) => otherPlugins.test(name)))
      return 'other';
    return this.inFolder(folderOf(path), root, 0);
  }

  private inFolder(folder: string, root: string, step: number): PytestMode {
    const known = this.byFolder.get(folder);
    if (known !== undefined) return known;
    const mode = this.decidedIn(folder) ?? this.above(folder, root, step);
    this.byFolder.set(folder, mode);
    return mode;
  }

  private above(folder: string, root: string, step: number): PytestMode {
    return folder === root || folder === '/' || step > farthest
      ? 'marked'
      : this.inFolder(folderOf(folder), root, step + 1);
  }

  /** A `conftest.py` with hooks may do anything; the nearest configuration of pytest decides the rest. */
  private decidedIn(folder: string): PytestMode | undefined {
    const files = this.sources.list(folder)?.files ?? [];
    const read = (name: string): string =>
      files.includes(name) ? (this.sources.readText(`${folder}/${name}`) ?? '') : '';
    if (hooks.test(read('conftest.py'))) return 'other';
    const written = [
      read('pytest.ini'),
      section(read('tox.ini'), 'pytest'),
      section(read('setup.cfg'), 'tool:pytest'),
      pytestOptions(read('pyproject.toml')),
    ];
    return written.some((text) =>
      /asyncio[-_]mode\s*[=:]?\s*"?(?:auto|legacy)|-p\s*no:asyncio|(?:anyio|trio)_mode/.test(text),
    )
      ? 'other'
      : undefined;
  }
}

/** The lines of a section of an INI file. */
function section(text: string, name: string): string {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => line.trim() === `[${name}]`);
  if (start < 0) return '';
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('['));
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join('\n');
}

function pytestOptions(text: string): string {
  if (!text.includes('pytest')) return '';
  try {
    // What is not there is no table, and so has no members that say anything.
    const { tool } = parseToml(text) as { readonly tool?: { readonly pytest?: unknown } };
    return JSON.stringify(tool?.pytest ?? '').replaceAll('"', ' ');
  } catch {
    return '';
  }
}
