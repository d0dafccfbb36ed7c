// The two classics: a forgotten await, and an async function called in plain code.

class Mailer {
  async send(text: string): Promise<void> {
    await fetch('https://example.org/mail', { method: 'POST', body: text });
  }
}

export class Shop {
  constructor(private readonly mailer: Mailer) {}

  // Bad
  async confirm(): Promise<void> {
    this.mailer.send('thank you'); // finds dropped: this.mailer.send('thank you')
  }

  remind(): void {
    this.mailer.send('your basket misses you'); // finds in-sync-function: this.mailer.send(…
  }

  // Good
  async confirmAndWait(): Promise<void> {
    await this.mailer.send('thank you');
  }

  async remindAndWait(): Promise<void> {
    await this.mailer.send('your basket misses you');
  }
}
