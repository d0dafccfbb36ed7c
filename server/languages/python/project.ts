/** What the nearest project file says: the oldest Python it supports and the packages it depends on. */

import { parse as parseToml } from 'smol-toml';
import type { AsyncLibrary } from '../../facts/facts.ts';
import { folderOf } from './modules.ts';
import type { Sources } from './sources.ts';

export interface Project {
  readonly pythonVersion: readonly [number, number] | undefined;
  /** All that it names, extras and groups of developers included. */
  readonly dependencies: readonly string[];
  /** Those that are always there. */
  readonly required: readonly string[];
}

const nothing: Project = { pythonVersion: undefined, dependencies: [], required: [] };

const farthest = 40;

export class Projects {
  private readonly sources: Sources;
  private byFolder = new Map<string, Project>();

  constructor(sources: Sources) {
    this.sources = sources;
  }

  reset(): void {
    this.byFolder = new Map();
  }

  /** The project of the nearest `pyproject.toml`, `setup.cfg`, `setup.py` or `requirements.txt` above a file. */
  projectOf(path: string): Project {
    return this.above(folderOf(path), 0);
  }

  private above(folder: string, step: number): Project {
    const known = this.byFolder.get(folder);
    if (known !== undefined) return known;
    const project =
      this.at(folder) ?? (folder === '/' || step > farthest ? nothing : this.above(folderOf(folder), step + 1));
    this.byFolder.set(folder, project);
    return project;
  }

  private at(folder: string): Project | undefined {
    const files = this.sources.list(folder)?.files ?? [];
    const prefix = folder === '/' ? '' : folder;
    const read = (name: string): string | undefined =>
      files.includes(name) ? this.sources.readText(`${prefix}/${name}`) : undefined;
    const found = [
      fromPyproject(read('pyproject.toml')),
      fromSetup(read('setup.cfg')),
      fromSetup(read('setup.py')),
    ].filter((project) => project !== undefined);
    const requirements = read('requirements.txt');
    if (requirements !== undefined) found.push(requiring(undefined, requirements.split('\n').flatMap(packageName)));
    if (found.length === 0) return undefined;
    return {
      pythonVersion: found.find((project) => project.pythonVersion !== undefined)?.pythonVersion,
      dependencies: [...new Set(found.flatMap((project) => project.dependencies))],
      required: [...new Set(found.flatMap((project) => project.required))],
    };
  }
}

/** The async libraries among the packages a project always has; without one it can only use `asyncio`. */
export function asyncLibrariesOf({ required }: Project): readonly AsyncLibrary[] {
  const found: AsyncLibrary[] = (['trio', 'anyio'] as const).filter((name) => required.includes(name));
  return found.length > 0 ? found : ['asyncio'];
}

function fromPyproject(text: string | undefined): Project | undefined {
  if (text === undefined) return undefined;
  let root: unknown;
  try {
    root = parseToml(text);
  } catch {
    // A half-typed project file says nothing until it parses again.
    return nothing;
  }
  const project = tableAt(root, 'project');
  const poetry = tableAt(tableAt(root, 'tool'), 'poetry');
  const poetryDependencies = tableAt(poetry, 'dependencies');
  const requires = stringAt(project, 'requires-python') ?? stringAt(poetryDependencies, 'python');
  const optional = [
    ...Object.values(tableAt(project, 'optional-dependencies') ?? {}),
    ...Object.values(tableAt(root, 'dependency-groups') ?? {}),
  ].flatMap(strings);
  const required = [
    ...strings(project?.dependencies).flatMap(packageName),
    ...Object.entries(poetryDependencies ?? {})
      .filter(([name, how]) => name !== 'python' && !(isTable(how) && how.optional === true))
      .map(([name]) => normalized(name)),
  ];
  const others = [...optional.flatMap(packageName), ...Object.keys(poetryDependencies ?? {}).map(normalized)];
  return {
    ...requiring(requires, required),
    dependencies: [...new Set([...required, ...others.filter((name) => name !== 'python')])],
  };
}

function fromSetup(text: string | undefined): Project | undefined {
  if (text === undefined) return undefined;
  const requires = /python_requires\s*=\s*['"]?([^'"\n]+)/.exec(text)?.[1];
  const installed = /install_requires\s*=\s*(?:\[([^\]]*)\]|((?:\n[ \t]+\S.*)+))/.exec(text);
  const lines = (installed?.[1] ?? installed?.[2] ?? '').split(/[\n,]/);
  return requiring(
    requires,
    lines.flatMap((line) => packageName(line.replace(/^[\s'"]+/, ''))),
  );
}

function requiring(version: string | undefined, required: readonly string[]): Project {
  return {
    pythonVersion: version === undefined ? undefined : oldestVersion(version),
    dependencies: required,
    required,
  };
}

/** `>=3.9,<4`, `^3.10`, `~=3.8`, `==3.11.*`: the lowest version any of them names from below. */
function oldestVersion(requires: string): readonly [number, number] | undefined {
  const versions = [...requires.matchAll(/(>=|>|\^|~=?|==|^)\s*(\d+)\.(\d+)/g)].map(
    (match) => [Number(match[2]), Number(match[3])] as const,
  );
  return versions.sort((one, other) => one[0] - other[0] || one[1] - other[1])[0];
}

/** The package that a requirement such as `httpx[http2]>=0.27; python_version < "3.12"` names. */
function packageName(requirement: string): readonly string[] {
  const name = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(requirement)?.[1];
  return name === undefined ? [] : [normalized(name)];
}

function normalized(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function tableAt(value: unknown, key: string): Record<string, unknown> | undefined {
  const inner = isTable(value) ? value[key] : undefined;
  return isTable(inner) ? inner : undefined;
}

function stringAt(value: unknown, key: string): string | undefined {
  const inner = isTable(value) ? value[key] : undefined;
  return typeof inner === 'string' ? inner : undefined;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
