export declare class Mutex {
  runExclusive<T>(work: () => Promise<T> | T): Promise<T>;
}

export declare class Semaphore {
  constructor(value: number);
  runExclusive<T>(work: () => Promise<T> | T): Promise<T>;
}
