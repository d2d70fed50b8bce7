import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a Node program and returns its output. Throws if it fails. */
export async function program(...args: readonly string[]): Promise<string> {
  return (await promisify(execFile)(process.execPath, [...args], { timeout: 120_000 })).stdout;
}
