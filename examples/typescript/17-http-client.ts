// HTTP clients: reading the body is work to wait for, too.

// Bad: the body is read and forgotten.
export async function drain(url: string): Promise<number> {
  const response = await fetch(url);
  response.text(); // finds dropped: response.text()
  return response.status;
}

// Good
export async function statusOf(url: string): Promise<number> {
  const response = await fetch(url, { method: 'HEAD' });
  await response.body?.cancel();
  return response.status;
}
