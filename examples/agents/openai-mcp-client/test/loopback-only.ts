import { writeSync } from 'node:fs';

/** Imported before the program under test. Refuses each request that would leave this machine, and reports it on stderr. */
const send = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  if (hostname === '127.0.0.1') return send(input, init);
  writeSync(2, `LEFT THIS MACHINE: ${hostname}\n`);
  throw new Error(`Tests do not reach ${hostname}.`);
};
