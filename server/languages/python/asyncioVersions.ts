/** What fixes and snippets write of asyncio that is younger than Python 3.8, by the minor version of Python 3 that brought it. */
export const asyncioVersions = {
  'asyncio.to_thread': 9,
  'asyncio.Barrier': 11,
  'asyncio.Runner': 11,
  'asyncio.TaskGroup': 11,
  'asyncio.timeout': 11,
} as const satisfies Readonly<Record<`asyncio.${string}`, number>>;
