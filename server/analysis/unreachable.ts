/** Makes the compiler list the cases a `switch` over a union forgot. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
