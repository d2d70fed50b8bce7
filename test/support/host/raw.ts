import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { afterAll } from '@jest/globals';
import { type StartOptions, startFrom } from '../programs/environment.js';
import { until } from '../until.js';

/** How a process ended and all that it wrote. */
export interface Finished {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A JSON-RPC message as it stood on the wire. */
export interface Message {
  jsonrpc?: string;
  id?: number | string | null;
  method?: string;
  params?: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it has asked for
  result?: any;
  error?: { code: number; message: string };
}

/** Longest that a host may take to end, in milliseconds. */
const PATIENCE = 100_000;

const running = new Set<ChildProcessWithoutNullStreams>();

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** The host as a bare process: what is written to stdin is the test's business, what comes out is kept verbatim. */
export class RawHost {
  readonly finished: Promise<Finished>;
  private readonly child: ChildProcessWithoutNullStreams;
  private out = '';
  private err = '';
  /** What of stdout has been read as messages, and what has come since. */
  private readonly read: Message[] = [];
  private unread = '';

  constructor(options: StartOptions = {}) {
    const { args, ...start } = startFrom(options);
    this.child = spawn(process.execPath, args, { ...start, stdio: 'pipe', detached: true });
    running.add(this.child);
    this.child.stdout.on('data', (chunk: Buffer) => {
      this.out += chunk.toString();
      this.unread += chunk.toString();
    });
    this.child.stderr.on('data', (chunk: Buffer) => {
      this.err += chunk.toString();
    });
    // A host that refuses to start closes its stdin under the test's hands.
    this.child.stdin.on('error', () => undefined);
    this.finished = this.ending();
  }

  /** Whether the host, or any process that it has started, is alive: it leads a process group of its own. */
  isAlive(): boolean {
    try {
      return process.kill(-(this.child.pid ?? 0), 0);
    } catch {
      return false;
    }
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** Reads nothing of stdout until it reads on, as a client does that has other things to do. */
  reads(reading: boolean): void {
    if (reading) this.child.stdout.resume();
    else this.child.stdout.pause();
  }

  stdout(): string {
    return this.out;
  }

  stderr(): string {
    return this.err;
  }

  send(...messages: readonly object[]): void {
    for (const message of messages) this.write(`${JSON.stringify(message)}\n`);
  }

  write(text: string): void {
    this.child.stdin.write(text);
  }

  endInput(): void {
    this.child.stdin.end();
  }

  /** What a client does that dies: nobody writes any more, and nobody reads. */
  leave(): void {
    this.child.stdin.destroy();
    this.child.stdout.destroy();
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  messages(): readonly Message[] {
    const end = this.unread.lastIndexOf('\n') + 1;
    if (end > 0) {
      this.read.push(...parseLines(this.unread.slice(0, end)));
      this.unread = this.unread.slice(end);
    }
    return this.read;
  }

  /** The answer to the request of that id. */
  async answer(id: number | string): Promise<Message> {
    return this.until(() => this.messages().find((message) => message.id === id && !message.method));
  }

  /** Looks again and again until there is something to see. */
  async until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
    return until(look, () => `stdout: ${this.out}\nstderr: ${this.err}`);
  }

  private ending(): Promise<Finished> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE);
      timer.unref();
      this.child.once('close', (code, signal) => {
        clearTimeout(timer);
        running.delete(this.child);
        resolve({ code, signal, stdout: this.out, stderr: this.err });
      });
    });
  }
}

/** Every whole line of stdout as a message; throws at a line that is not JSON. */
export function parseLines(text: string): Message[] {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Message);
}

/** Runs the host to its end with this as its whole input: for commands, and for what a pipe gives. */
export async function runHost(options: StartOptions & { input?: string } = {}): Promise<Finished> {
  const host = new RawHost(options);
  if (options.input !== undefined) host.write(options.input);
  host.endInput();
  return host.finished;
}
