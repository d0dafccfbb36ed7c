/** Yields what several sources have, as soon as any of them has it. */
export async function* interleave<Item>(sources: readonly AsyncIterable<Item>[]): AsyncIterable<Item> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  const pull = async (index: number, iterator: AsyncIterator<Item>) => ({
    index,
    iterator,
    result: await iterator.next(),
  });
  const pending = new Map(iterators.map((iterator, index) => [index, pull(index, iterator)]));
  try {
    while (pending.size > 0) {
      const { index, iterator, result } = await Promise.race(pending.values());
      if (result.done === true) {
        pending.delete(index);
      } else {
        pending.set(index, pull(index, iterator));
        yield result.value;
      }
    }
  } finally {
    for (const index of pending.keys()) void iterators[index]?.return?.();
  }
}
