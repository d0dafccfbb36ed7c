// Promise.all: wait for several promises at once.

async function download(url: string): Promise<string> {
  const response = await fetch(url);
  return response.text();
}

// Bad: an array of promises that nobody waits for.
export async function warmCache(urls: string[]): Promise<void> {
  urls.map((url) => download(url)); // finds list: urls.map(…
}

// Bad: as many requests at once as there are addresses.
export async function downloadAll(urls: string[]): Promise<string[]> {
  return Promise.all(urls.map((url) => download(url))); // finds fan-out: Promise.all(…
}

// Good
export async function downloadPair(url: string, mirror: string): Promise<string[]> {
  return Promise.all([download(url), download(mirror)]);
}

export async function downloadMirrors(): Promise<string[]> {
  return Promise.all(['https://eu.example.org', 'https://us.example.org'].map((url) => download(url)));
}
