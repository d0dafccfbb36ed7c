// Time limits: a request without one may take for ever.

// Bad: the request with its limit is started and forgotten.
export async function refreshPrice(article: string): Promise<void> {
  fetch(`https://example.org/prices/${article}`, { signal: AbortSignal.timeout(1_000) }); // finds dropped: fetch(…
}

// Good
export async function priceWithinASecond(article: string): Promise<string> {
  const response = await fetch(`https://example.org/prices/${article}`, { signal: AbortSignal.timeout(1_000) });
  return response.text();
}
