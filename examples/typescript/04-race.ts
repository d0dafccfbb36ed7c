// Promise.race and Promise.any: go on with the first one.

async function ask(server: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(server, { signal });
  return response.text();
}

// Bad: the first answer is not awaited.
export async function warmUp(primary: string, backup: string, signal: AbortSignal): Promise<void> {
  Promise.any([ask(primary, signal), ask(backup, signal)]); // finds dropped: Promise.any(…
}

// Good: the loser is told to stop.
export async function firstAnswer(primary: string, backup: string): Promise<string> {
  const controller = new AbortController();
  try {
    return await Promise.any([ask(primary, controller.signal), ask(backup, controller.signal)]);
  } finally {
    controller.abort();
  }
}
