/** Absolute paths with forward slashes, on every platform. */

/** The folder around a path; the root of a drive is its own folder. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return path;
  const folder = path.slice(0, slash);
  return folder === '' || /^[A-Za-z]:$/.test(folder) ? `${folder}/` : folder;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path as seen from a folder around it. */
export function relativeTo(folder: string, path: string): string {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}
