export interface Options {
  readonly concurrency?: number;
}

export default function pMap<Item, Result>(
  items: Iterable<Item | PromiseLike<Item>>,
  work: (item: Item, index: number) => PromiseLike<Result> | Result,
  options?: Options,
): Promise<Result[]>;
