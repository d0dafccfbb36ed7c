// Groups: work that stops together when one part fails.

async function resize(picture: string, signal: AbortSignal): Promise<void> {
  await fetch(`https://example.org/resize/${picture}`, { method: 'POST', signal });
}

// Bad: one request for every picture, and the loop does not wait for any.
export async function resizeAll(pictures: string[], signal: AbortSignal): Promise<void> {
  for (const picture of pictures) {
    resize(picture, signal); // finds dropped: resize(picture, signal)
  }
}

// Good
export async function resizePair(first: string, second: string): Promise<void> {
  const controller = new AbortController();
  try {
    await Promise.all([resize(first, controller.signal), resize(second, controller.signal)]);
  } finally {
    controller.abort();
  }
}
