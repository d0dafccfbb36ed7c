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

// Bad: both read the sum before they wait, so the second to end overwrites what the first has added.
export async function countPair(url: string, mirror: string): Promise<number> {
  let sum = 0;
  await Promise.all(
    [url, mirror].map(async (address) => {
      sum += (await download(address)).length; // finds runs-together: sum += (await download(address)).length
    }),
  );
  return sum;
}

// Good
export async function countPairSafely(url: string, mirror: string): Promise<number> {
  let sum = 0;
  await Promise.all(
    [url, mirror].map(async (address) => {
      const { length } = await download(address);
      sum += length;
    }),
  );
  return sum;
}
