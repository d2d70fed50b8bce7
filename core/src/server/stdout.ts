import { Writable } from 'node:stream';
import { currentPlugin } from '../plugin/load/identity.js';
import { maskAll } from '../response/armed.js';
import { forPeople } from '../response/for-people.js';
import { maskedBytes } from '../response/redact.js';

/**
 * Reserves stdout for JSON-RPC. Output of plugins and their dependencies goes to stderr, with the name of the plugin.
 * Returns the only remaining access to the real stdout.
 */
export function reserveStdout(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = printed as typeof process.stdout.write;
  process.stdout.end = ((chunk?: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) printed(chunk);
    return process.stdout;
  }) as typeof process.stdout.end;
  const wire = new Writable({
    decodeStrings: false,
    write: (chunk: string, encoding, done) => void write(chunk, encoding, done),
  });
  // A client that disconnects must not crash the process with EPIPE. The end of stdin ends the server.
  process.stdout.on('error', () => wire.destroy());
  wire.on('error', () => undefined);
  return wire;
}

/** Masks secrets in what plugins and their dependencies write to stderr directly. */
export function maskStderr(): void {
  const write = process.stderr.write.bind(process.stderr) as (chunk: unknown, ...rest: unknown[]) => boolean;
  process.stderr.write = ((chunk: unknown, ...rest: unknown[]) => {
    if (typeof chunk === 'string') return write(forPeople(chunk), ...rest);
    return write(chunk instanceof Uint8Array ? maskedBytes(chunk, maskAll) : chunk, ...rest);
  }) as typeof process.stderr.write;
}

function printed(chunk: string | Uint8Array, ...rest: []): boolean {
  const plugin = currentPlugin();
  if (plugin !== undefined) process.stderr.write(`[${plugin.source} ${plugin.version}] `);
  return process.stderr.write(
    typeof chunk === 'string' ? forPeople(chunk) : maskedBytes(chunk, maskAll),
    ...rest,
  );
}
