import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { afterAll } from '@jest/globals';
import { type StartOptions, startFrom } from '../programs/environment.js';
import { until } from '../until.js';

/** How a process ended, and everything that it wrote. */
export interface Finished {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A JSON-RPC message as it was received. */
export interface Message {
  jsonrpc?: string;
  id?: number | string | null;
  method?: string;
  params?: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it has asked for
  result?: any;
  error?: { code: number; message: string };
}

/** Longest time for a server to end, in milliseconds. */
const PATIENCE = 100_000;

const running = new Set<ChildProcessWithoutNullStreams>();

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** The server as a bare process. The test writes to stdin, and the output is kept unchanged. */
export class RawHost {
  readonly finished: Promise<Finished>;
  private readonly child: ChildProcessWithoutNullStreams;
  private out = '';
  private err = '';
  /** The messages of stdout that are already parsed, and the rest. */
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
    // A server that refuses to start closes stdin while the test is writing.
    this.child.stdin.on('error', () => undefined);
    this.finished = this.ending();
  }

  /** Whether the server or any process that it started is alive. It leads its own process group. */
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

  /** Stops or resumes reading stdout, like a busy client. */
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

  /** Closes all pipes, as when a client dies. */
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

  /** Waits for the answer to the request with this id. */
  async answer(id: number | string): Promise<Message> {
    return this.until(() => this.messages().find((message) => message.id === id && !message.method));
  }

  /** Repeats `look` until it returns something. */
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

/** Parses every complete line of stdout as a message. Throws if a line is not JSON. */
export function parseLines(text: string): Message[] {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Message);
}

/** Runs the server until it ends, with this input: for commands, and for input from a pipe. */
export async function runHost(options: StartOptions & { input?: string } = {}): Promise<Finished> {
  const host = new RawHost(options);
  if (options.input !== undefined) host.write(options.input);
  host.endInput();
  return host.finished;
}
