export type LimitFunction = <Arguments extends unknown[], Result>(
  work: (...values: Arguments) => PromiseLike<Result> | Result,
  ...values: Arguments
) => Promise<Result>;

export default function pLimit(concurrency: number): LimitFunction;
