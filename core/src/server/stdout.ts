import { Writable } from 'node:stream';

/**
 * Keeps stdout for JSON-RPC: what plugins and their dependencies print goes to stderr from now on. Returns the only
 * way left to the real stdout.
 */
export function reserveStdout(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
  const wire = new Writable({
    decodeStrings: false,
    write: (chunk: string, encoding, done) => void write(chunk, encoding, done),
  });
  // A client that has gone away must not bring the process down with EPIPE; the end of stdin ends it.
  process.stdout.on('error', () => wire.destroy());
  wire.on('error', () => undefined);
  return wire;
}
