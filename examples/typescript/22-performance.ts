// Performance: many at once is fast until the other side gives up.

async function store(row: string): Promise<number> {
  const response = await fetch('https://example.org/rows', { method: 'POST', body: row });
  return response.status;
}

// Bad: every row at once.
export async function storeAll(rows: readonly string[]): Promise<PromiseSettledResult<number>[]> {
  return await Promise.allSettled(rows.map((row) => store(row))); // finds fan-out: Promise.allSettled(…
}

// Good: four workers share the rows.
export async function storeWithWorkers(rows: readonly string[]): Promise<number[]> {
  const statuses: number[] = [];
  const queue = rows.entries();
  const worker = async (): Promise<void> => {
    for (const [index, row] of queue) statuses[index] = await store(row);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return statuses;
}
