// Cancellation: an AbortSignal stops the work, and the clean-up is awaited.

async function release(resource: string): Promise<void> {
  await fetch(`https://example.org/locks/${resource}`, { method: 'DELETE' });
}

// Bad: the clean-up is started and forgotten.
export async function work(resource: string, signal: AbortSignal): Promise<void> {
  try {
    await fetch(`https://example.org/work/${resource}`, { signal });
  } finally {
    release(resource); // finds dropped: release(resource)
  }
}

// Good
export async function workAndRelease(resource: string, signal: AbortSignal): Promise<void> {
  try {
    await fetch(`https://example.org/work/${resource}`, { signal });
  } finally {
    await release(resource);
  }
}
