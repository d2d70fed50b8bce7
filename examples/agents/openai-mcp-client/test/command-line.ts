import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const GUARD = new URL('./loopback-only.ts', import.meta.url).href;
const LIMIT_MS = 180_000;

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the example as a user does, with these environment variables alone, until it ends. */
export async function runAgent(
  args: string[],
  variables: Record<string, string>,
  input?: string,
): Promise<Outcome> {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...variables };
  const options = ['--disable-warning=ExperimentalWarning', `--import=${GUARD}`];
  const child = spawn(process.execPath, [...options, MAIN, ...args], {
    env,
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  const outcome: Outcome = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    outcome.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    outcome.stderr += chunk;
  });
  child.stdin.end(input);
  // `close` comes after the server, which shares stderr, has ended.
  outcome.code = await new Promise((resolve) => child.once('close', resolve));
  return outcome;
}
