/** A client that knows nothing but the base protocol: JSON-RPC written by hand over a process's standard input and output. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export class PlainClient {
  /** Requests of the server, which this client has announced no ability for. */
  readonly asked: string[] = [];
  readonly errorOutput: string[] = [];
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcess;
  readonly #received: Message[] = [];
  #buffer = Buffer.alloc(0);
  #events: (() => void)[] = [];
  #nextId = 1;

  constructor(command: readonly string[]) {
    const [program = '', ...given] = command;
    const child = spawn(program, given, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process = child;
    child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    child.stderr.on('data', (chunk: Buffer) => this.errorOutput.push(String(chunk)));
    // Who writes to a server that has ended is told by its exit code.
    child.stdin.on('error', () => {});
    this.ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  }

  get processId(): number {
    return this.#process.pid ?? 0;
  }

  /** Writes bytes as they are, also such that no client should. */
  write(text: string): void {
    this.#process.stdin?.write(text);
  }

  send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  notify(method: string, params?: unknown): void {
    this.send({ method, params });
  }

  /** The server's answer, be it a result or an error. */
  async request(method: string, params?: unknown): Promise<Message> {
    const id = this.#nextId++;
    this.send({ id, method, params });
    return this.until((message) => message.id === id && message.method === undefined);
  }

  /** The first message that satisfies the condition, whether it came or is still to come. */
  async until(condition: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.#received.find(condition);
      if (found !== undefined) return found;
      await new Promise<void>((happened) => this.#events.push(happened));
    }
  }

  closeInput(): void {
    this.#process.stdin?.end();
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.ended;
  }

  #receive(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const head = this.#buffer.indexOf('\r\n\r\n');
      if (head < 0) break;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString('ascii', 0, head))?.[1]);
      const end = head + 4 + length;
      if (this.#buffer.length < end) break;
      const message: Message = JSON.parse(this.#buffer.toString('utf8', head + 4, end));
      this.#buffer = this.#buffer.subarray(end);
      if (message.id !== undefined && message.method !== undefined) this.asked.push(message.method);
      this.#received.push(message);
    }
    const events = this.#events;
    this.#events = [];
    for (const event of events) event();
  }
}
