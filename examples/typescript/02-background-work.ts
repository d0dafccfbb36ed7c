// Background work: started now, awaited later or never.

async function sendMail(customer: string): Promise<void> {
  await fetch(`https://example.org/mail/${customer}`, { method: 'POST' });
}

// Bad: `then` without a rejection handler.
export function signUp(customer: string): void {
  sendMail(customer).then(() => console.log('welcome')); // finds chain: sendMail(…
}

// Good
export function signUpAndReport(customer: string): void {
  sendMail(customer).then(
    () => console.log('welcome'),
    (error: unknown) => console.error(error),
  );
}

export function signUpOnPurpose(customer: string): void {
  void sendMail(customer);
}
