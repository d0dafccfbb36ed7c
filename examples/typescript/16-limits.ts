// Limits: only a few at a time.

async function upload(path: string): Promise<number> {
  const response = await fetch('https://example.org/upload', { method: 'PUT', body: path });
  return response.status;
}

// Bad: a thousand files make a thousand requests at once.
export async function uploadAll(paths: string[]): Promise<number[]> {
  return await Promise.all(paths.map(async (path) => upload(path))); // finds fan-out: Promise.all(…
}

// Good: ten at a time.
export async function uploadInBatches(paths: string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (let start = 0; start < paths.length; start += 10) {
    const batch = paths.slice(start, start + 10);
    statuses.push(...(await Promise.all(batch.map((path) => upload(path)))));
  }
  return statuses;
}
