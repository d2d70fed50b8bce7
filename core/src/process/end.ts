// As they are before the host keeps plugins from calling them.
const exit = process.exit.bind(process);
const kill = process.kill.bind(process);

/** Longest wait for threads that are still at something, in milliseconds. */
const LONGEST_WAIT = 3_000;
const LOOK = 20;
/** What holds a thread of Node's pool, by the name that Node has for it: reads of files, and look-ups of host names. */
const IN_THREADS = /^(?:FSReq|GetAddrInfo|GetNameInfo)/;

/**
 * Ends the process. Node's own exit waits for its threads, and one that reads a pipe, which a configuration or a plugin may
 * do, never comes back: after a while the process is ended as from outside, and its exit code is lost.
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
