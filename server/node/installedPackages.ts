/** Where the packages lie that findings may depend on, beside what stands in the project's own folders. */

import { Environments } from '../languages/python/environments.ts';
import { Sources } from '../languages/python/sources.ts';
import { createFrontEndHost } from './frontEndHost.ts';

/** Absolute paths of the folders with Python packages for files in `root`. */
export function pythonPackageFolders(root: string): readonly string[] {
  const host = createFrontEndHost(() => {});
  const environments = new Environments(new Sources(host), (name) => host.variable(name));
  environments.configure({ roots: [root] });
  return environments.packageFolders(`${root}/file.py`);
}
