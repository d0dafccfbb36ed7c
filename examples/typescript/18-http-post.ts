// HTTP POST: a failed request is an error that somebody has to see.

// Bad
export async function report(event: string): Promise<void> {
  fetch('https://example.org/events', { method: 'POST', body: JSON.stringify({ event }) }); // finds dropped: fetch(…
}

// Good
export async function reportAndCheck(event: string): Promise<void> {
  const response = await fetch('https://example.org/events', { method: 'POST', body: JSON.stringify({ event }) });
  if (!response.ok) throw new Error(`the event was not taken: ${response.status}`);
}
