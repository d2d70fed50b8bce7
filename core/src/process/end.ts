// The originals, before the host keeps plugins from calling them.
const exit = process.exit.bind(process);
const kill = process.kill.bind(process);

/** Longest wait for busy threads, in milliseconds. */
const LONGEST_WAIT = 3_000;
const LOOK = 20;
/** Operations that occupy a thread of Node's pool, by Node's names for them: file reads and DNS lookups. */
const IN_THREADS = /^(?:FSReq|GetAddrInfo|GetNameInfo)/;

/**
 * Ends the process. Node's own exit waits for its threads, and a thread that reads a pipe, as a configuration or a
 * plugin may do, never returns. After a while the process kills itself, and its exit code is lost.
 */
export async function endProcess(code: number): Promise<never> {
  for (let waited = 0; isHeld() && waited < LONGEST_WAIT; waited += LOOK)
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  if (isHeld()) kill(process.pid, 'SIGKILL');
  return exit(code);
}

function isHeld(): boolean {
  return process.getActiveResourcesInfo().some((kind) => IN_THREADS.test(kind));
}
