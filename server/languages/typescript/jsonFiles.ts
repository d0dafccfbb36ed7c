/** JSON that others write: nothing in it is what it should be until that is looked at. */

import type { FrontEndHost } from '../../facts/frontEnd.ts';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** Empty where there is no such file, or no record in it. */
export function readJson(host: FrontEndHost, path: string): JsonRecord {
  const file = host.readText(path);
  if (file.kind === 'unreadable') return {};
  try {
    const value: unknown = JSON.parse(file.text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
