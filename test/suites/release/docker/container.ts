import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Finished, type Message, parseLines } from '../../../support/host/raw.js';
import { until } from '../../../support/until.js';

const UNSHARE = ['--fork', '--kill-child', '--pid', '--mount', '--mount-proc'];
const READ_ONLY = 'mount -o remount,bind,ro / && exec "$@"';

/** Whether a test can run as PID 1 with its own file system. This needs Linux and root. */
export const canContain = spawnSync('unshare', [...UNSHARE, 'true'], { timeout: 10_000 }).status === 0;

/** A process that runs as PID 1 with a read-only file system, as in a container with --read-only. */
export class Container {
  readonly finished: Promise<Finished>;
  private stdout = '';
  private stderr = '';

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly inside: number,
  ) {
    child.stdout.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    this.finished = new Promise((resolve) =>
      child.once('close', (code, signal) =>
        resolve({ code, signal, stdout: this.stdout, stderr: this.stderr }),
      ),
    );
  }

  static async start(
    command: readonly string[],
    options: { cwd: string; env: Record<string, string> },
  ): Promise<Container> {
    const args = [...UNSHARE, 'sh', '-c', READ_ONLY, 'sh', ...command];
    const child = spawn('unshare', args, { ...options, stdio: 'pipe' });
    return new Container(child, await until(() => childOf(child.pid ?? 0)));
  }

  /** Sends these messages, and returns the answer to the last one. */
  ask(...messages: readonly { id?: unknown }[]): Promise<Message> {
    for (const message of messages) this.child.stdin.write(`${JSON.stringify(message)}\n`);
    const last = messages.at(-1)?.id;
    return until(
      () => parseLines(this.stdout).find(({ id }) => id === last),
      () => this.stderr,
    );
  }

  endInput(): void {
    this.child.stdin.end();
  }

  /** Sends a signal from outside, like `docker stop`. PID 1 ignores signals without a handler. */
  kill(signal: NodeJS.Signals): void {
    process.kill(this.inside, signal);
  }
}

function childOf(pid: number): number | undefined {
  const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return first ? Number(first) : undefined;
}
