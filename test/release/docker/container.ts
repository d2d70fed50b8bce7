import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { until } from '../../support/until.js';

const UNSHARE = ['--fork', '--kill-child', '--pid', '--mount', '--mount-proc'];

/** Whether this machine lets the test have PID 1 and a file system of its own: Linux, and root. */
export const canContain = spawnSync('unshare', [...UNSHARE, 'true'], { timeout: 10_000 }).status === 0;

/** A process that is PID 1 and sees a file system on which nothing can be written, as in a container with --read-only. */
export interface Container {
  child: ChildProcessWithoutNullStreams;
  /** Sends a signal from outside, as `docker stop` does: one that PID 1 does not handle is lost. */
  kill(signal: NodeJS.Signals): void;
}

export async function contained(
  command: readonly string[],
  options: { cwd: string; env: Record<string, string> },
): Promise<Container> {
  const line = 'mount -o remount,bind,ro / && exec "$@"';
  const child = spawn('unshare', [...UNSHARE, 'sh', '-c', line, 'sh', ...command], {
    ...options,
    stdio: 'pipe',
  });
  const inside = await until(() => childOf(child.pid ?? 0));
  return { child, kill: (signal) => void process.kill(inside, signal) };
}

function childOf(pid: number): number | undefined {
  const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return first ? Number(first) : undefined;
}
