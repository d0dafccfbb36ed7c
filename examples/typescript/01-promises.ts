// Promises: an async function starts at once, but nobody hears of its errors until somebody waits.

async function save(order: string): Promise<void> {
  await fetch('https://example.org/orders', { method: 'POST', body: order });
}

// Bad: when saving fails, nobody learns of it.
export async function placeOrder(order: string): Promise<void> {
  save(order); // finds dropped: save(order)
}

export function placeOrderFromPlainCode(order: string): void {
  save(order); // finds in-sync-function: save(order)
}

// Good
export async function placeOrderAndWait(order: string): Promise<void> {
  await save(order);
}

export function placeOrderAndReport(order: string): void {
  save(order).catch((error: unknown) => console.error(error));
}
